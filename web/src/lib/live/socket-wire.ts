import { PROTOCOL_VERSION, SOCKET_PATH, type Handshake, type ServerEvents } from '@canopy/protocol';
import { io, type Socket } from 'socket.io-client';
import type { Wire } from './wire.ts';

/** An acknowledgement later than this is asked for again; the intent id makes that harmless. */
const ACK_WITHIN_MS = 8_000;

/** Who speaks, when a browser holds both a sign-in and a seat. */
export type As = 'staff' | 'seat';

/** WebSocket first, then polling, for networks that block the first (people 92). */
export function socketWire(sessionId: string, as: As): Wire {
  const handshake: Handshake = { version: PROTOCOL_VERSION, sessionId, as };
  const socket: Socket = io({
    path: SOCKET_PATH,
    transports: ['websocket', 'polling'],
    tryAllTransports: true,
    auth: handshake,
    autoConnect: false,
    reconnectionDelay: 400,
    reconnectionDelayMax: 8_000,
    // A host that restarts must not meet every phone in the same instant.
    randomizationFactor: 0.5,
  });
  return {
    hear: (event, listener) => {
      const events: Socket<ServerEvents> = socket;
      events.on(event, listener as never);
    },
    onOpen: (run) => socket.on('connect', run),
    onLost: (run) => socket.on('disconnect', () => run(socket.active)),
    onRefused: (run) =>
      socket.on('connect_error', (error) => {
        if (!socket.active) run(error.message);
      }),
    ask: async (command, input) => {
      if (!socket.connected) return null;
      try {
        return (await socket.timeout(ACK_WITHIN_MS).emitWithAck(command, input)) as unknown;
      } catch {
        return null;
      }
    },
    open: () => socket.connect(),
    close: () => socket.disconnect(),
  };
}
