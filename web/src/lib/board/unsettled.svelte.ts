import type { BoardFeed } from '#lib/live/board-feed.ts';
import type { BoardChange } from '#lib/live/live-board.svelte.ts';
import type { Letter } from '#lib/live/outbox-letter.ts';
import { placedId, type Seen } from './as-it-will-be.ts';
import { isShown } from './is-shown.ts';

/** The board is usually there before its own answer, or a few ms after. */
const GRACE_MS = 500;
/** What is held back is told by the room, which has no question that waits for its turn. */
const HELD_MS = 3_000;

export type UnsettledOn = {
  feed: Pick<BoardFeed, 'caughtUp'>;
  /** This board's letters that have no answer yet, oldest first. */
  unsent: () => readonly Letter[];
  /** What the server has told us so far. */
  told: () => Seen;
  /** Whether some of it is told by the room and not by the board. */
  holds: () => boolean;
};

function leafOf(letter: Letter): string | null {
  if (letter.command === 'leaf:place') return placedId(letter);
  return 'leafId' in letter.input ? letter.input.leafId : null;
}

/**
 * What this person did to one board and the board does not show yet: letters without an answer, and
 * answered ones whose change is still on its way by the other line. An answered one goes as soon as
 * the board shows it, or surely has it and something later on top: never sooner, so that nothing
 * jumps back, and in the order of the acts on one leaf.
 */
export class Unsettled {
  #on: UnsettledOn;
  #answered: readonly Letter[] = $state.raw([]);
  /** Leaves that came before the answer did: the board alone says from then on what becomes of them. */
  #arrived: readonly string[] = $state.raw([]);
  /** Letters whose leaf was changed by the server since they were written. */
  #stirred: readonly string[] = [];
  #timers: ReturnType<typeof setTimeout>[] = [];
  #frozen = false;
  #over = false;

  constructor(on: UnsettledOn) {
    this.#on = on;
  }

  get letters(): readonly Letter[] {
    const all = [...this.#answered, ...this.#on.unsent()];
    return all.filter(
      (letter) => letter.command !== 'leaf:place' || !this.#arrived.includes(placedId(letter)),
    );
  }
  /** Leaves this person has just done something to. */
  isBusyWith(leafId: string): boolean {
    return this.letters.some((letter) => leafOf(letter) === leafId);
  }

  /** Something about this leaf has no answer yet. */
  isUnsent(leafId: string): boolean {
    return this.#on.unsent().some((letter) => leafOf(letter) === leafId);
  }

  answered(letter: Letter): void {
    if (leafOf(letter) === null || this.#over) return;
    this.#answered = [...this.#answered, letter];
    this.look();
    this.#wait(letter);
  }

  /** The board changed. */
  changed(change: BoardChange): void {
    const leaves = [...change.added, ...change.moved, ...change.edited, ...change.removed];
    const stirred = this.letters.filter((letter) => leaves.includes(leafOf(letter) ?? ''));
    this.#stirred = [...this.#stirred, ...stirred.map(({ intentId }) => intentId)];
    const arrived = stirred.filter(
      (letter) => letter.command === 'leaf:place' && change.added.includes(placedId(letter)),
    );
    if (arrived.length > 0)
      this.#arrived = [...this.#arrived, ...arrived.map((letter) => leafOf(letter) ?? '')];
    this.look();
  }

  /** Lets go of what can be seen. An act waits for the one before it on the same leaf. */
  look(): void {
    if (this.#frozen || this.#answered.length === 0) return;
    const told = this.#on.told();
    const left: Letter[] = [];
    for (const letter of this.#answered) {
      const isNext = left.every((earlier) => leafOf(earlier) !== leafOf(letter));
      const stirred = this.#stirred.includes(letter.intentId);
      if (!isNext || !isShown(letter, told, stirred)) left.push(letter);
    }
    if (left.length < this.#answered.length) this.#keep(left);
  }

  /** While the board is held still it shows nothing new, so one's own acts stay on top of it. */
  freeze(on: boolean): void {
    this.#frozen = on;
    if (on) return;
    this.look();
    for (const letter of this.#answered) this.#wait(letter);
  }

  close(): void {
    this.#over = true;
    this.#keep([]);
    for (const timer of this.#timers) clearTimeout(timer);
  }

  #wait(letter: Letter): void {
    this.#after(GRACE_MS, () => {
      if (!this.#isWaiting(letter)) return;
      void this.#on.feed.caughtUp().then(() => {
        this.look();
        this.#after(this.#on.holds() ? HELD_MS : 0, () => this.#letGo(letter));
      });
    });
  }

  #letGo(letter: Letter): void {
    if (this.#frozen || !this.#isWaiting(letter)) return;
    const at = this.#answered.indexOf(letter);
    this.#keep(this.#answered.filter((each, nth) => nth > at || leafOf(each) !== leafOf(letter)));
  }

  #isWaiting(letter: Letter): boolean {
    return this.#answered.includes(letter);
  }

  #keep(letters: readonly Letter[]): void {
    this.#answered = letters;
    const known = [...letters, ...this.#on.unsent()].map(({ intentId }) => intentId);
    this.#stirred = this.#stirred.filter((intentId) => known.includes(intentId));
  }

  #after(ms: number, run: () => void): void {
    const timer = setTimeout(() => {
      this.#timers = this.#timers.filter((each) => each !== timer);
      run();
    }, ms);
    this.#timers.push(timer);
  }
}
