import { StorageAway } from './storage-fault.ts';

export type Turns = <T>(turn: string, run: () => Promise<T>) => Promise<T>;

/**
 * Within one process, those with the same `turn` run one after another in the order they came; others
 * beside them. Whoever has waited longer than `patienceMs` is sent away with `StorageAway`, unrun: a
 * database that hangs must not gather a queue that outlasts it.
 */
export function makeTurns(patienceMs: number): Turns {
  const lasts = new Map<string, Promise<void>>();

  return async (turn, run) => {
    const before = lasts.get(turn);
    const ours = Promise.withResolvers<undefined>();
    const last = Promise.all([before, ours.promise]).then(() => undefined);
    lasts.set(turn, last);
    // Not when ours is over: whoever was sent away leaves those before it still at work.
    void last.then(() => {
      if (lasts.get(turn) === last) lasts.delete(turn);
    });
    try {
      if (before !== undefined) await atMost(patienceMs, before);
      return await run();
    } finally {
      ours.resolve(undefined);
    }
  };
}

async function atMost(ms: number, waiting: Promise<void>): Promise<void> {
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(() => late.reject(new StorageAway(new Error('waited too long'))), ms);
  try {
    await Promise.race([waiting, late.promise]);
  } finally {
    clearTimeout(timer);
  }
}
