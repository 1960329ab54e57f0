import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fingerprint, readStamp, writeStamp } from './fingerprint.mjs';
import { pinnedNode, place } from './places.mjs';
import { run } from './run.mjs';
import { elapsed, say, StepFailed } from './say.mjs';

const oldestNode = 20;
const stampFile = place('node_modules', '.canopy-install');

export function checkNode(version = process.versions.node) {
  if (Number.parseInt(version, 10) >= oldestNode) return;
  throw new StepFailed(
    `Canopy needs Node ${oldestNode} or newer to start, and this is Node ${version}. Install a newer Node and try again.`,
  );
}

function manifests() {
  const rooms = ['packages', '.'].flatMap((folder) =>
    readdirSync(place(folder), { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && entry.name !== 'node_modules')
      .map((entry) => place(folder, entry.name, 'package.json')),
  );
  return [place('package.json'), ...rooms.filter(existsSync).sort()];
}

const wantedInstall = () =>
  fingerprint([place('pnpm-lock.yaml'), place('pnpm-workspace.yaml'), ...manifests()]);

const explanations = [
  [
    /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|META_FETCH_FAIL|ERR_SOCKET_TIMEOUT/,
    'The package registry could not be reached, so nothing was installed. Check the network or the npm registry setting, then try again.',
  ],
  [
    /OUTDATED_LOCKFILE/,
    'pnpm-lock.yaml does not match the package.json files. Run `npx pnpm install` once, commit the lockfile, then try again.',
  ],
  [/ENOSPC/, 'The disk is full, so the packages could not be installed.'],
  [/EACCES|EPERM/, 'The packages could not be written: this folder does not belong to you.'],
];

/** Installs when the lockfile or any package.json differs from what was installed last. */
export async function install() {
  checkNode();
  const wanted = wantedInstall();
  if (pinnedNode() && readStamp(stampFile) === wanted) return;

  const pnpm = JSON.parse(readFileSync(place('package.json'), 'utf8')).packageManager;
  say(`installing packages with ${pnpm} (only when they change)`);
  const startedAt = Date.now();
  const result = await run(
    'npx',
    ['--yes', '--prefer-offline', pnpm, 'install', '--frozen-lockfile'],
    {
      watch: true,
      // pnpm asks before it replaces a folder laid out by another version; nobody may be there to answer.
      env: { CI: 'true' },
    },
  );
  if (result.missing) {
    throw new StepFailed('`npx` was not found. Install npm, which comes with Node, and try again.');
  }
  if (result.code !== 0) {
    const known = explanations.find(([sign]) => sign.test(result.output));
    throw new StepFailed(known?.[1] ?? 'The packages could not be installed: pnpm says why above.');
  }
  if (!pinnedNode()) {
    throw new StepFailed(
      'The packages were installed but the Node that Canopy runs on is missing. Delete node_modules and try again.',
    );
  }
  writeStamp(stampFile, wanted);
  say(`packages are in place (${elapsed(startedAt)})`);
}
