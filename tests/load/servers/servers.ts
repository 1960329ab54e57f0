import { startCanopy } from './canopy.ts';
import {
  startHocuspocus,
  startHocuspocus33,
  startRelay,
  startSocketIo,
  startYWebsocket,
} from './peers.ts';
import type { Program } from './program.ts';

/** Every server that can be measured, under the name the table gives it. */
export const SERVERS = {
  canopy: { start: startCanopy, speaks: 'canopy' },
  'y-websocket': { start: startYWebsocket, speaks: 'y-websocket' },
  hocuspocus: { start: startHocuspocus, speaks: 'hocuspocus' },
  'hocuspocus-33': { start: startHocuspocus33, speaks: 'hocuspocus' },
  relay: { start: startRelay, speaks: 'y-websocket' },
  'socket.io': { start: startSocketIo, speaks: 'socket.io' },
} as const satisfies Record<
  string,
  {
    start: (dataDir: string, flags?: readonly string[]) => Promise<Program>;
    speaks: 'canopy' | 'y-websocket' | 'hocuspocus' | 'socket.io';
  }
>;
export type ServerName = keyof typeof SERVERS;
