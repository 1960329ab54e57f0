import type { ReactionCounter } from '@canopy/actions';
import type { ReactionCounts } from '@canopy/domain';
import type { ReactionBurst } from '@canopy/protocol';
import type { Store } from '@canopy/storage';
import { StageTally } from './stage-tally.ts';

const SAY_EVERY_MS = 100;
const SAVE_EVERY_MS = 500;
const PER_SECOND_EACH = 4;

/**
 * Counts reactions in short windows. A sender is held only as a number of taps in the running
 * second, apart from what was tapped, and forgotten when the second ends: nothing here or in the
 * store could say who felt what.
 */
export class Reactions implements ReactionCounter {
  readonly #store: Store;
  readonly #say: (sessionId: string, burst: ReactionBurst) => void;
  readonly #onBug: (error: unknown) => void;
  readonly #counted: () => void;
  readonly #tallies = new Map<string, StageTally>();
  #taps = new Map<string, number>();
  #timers: NodeJS.Timeout[] = [];

  constructor(
    store: Store,
    say: (sessionId: string, burst: ReactionBurst) => void,
    onBug: (error: unknown) => void,
    counted: () => void = () => undefined,
  ) {
    this.#store = store;
    this.#say = say;
    this.#onBug = onBug;
    this.#counted = counted;
    this.#timers = [
      setInterval(() => this.#sayAll(), SAY_EVERY_MS),
      setInterval(() => void this.#saveAll(), SAVE_EVERY_MS),
      setInterval(() => (this.#taps = new Map()), 1_000),
    ];
  }

  count(
    sessionId: string,
    stageId: string,
    leafId: string | null,
    code: string,
    by: string,
  ): boolean {
    const taps = this.#taps.get(by) ?? 0;
    if (taps >= PER_SECOND_EACH) return false;
    this.#taps.set(by, taps + 1);
    let tally = this.#tallies.get(stageId);
    if (tally === undefined) {
      tally = new StageTally(sessionId, stageId);
      this.#tallies.set(stageId, tally);
    }
    tally.add(leafId, code);
    this.#counted();
    return true;
  }

  async flush(sessionId: string): Promise<void> {
    for (const tally of this.#tallies.values())
      if (tally.sessionId === sessionId) await this.#save(tally);
  }

  async stop(): Promise<void> {
    for (const timer of this.#timers) clearInterval(timer);
    await this.#saveAll();
  }

  #sayAll(): void {
    for (const tally of this.#tallies.values()) {
      if (!tally.hasNews) continue;
      this.#seed(tally).then(() => {
        // Two windows may have waited for the same reading; the first has said everything.
        if (tally.hasNews) this.#say(tally.sessionId, tally.takeBurst());
      }, this.#onBug);
    }
  }

  async #saveAll(): Promise<void> {
    for (const tally of this.#tallies.values()) {
      if (tally.hasUnsaved) await this.#save(tally).catch(this.#onBug);
      // Quiet ones go: the totals are in the store and are read again with the next tap.
      else if (!tally.hasNews) this.#tallies.delete(tally.stageId);
    }
  }

  #seed(tally: StageTally): Promise<void> {
    return tally.seed(() => this.#store.room.reactionTotals(tally.stageId));
  }

  async #save(tally: StageTally): Promise<void> {
    // Totals are read before these counts join them in the store, or they would be shown twice.
    await this.#seed(tally);
    let taken = new Map<string | null, ReactionCounts>();
    try {
      await this.#store.transaction(async (tx) => {
        taken = tally.takeUnsaved();
        await write(tx, tally.stageId, taken);
      }, tally.sessionId);
    } catch (error) {
      tally.putBack(taken);
      throw error;
    }
  }
}

async function write(
  tx: Store,
  stageId: string,
  counts: Map<string | null, ReactionCounts>,
): Promise<void> {
  for (const [leafId, window] of counts) await tx.room.addReactions(stageId, leafId, window);
}
