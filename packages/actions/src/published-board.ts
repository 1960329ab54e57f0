import type { Store } from '@canopy/storage';
import * as Y from 'yjs';
import { HeldState } from './held-state.ts';
import type { BoardNews, FeedState } from './live-boards.ts';
import type { Meters } from './meters.ts';
import { Rate } from './rate.ts';
import { SnapshotKeeper } from './snapshot-keeper.ts';

export type PublishedParts = {
  store: Store;
  log: (event: string, ids?: Record<string, string | number>) => void;
  /** Tells the other hosts, after the commit. */
  tell?: (news: BoardNews) => void;
  meters?: Meters;
};

/** When the log could not be read it is tried again after this long. */
const AGAIN_MS = 1_000;

/**
 * A quiet board says each change at the end of its turn of the event loop. Above this many deliveries
 * a second it gathers for a moment: every frame costs each reader's socket the same, large or small.
 */
const BUSY_PER_SECOND = 10_000;
const GATHER_MS = 33;

type Listener = { say: (update: Uint8Array) => void; readers: () => number };
/** `clean`: known to take no words away. */
type News = Omit<BoardNews, 'boardId'> & { clean: boolean };

/**
 * The readers' side of a board: committed changes only, in log order, and one update for what came in
 * one moment. What other hosts committed arrives here too; where a number is missing, the log is read.
 */
export class PublishedBoard {
  readonly #boardId: string;
  readonly #parts: PublishedParts;
  readonly #snapshots: SnapshotKeeper;
  readonly #listeners = new Set<Listener>();
  #state: HeldState | null = null;
  #loading: Promise<HeldState | null> | null = null;
  /** Said while the state was being read, so that it cannot fall between. */
  #meanwhile: News[] = [];
  #own: News[] = [];
  /** When the oldest of them was committed. */
  #ownSince = 0;
  #others: News[] = [];
  #due: (() => void) | null = null;
  #catching: Promise<void> | null = null;
  /** The newest entry said to readers here; null = none yet, and a newcomer reads the board whole. */
  #said: number | null = null;
  #saidAt = -Infinity;
  readonly #rate = new Rate();

  constructor(boardId: string, parts: PublishedParts) {
    this.#boardId = boardId;
    this.#parts = parts;
    this.#snapshots = new SnapshotKeeper(boardId, parts);
  }

  get idle(): boolean {
    const quiet = this.#own.length === 0 && this.#others.length === 0 && this.#due === null;
    const still = this.#loading === null && this.#catching === null && !this.#snapshots.saving;
    return this.#listeners.size === 0 && quiet && still;
  }

  /** Outside transactions only: the database then answers with what is committed. Null = no such board. */
  async document(): Promise<Y.Doc | null> {
    const state = await this.#load();
    this.sayNow();
    return state?.document() ?? null;
  }

  async join(): Promise<FeedState | null> {
    const state = await this.#load();
    // What waits to be said is part of what a newcomer is given: so everybody is told first.
    this.sayNow();
    if (state === null) return null;
    const { epoch, seq } = state;
    return { epoch, seq, lacking: (vector) => state.lacking(vector) };
  }

