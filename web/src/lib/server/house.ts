/**
 * The seam to the services. The host composes the house and puts it on `globalThis` under a shared
 * symbol before it mounts the pages, so the built handler and `vite dev` find the same one.
 *
 * PLACEHOLDER TYPE, marked for the architect: replace with
 * `export type { House } from '@canopy/actions'` once that package exports it.
 */
export type House = Readonly<Record<string, unknown>>;

const KEY = Symbol.for('canopy.house');

/** The services of this process. Throws when the pages run without their host. */
export function house(): House {
  const found: unknown = Reflect.get(globalThis, KEY);
  if (typeof found !== 'object' || found === null)
    throw new Error('No house: start Canopy through realtime/src/main.ts, not the handler alone.');
  return found as House;
}
