import { enableCompileCache, flushCompileCache } from 'node:module';
import { fileURLToPath } from 'node:url';

// The only file of the host that does something by being loaded; and the only one that is no TypeScript,
// because it runs before anything is kept: what reads TypeScript would be loaded for it at every start.

// What Node makes of each file is kept for the next start, which then takes half as long. Beside the
// libraries, where only whoever may change the code can write; where nobody can, nothing is kept.
enableCompileCache(fileURLToPath(new URL('../../node_modules/.cache/compiled', import.meta.url)));
const { start } = await import('./start.ts');
await start();
// Not left for the end: a host that is killed has none. Again when the pages are there, which come later.
flushCompileCache();
setTimeout(flushCompileCache, 10_000).unref();
