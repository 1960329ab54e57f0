import { startTestServices } from './test-services.mjs';

// Vitest asks once for each project that names this file; its workers inherit the environment.
const HELD = Symbol.for('canopy.test-services');

/** So that a lone `vitest run` finds its databases too. Under `npm test` they run already. */
export async function setup() {
  const held = (globalThis[HELD] ??= { users: 0, started: startTestServices() });
  held.users += 1;
  const { env, stop } = await held.started;
  Object.assign(process.env, env);
  return async () => {
    held.users -= 1;
    if (held.users > 0) return;
    globalThis[HELD] = undefined;
    await stop();
  };
}
