import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('peers', import.meta.url));
const wanted = path.join(folder, 'package-lock.json');
const installed = path.join(folder, 'node_modules', '.installed-lock');

/**
 * Installs the peers from their own lockfile, only when it changed. They are no part of the product:
 * neither its lockfile nor its node_modules ever sees them. False = they could not be installed.
 */
export function installPeers(): boolean {
  if (existsSync(installed) && readFileSync(installed).equals(readFileSync(wanted))) return true;
  process.stdout.write('installing the servers to compare with (once)\n');
  // On the Node they will run on; none of them needs an install script, so none runs.
  const env = { ...process.env, PATH: `${path.dirname(process.execPath)}:${process.env.PATH}` };
  const args = ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  const { status } = spawnSync('npm', args, { cwd: folder, env, stdio: 'inherit' });
  if (status !== 0) return false;
  copyFileSync(wanted, installed);
  return true;
}
