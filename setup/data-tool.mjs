// `pnpm backup <folder>` and `pnpm restore <folder> --into <place>`: the settings are those a host
// started here would have, so what is backed up is what it uses.
import { existsSync } from 'node:fs';
import { install } from './install.mjs';
import { pinnedNode, place } from './places.mjs';
import { run } from './run.mjs';
import { conclude } from './say.mjs';

const tool = place('packages', 'storage', 'src', 'backup', 'command.ts');

await conclude(async () => {
  await install();
  const file = place('.env');
  const settings = existsSync(file) ? [`--env-file=${file}`] : [];
  // A folder given by hand is meant from where it was typed, and the tool runs in the project.
  const env = { INIT_CWD: process.env.INIT_CWD ?? process.cwd() };
  const { code } = await run(pinnedNode(), [...settings, tool, ...process.argv.slice(2)], { env });
  return code;
});
