import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { openBoxLine, type BoxLine } from '@canopy/passes/issuer';
import type { HostLog } from '../log.ts';
import { startBoxProcess, type BoxProcess, type StartBox } from './box-process.ts';

/** The ballot box as the host has it. */
export type BallotBox = {
  /** Null while it is not there: what was asked of it is asked again. */
  line(): BoxLine | null;
  /** Where people's devices reach it: scheme, host and port; null until it was there once. */
  address(): string | null;
  /** Whether it answers now. */
  answers(): Promise<boolean>;
  stop(): Promise<void>;
};

export type Pace = { firstWaitMs: number; longestWaitMs: number; lookEveryMs: number };
const PACE: Pace = { firstWaitMs: 250, longestWaitMs: 30_000, lookEveryMs: 10_000 };
/** Silent so often in a row, it is ended and started again. */
const SILENT_MOST = 3;
const ENDS_WITHIN_MS = 2_000;
const ANSWERS_WITHIN_MS = 1_000;

export type KeepBox = {
  dataDir: string;
  /** The pages that may send envelopes. */
  origins: readonly string[];
  listen: { host: string; port: number };
  /** Where people reach it when that is not this machine's own address. */
  address: string | null;
  log: HostLog;
  start?: StartBox;
  pace?: Pace;
};

/**
 * Starts the ballot box beside the host and starts it again whenever it ends, after a wait that doubles
 * while it does not last. It keeps its port, for devices know its address. Said of it: that it came
 * and that it went.
 */
export function keepBox({
  dataDir,
  origins,
  listen,
  address,
  log,
  start = startBoxProcess,
  pace = PACE,
}: KeepBox): BallotBox {
  // prettier-ignore
  // Known to the host and its box, and to nobody after them.
  const secret = randomBytes(32).toString('base64url');
  const stopping = new AbortController();
  let port = listen.port;
  let running: BoxProcess | null = null;
  let line: BoxLine | null = null;
  let reached: string | null = address;

  const answers = async (): Promise<boolean> => (line === null ? false : answersSoon(line));

  const live = async (): Promise<boolean> => {
    running = start({
      CANOPY_BOX_LISTEN: `${listen.host}:${String(port)}`,
      CANOPY_BOX_APP: '127.0.0.1:0',
      CANOPY_BOX_DATA: path.join(dataDir, 'ballot-box'),
      CANOPY_BOX_SECRET: secret,
      ORIGIN: origins.join(','),
    });
    const box = running;
    // Asked to stop while it was starting.
    if (stopping.signal.aborted) box.signal('SIGTERM');
    const ports = await box.ready;
    if (ports !== null) {
      port = ports.people;
      reached = address ?? `http://localhost:${String(port)}`;
      line = openBoxLine(fetch, `http://127.0.0.1:${String(ports.app)}`, secret);
      log.event('box:ready');
      void watch(box, line);
    }
    const complaint = await box.ended;
    [running, line] = [null, null];
    log.event(ports === null ? 'box:did-not-start' : 'box:ended');
    if (complaint !== '') log.sentence(complaint);
    return ports !== null;
  };

  const watch = async (box: BoxProcess, its: BoxLine): Promise<void> => {
    let silent = 0;
    while (line === its && silent < SILENT_MOST) {
      await wait(pace.lookEveryMs, undefined, { ref: false });
      silent = line === its && !(await answersSoon(its)) ? silent + 1 : 0;
    }
    if (line !== its) return;
    log.event('box:silent');
    box.signal('SIGKILL');
  };

  const keep = async (): Promise<void> => {
    let waitMs = pace.firstWaitMs;
    while (!stopping.signal.aborted) {
      const began = performance.now();
      const wasReady = await live();
      const lasted = wasReady && performance.now() - began > pace.longestWaitMs;
      waitMs = lasted ? pace.firstWaitMs : Math.min(waitMs * 2, pace.longestWaitMs);
      await wait(waitMs, undefined, { signal: stopping.signal, ref: false }).catch(() => undefined);
    }
  };
  const kept = keep();

  return {
    line: () => line,
    address: () => reached,
    answers,
    async stop() {
      stopping.abort();
      const box = running;
      box?.signal('SIGTERM');
      const late = setTimeout(() => box?.signal('SIGKILL'), ENDS_WITHIN_MS);
      await kept;
      clearTimeout(late);
    },
  };
}

/** Not as long as the line itself waits: whoever asks for health does not wait ten seconds for it. */
export async function answersSoon(line: BoxLine): Promise<boolean> {
  const late = wait(ANSWERS_WITHIN_MS, false, { ref: false });
  const said = line.health().then(
    ({ ok }) => ok,
    () => false,
  );
  return Promise.race([said, late]);
}
