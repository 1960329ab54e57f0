import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { root } from './places.mjs';

const running = new Set();

// A suite starts browsers and hosts of its own. Each child leads a process group, so that stopping
// `npm test` half-way leaves nothing behind that holds a port or a core.
function killGroup(child, signal) {
  try {
    process.kill(-child.pid, signal);
  } catch {
    child.kill(signal);
  }
}

process.on('exit', () => {
  for (const child of running) killGroup(child, 'SIGKILL');
});
const leave = (signal) => process.exit(128 + constants.signals[signal]);

// Only while something runs: the host, later, has its own way to stop.
function heedSignals(heed) {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.off(signal, leave);
    if (heed) process.on(signal, leave);
  }
}

/**
 * Runs one program to its end, showing its output as it comes.
 * @param {string} program
 * @param {string[]} args
 * @param {{ cwd?: string, env?: Record<string, string>, timeLimitMs?: number, watch?: boolean }} [options]
 *   `watch` keeps the last 64 KiB of output for the caller to judge a failure by.
 * @returns {Promise<{ code: number, output: string, tooLong: boolean, missing: boolean }>}
 */
export function run(program, args, options = {}) {
  const { cwd = root, env = {}, timeLimitMs, watch = false } = options;
  return new Promise((resolve) => {
    const child = spawn(program, args, {
      cwd,
      env: { ...process.env, ...env },
      stdio: ['ignore', watch ? 'pipe' : 'inherit', watch ? 'pipe' : 'inherit'],
      detached: true,
    });
    running.add(child);
    heedSignals(true);
    let output = '';
    let tooLong = false;
    const alarm =
      timeLimitMs &&
      setTimeout(() => {
        tooLong = true;
        killGroup(child, 'SIGKILL');
      }, timeLimitMs);
    for (const [from, to] of [
      [child.stdout, process.stdout],
      [child.stderr, process.stderr],
    ]) {
      from?.on('data', (chunk) => {
        to.write(chunk);
        output = (output + chunk).slice(-65536);
      });
    }
    const end = (code, missing) => {
      clearTimeout(alarm);
      running.delete(child);
      heedSignals(running.size > 0);
      resolve({ code, output, tooLong, missing });
    };
    child.on('error', (error) => end(127, error.code === 'ENOENT'));
    child.on('close', (code, signal) => end(code ?? 128 + constants.signals[signal], false));
  });
}