  subscribe(say: (update: Uint8Array) => void, readers: () => number = () => 1): () => void {
    // Its own key, so that one function given twice is heard twice and stopped once each.
    const listener: Listener = { say: (update) => say(update), readers };
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Committed here, in log order. `clean`: it took no words away. */
  add(seq: number, update: Uint8Array, clean: boolean): void {
    this.#snapshots.grew(1);
    if (this.#own.length === 0) this.#ownSince = performance.now();
    this.#own.push({ from: seq, to: seq, update, clean });
    this.#schedule();
  }

  /** Committed on another host. */
  heard({ from, to, update }: Omit<BoardNews, 'boardId'>): void {
    if (this.#said !== null && to <= this.#said) return;
    this.#snapshots.grew(to - from + 1);
    this.#others.push({ from, to, update, clean: false });
    this.#schedule();
  }

  sayNow(): void {
    if (this.#due !== null) this.#say();
  }

  /** Reads from the log what was not said here yet, and says it. */
  async catchUp(): Promise<void> {
    this.#catching ??= this.#readMissing()
      .catch(() => this.#parts.log('board:catch-up-failed', { boardId: this.#boardId }))
      .finally(() => {
        this.#catching = null;
        if (this.#own.length + this.#others.length > 0) this.#schedule();
      });
    return this.#catching;
  }

  save = (): Promise<void> => this.#snapshots.save();
  /** So many entries stand in the log already. */
  logged = (entries: number): void => this.#snapshots.stands(entries);

  /** Lets go of a document nobody asked for since then; with no readers, of the bytes too. */
  restSince(before: number): void {
    this.#state?.restSince(before);
    if (!this.idle) return;
    this.#state = null;
    this.#said = null;
  }

  #schedule(): void {
    const now = performance.now();
    this.#rate.hit(1, now);
    if (this.#due !== null || this.#catching !== null) return;
    let readers = 0;
    for (const listener of this.#listeners) readers += listener.readers();
    const isBusy = this.#rate.at(now) * readers > BUSY_PER_SECOND;
    const waitMs = isBusy ? this.#saidAt + GATHER_MS - now : 0;
    if (waitMs > 0) {
      const timer = setTimeout(() => this.#say(), waitMs);
      this.#due = () => clearTimeout(timer);
    } else {
      const turn = setImmediate(() => this.#say());
      this.#due = () => clearImmediate(turn);
    }
  }

  #say(): void {
    this.#due?.();
    this.#due = null;
    this.#saidAt = performance.now();
    const own = this.#own;
    const news = [...own, ...this.#others].sort((a, b) => a.from - b.from);
    this.#own = [];
    this.#others = [];
    if (own.length > 0) this.#tellOthers(own);
    // Something in between was committed elsewhere: the log has it, and all of these.
    if (this.#hasGap(news)) void this.catchUp();
    else this.#spread(news);
    if (own.length > 0) this.#parts.meters?.broadcast(performance.now() - this.#ownSince);
  }

  #tellOthers(own: readonly News[]): void {
    const { tell } = this.#parts;
    if (tell === undefined) return;
    let run: News[] = [];
    const send = (): void => {
      const [first, last] = [run[0], run.at(-1)];
      if (first === undefined || last === undefined) return;
      const update = together(run.map((each) => each.update));
      tell({ boardId: this.#boardId, from: first.from, to: last.to, update });
    };
    for (const each of own) {
      if (run.length > 0 && run.at(-1)?.to !== each.from - 1) {
        send();
        run = [];
      }
      run.push(each);
    }
    send();
  }

  #hasGap(news: readonly News[]): boolean {
    let at = this.#said;
    if (this.#parts.store.alone || at === null) return false;
    for (const { from, to } of news) {
      if (from > at + 1) return true;
      at = Math.max(at, to);
    }
    return false;
  }

  #spread(news: readonly News[]): void {
    if (news.length === 0) return;
    const to = Math.max(...news.map((each) => each.to));
    const updates = news.map(({ update }) => update);
    if (this.#loading !== null) this.#meanwhile.push(...news);
    const clean = news.every((each) => each.clean);
    const update = this.#state?.add(to, updates, clean) ?? together(updates);
    this.#said = Math.max(this.#said ?? to, to);
    for (const { say } of this.#listeners) {
      try {
        say(update);
      } catch {
        // One reader's fault must not keep a saved change from the others.
        this.#parts.log('board:listener-failed', { boardId: this.#boardId });
      }
    }
    this.#snapshots.saveIfLong();
  }

  async #readMissing(): Promise<void> {
    const after = this.#said;
    // Nothing was ever said here: whoever comes reads it whole.
    if (after === null) return;
    let missing: Awaited<ReturnType<Store['boards']['since']>>;
    try {
      missing = await this.#parts.store.boards.since(this.#boardId, after);
    } catch (error) {
      setTimeout(() => void this.catchUp(), AGAIN_MS).unref();
      throw error;
    }
    if (missing === null) return;
    if (missing === 'snapshot') return this.#startOver();
    this.#spread(missing.map(({ seq, update }) => ({ from: seq, to: seq, update, clean: false })));
  }

  /** The entries between are gone into a snapshot: everybody is given the whole. */
  async #startOver(): Promise<void> {
    this.#state = null;
    const state = await this.#load();
    if (state === null) return;
    for (const update of state.lacking(new Uint8Array()))
      for (const { say } of this.#listeners) say(update);
  }

  async #load(): Promise<HeldState | null> {
    if (this.#state !== null) return this.#state;
    this.#loading ??= this.#read().finally(() => {
      this.#loading = null;
    });
    return this.#loading;
  }

  async #read(): Promise<HeldState | null> {
    this.#meanwhile = [];
    const stored = await this.#parts.store.boards.load(this.#boardId);
    if (stored === null) return null;
    this.logged(stored.log.length);
    const state = new HeldState(stored);
    for (const { to, update, clean } of this.#meanwhile)
      state.add(Math.max(to, state.seq), [update], clean);
    this.#meanwhile = [];
    this.#state = state;
    this.#said = Math.max(this.#said ?? 0, state.seq);
    return state;
  }
}

const together = (updates: readonly Uint8Array[]): Uint8Array =>
  updates.length === 1 && updates[0] !== undefined ? updates[0] : Y.mergeUpdates([...updates]);
