import type { ReactionCounts } from '@canopy/domain';
import type { ReactionBurst } from '@canopy/protocol';

type Stored = { stage: ReactionCounts; leaves: Record<string, ReactionCounts> };

const add = (to: ReactionCounts, code: string, n: number): void => {
  to[code] = (to[code] ?? 0) + n;
};

/** One stage's reactions in memory: totals to show, what is new, and what is not written yet. */
export class StageTally {
  readonly sessionId: string;
  readonly stageId: string;
  hasNews = false;
  #totals: Stored = { stage: {}, leaves: {} };
  #fresh: ReactionCounts = {};
  #unsaved = new Map<string | null, ReactionCounts>();
  #seeding: Promise<void> | null = null;

  constructor(sessionId: string, stageId: string) {
    this.sessionId = sessionId;
    this.stageId = stageId;
  }

  get hasUnsaved(): boolean {
    return this.#unsaved.size > 0;
  }

  add(leafId: string | null, code: string): void {
    const window = this.#unsaved.get(leafId) ?? {};
    this.#unsaved.set(leafId, window);
    add(window, code, 1);
    add(this.#totalsOf(leafId), code, 1);
    if (leafId === null) add(this.#fresh, code, 1);
    this.hasNews = true;
  }

  /** Adds what was counted before this tally was made. Asked once; must be read before the first save. */
  seed(read: () => Promise<Stored>): Promise<void> {
    this.#seeding ??= this.#addStored(read).catch((error: unknown) => {
      this.#seeding = null;
      throw error;
    });
    return this.#seeding;
  }

  async #addStored(read: () => Promise<Stored>): Promise<void> {
    const before = await read();
    for (const [code, n] of Object.entries(before.stage)) add(this.#totals.stage, code, n);
    for (const [leafId, counts] of Object.entries(before.leaves))
      for (const [code, n] of Object.entries(counts)) add(this.#totalsOf(leafId), code, n);
  }

  takeBurst(): ReactionBurst {
    const fresh = this.#fresh;
    this.#fresh = {};
    this.hasNews = false;
    return {
      stageId: this.stageId,
      totals: { ...this.#totals.stage },
      fresh,
      leafTotals: structuredClone(this.#totals.leaves),
    };
  }

  takeUnsaved(): Map<string | null, ReactionCounts> {
    const taken = this.#unsaved;
    this.#unsaved = new Map();
    return taken;
  }

  putBack(counts: Map<string | null, ReactionCounts>): void {
    for (const [leafId, window] of counts) {
      const kept = this.#unsaved.get(leafId) ?? {};
      this.#unsaved.set(leafId, kept);
      for (const [code, n] of Object.entries(window)) add(kept, code, n);
    }
  }

  #totalsOf(leafId: string | null): ReactionCounts {
    if (leafId === null) return this.#totals.stage;
    return (this.#totals.leaves[leafId] ??= {});
  }
}
