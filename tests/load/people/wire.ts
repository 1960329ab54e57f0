import type { Socket } from 'node:net';
import type { WebSocket } from 'ws';

const open = new Set<Socket>();
let gone = 0;

/** Counts what this connection brings, its handshake and every frame's header included. */
export function countWire(ws: WebSocket): void {
  ws.once('upgrade', ({ socket }) => {
    open.add(socket);
    socket.once('close', () => {
      open.delete(socket);
      gone += socket.bytesRead;
    });
  });
}

/** Bytes that all connections of this generator have brought so far. */
export const bytesHeard = (): number =>
  gone + [...open].reduce((sum, socket) => sum + socket.bytesRead, 0);
