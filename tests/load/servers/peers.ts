import { fileURLToPath } from 'node:url';
import { launch, type Program } from './program.ts';

const folder = fileURLToPath(new URL('../peers', import.meta.url));

const startPeer =
  (program: string, env: Record<string, string> = {}) =>
  (dataDir: string, flags: readonly string[] = []): Promise<Program> =>
    launch({ args: [...flags, program], cwd: folder, env: { ...env, DATA: dataDir } });

export const startHocuspocus = startPeer('hocuspocus.mjs');
/** Tuned: changes wait up to 33 ms for company. */
export const startHocuspocus33 = startPeer('hocuspocus.mjs', { FLUSH_DELAY: '33' });
export const startYWebsocket = startPeer('y-websocket.mjs');
export const startRelay = startPeer('relay.mjs');
export const startSocketIo = startPeer('socket-io.mjs');
