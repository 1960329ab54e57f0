import type { Server } from 'node:http';
import type { Socket } from 'node:net';

/**
 * Bytes written to connections that the network has not taken: pages, sockets and feeds alike, because
 * it looks below all of them.
 */
export function watchOutgoing(server: Server): () => number {
  const open = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    open.add(socket);
    socket.on('close', () => open.delete(socket));
  });
  return () => {
    let bytes = 0;
    for (const socket of open) bytes += socket.writableLength;
    return bytes;
  };
}
