import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** A ballot box that runs in a process of its own. */
export type BoxProcess = {
  /** Its two ports, once it takes envelopes; null when it ended before. */
  ready: Promise<{ people: number; app: number } | null>;
  /** Why it did not start, as a sentence or none. */
  ended: Promise<string>;
  signal(which: 'SIGTERM' | 'SIGKILL' | 'SIGSTOP'): void;
};
export type StartBox = (env: Readonly<Record<string, string>>) => BoxProcess;

/** By path: the host imports nothing of the box, so that neither can come to know what the other does. */
const MAIN = fileURLToPath(new URL('../../../packages/ballot-box/src/main.ts', import.meta.url));

/**
 * With these settings and no others: what else is in the host's environment (the members' database, above
 * all) is none of the box's business. It ends with the host, also when the host is killed.
 */
export const startBoxProcess: StartBox = (env) => {
  const child = spawn(process.execPath, [MAIN], {
    env: { ...env, CANOPY_BOX_WITH: 'parent' },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  let complaint = '';
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
    complaint = `${complaint}${chunk}`.slice(0, 2000);
  });
  const ended = new Promise<string>((resolve) => {
    child.once('error', () => resolve(''));
    // Of what a dying process may print, only the box's own sentence.
    child.once('close', () => resolve(/^The ballot box did not start: .*$/m.exec(complaint)?.[0] ?? '')); // prettier-ignore
  });
  // It may go at any time; writing to nobody is no reason to end.
  child.stdin.on('error', () => undefined);
  const ready = new Promise<{ people: number; app: number } | null>((resolve) => {
    let said = '';
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
      // A box says two lines in its life.
      said = `${said}${chunk}`.slice(-2000);
      const ports = /"box:ready","people":(\d+),"app":(\d+)/.exec(said);
      if (ports !== null) resolve({ people: Number(ports[1]), app: Number(ports[2]) });
    });
    void ended.then(() => resolve(null));
  });
  return { ready, ended, signal: (which) => void child.kill(which) };
};
