import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { launch, type Program } from './program.ts';

const main = fileURLToPath(new URL('../../../realtime/src/main.mjs', import.meta.url));

/** For whoever looks for the reason of a figure: `LOAD_CANOPY_FLAGS=--cpu-prof`, for one. */
const wished = process.env['LOAD_CANOPY_FLAGS']?.split(' ') ?? [];

/** The real host, as `npm start` runs it, on a prepared data folder. */
export const startCanopy = (
  dataDir: string,
  flags: readonly string[] = [],
  env: Readonly<Record<string, string>> = {},
): Promise<Program> =>
  launch({
    args: [...flags, ...wished, main],
    env: {
      PORT: '0',
      CANOPY_DATA: dataDir,
      CANOPY_DEMO: 'off',
      CANOPY_LOG: 'json',
      // All people of a bench come from one address, and some press faster than people do.
      CANOPY_SOCKETS_PER_ADDRESS: '100000',
      CANOPY_PACE: '0',
      ...env,
    },
  });
