import { STATUS_CODES, type IncomingMessage, type Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { BOARD_PATH, NOTES_PATH, SOCKET_PATH } from '@canopy/protocol';
import { isOurOrigin } from './origin.ts';

export type Upgrade = (req: IncomingMessage, socket: Duplex, head: Buffer) => void;

export type Routes = {
  origins: () => readonly string[];
  isDraining: () => boolean;
  live: Upgrade;
  feed: Upgrade;
  notes: Upgrade;
  /** While developing, Vite's own socket on the same port. */
  letPass?: (req: IncomingMessage) => boolean;
};

/**
 * The one place where a request becomes a websocket. Everything not named here is refused at once:
 * a socket nobody answers would stay open and cost memory for nothing.
 */
export function routeUpgrades(server: Server, routes: Routes): void {
  server.on('upgrade', (req: IncomingMessage, socket: Duplex, head: Buffer) => {
    if (routes.letPass?.(req) === true) return;
    // A socket without an error listener ends the process when its peer resets (reliability 4.1).
    socket.on('error', () => socket.destroy());
    const path = (req.url ?? '').split('?')[0] ?? '';
    const upgrade = path.startsWith(`${SOCKET_PATH}/`)
      ? routes.live
      : path.startsWith(`${BOARD_PATH}/`)
        ? routes.feed
        : path.startsWith(`${NOTES_PATH}/`)
          ? routes.notes
          : null;
    if (upgrade === null) return refuseUpgrade(socket, 404);
    if (!isOurOrigin(req, routes.origins())) return refuseUpgrade(socket, 403);
    if (routes.isDraining()) return refuseUpgrade(socket, 503);
    upgrade(req, socket, head);
  });
}

/** Answers before the handshake, so that a refused browser never sees an open socket. */
export function refuseUpgrade(socket: Duplex, status: 401 | 403 | 404 | 429 | 500 | 503): void {
  if (socket.destroyed) return;
  socket.end(
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`,
    () => socket.destroy(),
  );
}
