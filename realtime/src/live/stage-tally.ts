import type { ReactionCounts } from '@canopy/domain';
import type { ReactionBurst } from '@canopy/protocol';

/** What one count stands at in the database: leaf (null = the stage itself), emoji, how many in all. */
export type Standing = readonly [leafId: string | null, code: string, n: number];
/** Counts on their way to the database, under a name, so that they can be sent again safely. */
export type Window = { id: string; counts: Map<string | null, ReactionCounts> };
type Key = string;

const keyOf = (leafId: string | null, code: string): Key => `${leafId ?? ''}:${code}`;

/**
 * One stage's reactions in memory. What is shown = what the database is known to stand at, plus what
 * was tapped here and is not in it yet. Standing counts only grow, so hearing of one twice, late or
 * in another order changes nothing, and several hosts that count the same stage show the same.
 */
export class StageTally {
  readonly sessionId: string;
  readonly stageId: string;
  hasNews = false;
  quietSince = performance.now();
  readonly #shown: { stage: ReactionCounts; leaves: Record<string, ReactionCounts> } = {
    stage: {},
    leaves: {},
  };
  readonly #known = new Map<Key, number>();
  readonly #pending = new Map<Key, number>();
  #fresh: ReactionCounts = {};
  #unsaved: Window['counts'] = new Map();
  #window: Window | null = null;
  #heardMeanwhile: (readonly Standing[])[] = [];
  #saving: Promise<readonly Standing[]> | null = null;
  #seeding: Promise<void> | null = null;

  constructor(sessionId: string, stageId: string) {
    this.sessionId = sessionId;
    this.stageId = stageId;
  }

  get hasUnsaved(): boolean {
    return this.#window !== null || this.#unsaved.size > 0;
  }
  get isSaving(): boolean {
    return this.#saving !== null;
  }

  add(leafId: string | null, code: string): void {
    const window = this.#unsaved.get(leafId) ?? {};
    this.#unsaved.set(leafId, window);
    window[code] = (window[code] ?? 0) + 1;
    const key = keyOf(leafId, code);
    this.#pending.set(key, (this.#pending.get(key) ?? 0) + 1);
    this.#show(leafId, code);
    if (leafId === null) this.#fresh[code] = (this.#fresh[code] ?? 0) + 1;
  }

  /** Counts as they stand in the database, read there or heard from another host. */
  learn(standing: readonly Standing[], fresh: readonly (readonly [string, number])[] = []): void {
    for (const [code, n] of fresh) this.#fresh[code] = (this.#fresh[code] ?? 0) + n;
    // Another host's count may already hold the window we are saving, which would then be shown twice.
    if (this.#saving !== null) this.#heardMeanwhile.push(standing);
    else this.#believe(standing);
  }

  /** Learns what was counted before this tally was made. Reads once. */
  seed(read: () => Promise<readonly Standing[]>): Promise<void> {
    this.#seeding ??= read().then(
      (standing) => this.learn(standing),
      (error: unknown) => {
        this.#seeding = null;
        throw error;
      },
    );
    return this.#seeding;
  }

  takeBurst(): ReactionBurst {
    const fresh = this.#fresh;
    this.#fresh = {};
    this.hasNews = false;
    this.quietSince = performance.now();
    return {
      stageId: this.stageId,
      totals: { ...this.#shown.stage },
      fresh,
      leafTotals: structuredClone(this.#shown.leaves),
    };
  }

  /**
   * Hands what is unsaved to `write`, one window at a time; a window that failed is handed again
   * under its old name before anything newer. Gives what the written counts stand at now.
   */
  async save(
    newId: () => string,
    write: (window: Window) => Promise<readonly Standing[]>,
  ): Promise<readonly Standing[]> {
    while (this.#saving !== null) await this.#saving.catch(() => undefined);
    if (!this.hasUnsaved) return [];
    if (this.#window === null) {
      this.#window = { id: newId(), counts: this.#unsaved };
      this.#unsaved = new Map();
    }
    const window = this.#window;
    this.#saving = write(window);
    try {
      const standing = await this.#saving;
      this.#window = null;
      for (const [leafId, counts] of window.counts)
        for (const [code, n] of Object.entries(counts)) this.#settle(leafId, code, n);
      this.#believe(standing);
      return standing;
    } finally {
      this.#saving = null;
      for (const heard of this.#heardMeanwhile.splice(0)) this.#believe(heard);
    }
  }

  #believe(standing: readonly Standing[]): void {
    for (const [leafId, code, n] of standing) {
      const key = keyOf(leafId, code);
      if (n <= (this.#known.get(key) ?? 0)) continue;
      this.#known.set(key, n);
      this.#show(leafId, code);
    }
  }

  #settle(leafId: string | null, code: string, n: number): void {
    const key = keyOf(leafId, code);
    const rest = (this.#pending.get(key) ?? 0) - n;
    if (rest > 0) this.#pending.set(key, rest);
    else this.#pending.delete(key);
  }

  #show(leafId: string | null, code: string): void {
    const key = keyOf(leafId, code);
    const counts = leafId === null ? this.#shown.stage : (this.#shown.leaves[leafId] ??= {});
    const shown = (this.#known.get(key) ?? 0) + (this.#pending.get(key) ?? 0);
    if (counts[code] === shown) return;
    counts[code] = shown;
    this.hasNews = true;
  }
}
