import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { constants } from 'node:os';
import { pinnedNode, place, root } from './places.mjs';
import { StepFailed } from './say.mjs';

/**
 * Runs the host until it ends and gives back its exit code.
 * @param {Record<string, string>} env @param {string[]} [flags] for Node itself
 *
 * The host drains on SIGTERM and SIGINT; a second signal may mean "now", so each one is passed on
 * exactly once. A terminal's Ctrl-C has already reached the host, which shares our process group.
 */
export function runHost(env, flags = []) {
  const main = place('realtime', 'src', 'main.mjs');
  if (!existsSync(main))
    throw new StepFailed('realtime/src/main.mjs is missing, so there is no host to start.');
  // Settings kept in a file; a variable that is really set wins over it.
  const file = place('.env');
  const settings = existsSync(file) ? [`--env-file=${file}`] : [];
  return new Promise((resolve) => {
    const host = spawn(pinnedNode(), [...flags, ...settings, main], {
      cwd: root,
      env: { ...process.env, ...env },
      stdio: 'inherit',
    });
    const passOn = (signal) => host.kill(signal);
    process.on('SIGTERM', passOn);
    process.on('SIGHUP', () => host.kill('SIGTERM'));
    process.on('SIGINT', (signal) => {
      if (!process.stdin.isTTY) passOn(signal);
    });
    // A supervisor that stops `npm start` stops npm and its shell, and neither tells us. A host left
    // behind would hold the port and the data against the next start.
    const startedBy = process.ppid;
    const watch = setInterval(() => {
      if (process.env.npm_command === undefined || process.ppid === startedBy) return;
      clearInterval(watch);
      host.kill('SIGTERM');
    }, 500);
    watch.unref();
    host.on('error', () => resolve(126));
    host.on('exit', (code, signal) => resolve(code ?? 128 + constants.signals[signal]));
  });
}
