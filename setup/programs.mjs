import { spawnSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import path from 'node:path';
import { run } from './run.mjs';

/** @param {string} file */
export function mayRun(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/**
 * @param {string} name
 * @returns {string | undefined} the first program of that name on the PATH
 */
export function onPath(name) {
  return (process.env.PATH ?? '')
    .split(path.delimiter)
    .map((folder) => path.join(folder, name))
    .find(mayRun);
}

/**
 * The words that put a command in front with the right to install, or undefined where we may not.
 * @returns {string[] | undefined}
 */
function asInstaller() {
  if (!onPath('apt-get')) return undefined;
  if (process.getuid?.() === 0) return [];
  const allowed =
    onPath('sudo') && spawnSync('sudo', ['-n', 'true'], { stdio: 'ignore' }).status === 0;
  return allowed ? ['sudo', '-n'] : undefined;
}

/**
 * Installs Debian packages where this machine allows it. Whether that went well is seen by looking
 * for the program again: apt-get's own words are on the screen.
 * @param {string[]} packages
 * @param {{ before?: string }} [options] `before`: shell lines run first, with the same right.
 * @returns {Promise<boolean>} false = not allowed here
 */
export async function installFromDebian(packages, { before = ':' } = {}) {
  const first = asInstaller();
  if (!first) return false;
  const options = '-y -qq --no-install-recommends -o Dpkg::Options::=--force-confold';
  const script = [
    'export DEBIAN_FRONTEND=noninteractive',
    before,
    'apt-get update -qq',
    `apt-get install ${options} ${packages.join(' ')}`,
  ].join('\n');
  const [program, ...args] = [...first, 'sh', '-c', script];
  await run(program, args);
  return true;
}
