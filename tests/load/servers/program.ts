import { type ChildProcess, spawn } from 'node:child_process';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { cpuOf } from '../machine.ts';

/** One server in a process of its own. */
export type Program = {
  readonly port: number;
  readonly url: string;
  readonly pid: number;
  /** User and system time of all its threads since it started, in milliseconds. */
  cpu(): number;
  /** Sends a signal and waits for the end; gives the exit code, or null after a kill. */
  kill(signal: NodeJS.Signals): Promise<number | null>;
  /** SIGTERM, and after 15 s no longer asked. */
  stop(): Promise<void>;
};

export type Launch = {
  /** What Node runs, flags first. */
  args: readonly string[];
  cwd?: string;
  env: Readonly<Record<string, string>>;
};

const root = fileURLToPath(new URL('../../..', import.meta.url));
const READY_WITHIN_MS = 60_000;
const STOPS_WITHIN_MS = 15_000;

// A run that throws or is stopped must leave no server behind that holds a port or a core.
const children = new Set<ChildProcess>();
process.on('exit', () => {
  for (const child of children) child.kill('SIGKILL');
});

/** Starts a program on the pinned Node; it is ready when it prints a JSON line that names its port. */
export async function launch({ args, cwd = root, env }: Launch): Promise<Program> {
  const child = spawn(process.execPath, args, {
    cwd,
    env: { ...process.env, NODE_ENV: 'production', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  children.add(child);
  let said = '';
  const gone = new Promise<number | null>((resolve) => {
    child.on('exit', (code) => {
      children.delete(child);
      resolve(code);
    });
  });
  child.stderr
    .setEncoding('utf8')
    .on('data', (text: string) => (said = (said + text).slice(-4000)));
  const port = await new Promise<number>((resolve, reject) => {
    const fail = (why: string): void => {
      child.kill('SIGKILL');
      reject(new Error(`${args.at(-1)} ${why}; it said:\n${said}`));
    };
    const late = setTimeout(() => fail('was not ready in time'), READY_WITHIN_MS);
    let rest = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      said = (said + text).slice(-4000);
      const lines = (rest + text).split('\n');
      rest = lines.pop() ?? '';
      const found = lines.map(portIn).find((one) => one !== undefined);
      if (found === undefined) return;
      clearTimeout(late);
      resolve(found);
    });
    child.on('error', reject);
    void gone.then((code) => {
      clearTimeout(late);
      fail(`ended before it was ready (${code})`);
    });
  });
  const pid = child.pid ?? 0;
  const kill = (signal: NodeJS.Signals): Promise<number | null> => {
    child.kill(signal);
    return gone;
  };
  return {
    port,
    url: `http://127.0.0.1:${port}`,
    pid,
    cpu: () => cpuOf(pid),
    kill,
    async stop() {
      const insist = setTimeout(() => child.kill('SIGKILL'), STOPS_WITHIN_MS);
      await kill('SIGTERM');
      clearTimeout(insist);
    },
  };
}

function portIn(line: string): number | undefined {
  if (!line.includes('"port"')) return undefined;
  const said: unknown = JSON.parse(line);
  if (typeof said !== 'object' || said === null || !('port' in said)) return undefined;
  return typeof said.port === 'number' && said.port > 0 ? said.port : undefined;
}
