// Run by pnpm after every install. SvelteKit writes the types that the editor, tsc and eslint read;
// a missing or half-written web/ must never be a reason for an install to fail.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { pinnedNode, place } from './places.mjs';
import { say } from './say.mjs';

const kit = place('web', 'node_modules', '@sveltejs', 'kit', 'svelte-kit.js');

if (existsSync(place('web', 'vite.config.ts')) && existsSync(kit)) {
  const { status } = spawnSync(pinnedNode() ?? process.execPath, [kit, 'sync'], {
    cwd: place('web'),
    stdio: 'inherit',
  });
  if (status !== 0) say('svelte-kit sync did not finish; page types appear with the next build.');
}
