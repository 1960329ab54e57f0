import { PROTOCOL_VERSION, SOCKET_PATH, type Handshake, type ServerEvents } from '@canopy/protocol';
import { io, type Socket } from 'socket.io-client';
import type { Wire } from './wire.ts';

/** An acknowledgement later than this is asked for again; the intent id makes that harmless. */
const ACK_WITHIN_MS = 8_000;
/** A network that swallows the first words of a websocket in silence is given up after this. */
const OPEN_WITHIN_MS = 8_000;
/** The server speaks every 4 s and lets a phone be silent for 4 more; later than that, nobody is there. */
const HEARD_WITHIN_MS = 9_000;

/** Who speaks, when a browser holds both a sign-in and a seat. */
export type As = 'staff' | 'seat';

/** WebSocket first, then polling, for networks that block the first (people 92). */
export function socketWire(sessionId: string, as: As): Wire {
  const handshake: Handshake = { version: PROTOCOL_VERSION, sessionId, as };
  const socket: Socket = io({
    path: SOCKET_PATH,
    transports: ['websocket', 'polling'],
    tryAllTransports: true,
    timeout: OPEN_WITHIN_MS,
    auth: handshake,
    autoConnect: false,
    // When to try again is for `Comeback` to say: its own waits are chance only at their edges.
    reconnection: false,
  });
  const manager = socket.io;
  let heardAt = 0;
  const heard = (): void => void (heardAt = Date.now());
  manager.on('open', heard);
  manager.on('ping', heard);
  manager.on('error', (error) => {
    // Refused, the next transport is tried by itself; swallowed in silence, only the clock notices.
    if (error.message === 'timeout') manager.opts.transports = ['polling', 'websocket'];
  });
  return {
    get polls() {
      return socket.connected && manager.engine.transport.name === 'polling';
    },
    get fresh() {
      return Date.now() - heardAt < HEARD_WITHIN_MS;
    },
    hear: (event, listener) => {
      const events: Socket<ServerEvents> = socket;
      events.on(event, listener as never);
    },
    onOpen: (run) => socket.on('connect', run),
    onLost: (run) => {
      socket.on('disconnect', run);
      socket.on('connect_error', () => {
        if (socket.active) run();
      });
    },
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
    tell: (event, value) => {
      if (socket.connected) socket.volatile.emit(event, value);
    },
    open: () => socket.connect(),
    close: () => socket.disconnect(),
  };
}
