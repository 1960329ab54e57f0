import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const pinnedNode = path.join(root, 'node_modules', 'node', 'bin', 'node');
const main = path.join(root, 'realtime', 'src', 'main.mjs');

/** What Node made of Canopy's files, as hosts keep it: a program of a test's own starts in half the time. */
export const compiledBefore = {
  NODE_COMPILE_CACHE: path.join(root, 'node_modules', '.cache', 'compiled'),
};

const readyWithinMs = 30_000;
const drainWithinMs = 15_000;

export interface HostOptions {
  /** A data folder to start on; left in place afterwards. Without it: a new one, removed by `stop`. */
  readonly dataDir?: string;
  /** Settings on top of PORT=0, CANOPY_LOG=json and this process's own environment. */
  readonly env?: Readonly<Record<string, string>>;
  /** Modules the process loads before anything of ours, by path: how a test moves its clock or holds it up. */
  readonly imports?: readonly string[];
}

/** One real host process, the same program `npm start` runs. */
export interface Host {
  readonly port: number;
  readonly url: string;
  readonly dataDir: string;
  readonly pid: number;
  /** Everything the host has printed, over every restart. */
  logs(): string;
  /** Sends a signal and waits for the process to be gone; gives its exit code, or null after a kill. */
  kill(signal?: NodeJS.Signals): Promise<number | null>;
  /** Starts again on the same data and the same port, after a `kill` or instead of one. */
  restart(): Promise<void>;
  /** Asks it to drain, insists after 15 s, and removes a data folder of its own. */
  stop(): Promise<void>;
}

interface Running {
  readonly child: ChildProcess;
  readonly port: number;
  readonly gone: Promise<number | null>;
}

// A test that throws, or a runner that is stopped, must not leave hosts behind holding ports and cores.
const children = new Set<ChildProcess>();
process.on('exit', () => {
  for (const child of children) child.kill('SIGKILL');
});

function portIn(line: string): number | undefined {
  if (!line.includes('"host:ready"')) return undefined;
  const said: unknown = JSON.parse(line);
  if (typeof said !== 'object' || said === null || !('port' in said)) return undefined;
  return typeof said.port === 'number' ? said.port : undefined;
}

function launch(
  { env = {}, imports = [] }: HostOptions,
  heard: (text: string) => void,
): Promise<Running> {
  const early = imports.flatMap((module) => ['--import', module]);
  const child = spawn(pinnedNode, [...early, main], {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  children.add(child);
  const gone = new Promise<number | null>((resolve) => {
    child.on('exit', (code) => {
      children.delete(child);
      resolve(code);
    });
  });
  child.stderr.setEncoding('utf8').on('data', heard);

  return new Promise((resolve, reject) => {
    const tooLate = setTimeout(() => {
      child.kill('SIGKILL');
      reject(new Error(`the host was not ready within ${readyWithinMs / 1000} s`));
    }, readyWithinMs);
    let rest = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      heard(text);
      const lines = (rest + text).split('\n');
      rest = lines.pop() ?? '';
      const port = lines.map(portIn).find((found) => found !== undefined);
      if (port === undefined) return;
      clearTimeout(tooLate);
      resolve({ child, port, gone });
    });
    child.on('error', reject);
    void gone.then((code) => {
      clearTimeout(tooLate);
      reject(new Error(`the host ended before it was ready (exit code ${code})`));
    });
  });
}

export async function startHost(options: HostOptions = {}): Promise<Host> {
  const ownFolder = options.dataDir === undefined;
  const dataDir = options.dataDir ?? (await mkdtemp(path.join(tmpdir(), 'canopy-host-')));
  let printed = '';
  const launchOn = (port: number): Promise<Running> =>
    launch(
      {
        ...options,
        env: { CANOPY_LOG: 'json', ...options.env, PORT: String(port), CANOPY_DATA: dataDir },
      },
      (text) => (printed += text),
    ).catch((cause: unknown) => {
      const why = cause instanceof Error ? cause.message : String(cause);
      throw new Error(`${why}; it said:\n${printed.slice(-4000)}`, { cause });
    });

  let running = await launchOn(0);
  const { port } = running;

  const kill = (signal: NodeJS.Signals = 'SIGKILL'): Promise<number | null> => {
    running.child.kill(signal);
    return running.gone;
  };
  const drain = async (): Promise<void> => {
    const insist = setTimeout(() => running.child.kill('SIGKILL'), drainWithinMs);
    await kill('SIGTERM');
    clearTimeout(insist);
  };

  return {
    port,
    url: `http://localhost:${port}`,
    dataDir,
    get pid() {
      return running.child.pid ?? 0;
    },
    logs: () => printed,
    kill,
    async restart() {
      await drain();
      running = await launchOn(port);
    },
    async stop() {
      await drain();
      if (ownFolder) await rm(dataDir, { recursive: true, force: true });
    },
  };
}
