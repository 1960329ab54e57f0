import type { Store } from '@canopy/storage';

/**
 * Transactions that several people share. One commit costs the disk the same for one leaf as for
 * fifty, so whatever has arrived while the one before was being written goes in together: at once when
 * it is quiet, in groups when it is not (reliability 7). Each piece of work stands under a savepoint of
 * its own, so one that is refused takes nothing from the others.
 */
export interface Commits {
  /**
   * Runs `work` in its turn and resolves once it is durable. A throw takes back this work alone and is
   * thrown on. `takenBack` is called before anything else runs, also when the whole group failed.
   * Work with the same `turn` (a session id; '' = the service) runs one after another on every host.
   */
  run<T>(turn: string, work: (tx: Store) => Promise<T>, takenBack: () => void): Promise<T>;
  /** How many wait now, over all turns. */
  readonly waiting: number;
}

/** A group longer than this would make its first wait for its last. */
const GROUP_MAX = 256;

type Work = {
  run: (tx: Store) => Promise<void>;
  takenBack: () => void;
  done: () => void;
  failed: (error: unknown) => void;
};
type Lane = { queue: Work[]; running: boolean };

export type CommitsParts = {
  store: Store;
  /** Told the size of each group and how long it took, in ms. */
  committed?: (size: number, tookMs: number) => void;
};

export function createCommits({ store, committed }: CommitsParts): Commits {
  const lanes = new Map<string, Lane>();
  let waiting = 0;

  const drain = async (key: string, turn: string, lane: Lane): Promise<void> => {
    while (lane.queue.length > 0) {
      const group = lane.queue.splice(0, GROUP_MAX);
      waiting -= group.length;
      const began = performance.now();
      await commitGroup(store, turn, group);
      committed?.(group.length, performance.now() - began);
    }
    lanes.delete(key);
  };

  return {
    run: <T>(turn: string, work: (tx: Store) => Promise<T>, takenBack: () => void) =>
      new Promise<T>((resolve, reject) => {
        let value: T;
        // A database with one writer has one queue; one with many has a queue for each session.
        const key = store.alone ? '' : turn;
        const lane = lanes.get(key) ?? { queue: [], running: false };
        lanes.set(key, lane);
        waiting += 1;
        lane.queue.push({
          run: async (tx) => {
            value = await work(tx);
          },
          takenBack,
          done: () => resolve(value),
          failed: reject,
        });
        if (lane.running) return;
        lane.running = true;
        // After the sockets that are readable now have all been read: what came together goes together.
        setImmediate(() => void drain(key, store.alone ? '' : turn, lane));
      }),
    get waiting() {
      return waiting;
    },
  };
}

/** Never rejects: each work learns by itself what became of it. */
async function commitGroup(store: Store, turn: string, group: readonly Work[]): Promise<void> {
  const [only] = group;
  if (only !== undefined && group.length === 1) return commitOne(store, turn, only);
  const settled: (() => void)[] = [];
  const kept: Work[] = [];
  try {
    await store.transaction(async (tx) => {
      for (const work of group) {
        try {
          await tx.attempt(() => work.run(tx));
          kept.push(work);
          settled.push(work.done);
        } catch (error) {
          work.takenBack();
          settled.push(() => work.failed(error));
        }
      }
    }, turn);
  } catch (error) {
    for (const work of kept) work.takenBack();
    for (const work of group) work.failed(error);
    return;
  }
  for (const settle of settled) settle();
}

async function commitOne(store: Store, turn: string, work: Work): Promise<void> {
  try {
    await store.transaction((tx) => work.run(tx), turn);
  } catch (error) {
    work.takenBack();
    return work.failed(error);
  }
  work.done();
}
