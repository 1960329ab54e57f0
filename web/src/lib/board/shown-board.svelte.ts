import type { BoardContent } from '@canopy/domain';
import type { HeldLeaf } from '@canopy/protocol';
import type { Lang } from '#lib/language/lang.ts';
import type { LiveBoard } from '#lib/live/live-board.svelte.ts';
import type { LiveSession } from '#lib/live/live-session.svelte.ts';
import type { Letter } from '#lib/live/outbox.svelte.ts';
import { asItWillBe, placedId, type Rules } from './as-it-will-be.ts';
import { Digest } from './digest.ts';
import { Unsettled } from './unsettled.svelte.ts';

/** Whose board is shown, and what else than the board itself says what they see. */
export type ShownFor = {
  session: LiveSession;
  board: LiveBoard;
  boardId: string;
  lang: Lang;
  staff: boolean;
  owns: (leafId: string) => boolean;
  /** A member's own leaves that the others do not have, as the server told them, and when it tells. */
  held?: () => readonly HeldLeaf[];
  onHeld?: (run: () => void) => () => void;
  rules?: () => Rules;
};

const NOTHING_HELD: readonly HeldLeaf[] = [];
/** Staff see at once what they do, and stand behind no glance. */
const AT_ONCE: Rules = { holdsBack: false, looksAgain: false, alias: null };

/** What one person sees of a board: what the server told, or the moment it was told to hold still, and their own acts on top. */
export class ShownBoard {
  waitingChanges = $state(0);
  #for: ShownFor;
  #held: BoardContent | null = $state.raw(null);
  #digest = new Digest();
  #unsettled: Unsettled;
  /** Written on this page, before the seat's own view says so too. */
  #wrote: readonly string[] = [];
  #stop: (() => void)[] = [];
  #seen = $derived.by(() =>
    asItWillBe(
      { board: this.#held ?? this.#for.board.content, held: this.#heldTold },
      this.#unsettled.letters,
      this.#rules,
    ),
  );

  constructor(shown: ShownFor) {
    this.#for = shown;
    const { session, board, lang } = shown;
    this.#unsettled = new Unsettled({
      feed: board.feed,
      unsent: () => this.unsent,
      told: () => ({ board: board.content, held: this.#heldTold }),
      holds: () => this.#rules.holdsBack || this.#rules.looksAgain,
    });
    board.onChange((change) => {
      if (this.#held !== null) this.waitingChanges += 1;
      // What this person did is no news to them.
      const others = (leafId: string): boolean => !this.#unsettled.isBusyWith(leafId);
      const [added, moved] = [change.added.filter(others), change.moved.filter(others)];
      this.#digest.add({ ...change, added, moved });
      this.#unsettled.changed(change);
      session.announcer.changed(() =>
        this.#digest.say(this.content, lang, (leafId) => this.owns(leafId)),
      );
    });
    const onHeld = shown.onHeld?.(() => this.#unsettled.look());
    const onSent = session.outbox.onSent((letter, reply) => this.#sent(letter, reply));
    this.#stop = onHeld === undefined ? [onSent] : [onHeld, onSent];
  }

  close(): void {
    this.#unsettled.close();
    for (const stop of this.#stop) stop();
  }

  get content(): BoardContent {
    return this.#seen.board;
  }
  /** One's own leaves that the others do not have. */
  get held(): readonly HeldLeaf[] {
    return this.#seen.held;
  }

  get still(): boolean {
    return this.#held !== null;
  }
  holdStill(on: boolean): void {
    this.#held = on ? this.#for.board.content : null;
    this.#unsettled.freeze(on);
    this.waitingChanges = 0;
  }

  owns(leafId: string): boolean {
    if (this.#for.owns(leafId) || this.#wrote.includes(leafId)) return true;
    return !this.#for.staff && !this.isHere(leafId);
  }
  /** Whether the server has this leaf, so that others can do something with it too. */
  isHere(leafId: string): boolean {
    return !this.unsent.some(
      (letter) => letter.command === 'leaf:place' && placedId(letter) === leafId,
    );
  }
  /** Leaves written here that are still only here, for long enough that their person should know. */
  get waiting(): boolean {
    const { late } = this.#for.session.outbox;
    return late && this.unsent.some(({ command }) => command === 'leaf:place');
  }
  /** Something about this leaf is still only on this phone. */
  isWaiting(leafId: string): boolean {
    return this.#for.session.outbox.late && this.#unsettled.isUnsent(leafId);
  }

  /** This board's letters that have no answer yet, oldest first. */
  get unsent(): readonly Letter[] {
    return this.#for.session.outbox.letters.filter(
      ({ input, refusal }) =>
        refusal === null && 'boardId' in input && input.boardId === this.#for.boardId,
    );
  }

  get #heldTold(): readonly HeldLeaf[] {
    return this.#for.held?.() ?? NOTHING_HELD;
  }
  get #rules(): Rules {
    return this.#for.rules?.() ?? AT_ONCE;
  }

  #sent(letter: Letter, reply: object): void {
    if (!('boardId' in letter.input) || letter.input.boardId !== this.#for.boardId) return;
    if (letter.command === 'leaf:place') {
      const leafId: unknown = Reflect.get(reply, 'leafId');
      // A server that chose the id itself shows the leaf under that one.
      if (leafId !== placedId(letter)) return;
      if (!this.#for.staff) this.#wrote = [...this.#wrote, placedId(letter)];
    }
    this.#unsettled.answered(letter);
  }
}
