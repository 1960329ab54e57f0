import { existsSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { fingerprint, readStamp, writeStamp } from './fingerprint.mjs';
import { pinnedNode, place } from './places.mjs';
import { run } from './run.mjs';
import { elapsed, say, StepFailed } from './say.mjs';

const stampFile = place('web', 'build', '.canopy-build');
const ignored = /\.(test|spec)\.[cm]?[jt]s$/;

function sources() {
  const settings = readdirSync(place('web'), { withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => place('web', entry.name));
  const packages = readdirSync(place('packages')).map((name) => place('packages', name, 'src'));
  return [
    ...settings,
    place('web', 'src'),
    place('web', 'static'),
    ...packages,
    place('pnpm-lock.yaml'),
  ];
}

/** Builds the pages when anything they are made of differs from the last build. */
export async function buildWeb() {
  if (!existsSync(place('web', 'vite.config.ts'))) {
    throw new StepFailed('web/vite.config.ts is missing, so there are no pages to build.');
  }
  const wanted = fingerprint(sources(), (file) => !ignored.test(path.basename(file)));
  if (existsSync(place('web', 'build', 'handler.js')) && readStamp(stampFile) === wanted) return;

  // A build that dies half-way must not pass for the one before it.
  rmSync(stampFile, { force: true });
  say('building the pages (only when they change)');
  const startedAt = Date.now();
  // vite is started on the pinned Node directly: going through pnpm costs a second each time.
  const vite = place('web', 'node_modules', 'vite', 'bin', 'vite.js');
  const { code } = await run(pinnedNode(), [vite, 'build', '--logLevel', 'warn'], {
    cwd: place('web'),
    timeLimitMs: 300_000,
  });
  if (code !== 0) throw new StepFailed('The pages could not be built: the reason is above.');
  writeStamp(stampFile, wanted);
  say(`pages are built (${elapsed(startedAt)})`);
}
