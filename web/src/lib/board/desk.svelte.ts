import type { BoardContent, Leaf, LeafContent, LeafKind } from '@canopy/domain';
import type { HeldLeaf } from '@canopy/protocol';
import type { At } from '#lib/live/carried.svelte.ts';
import type { LiveSession } from '#lib/live/live-session.svelte.ts';
import { newId } from '#lib/live/new-id.ts';
import type { Letter } from '#lib/live/outbox.svelte.ts';
import { refusalWords } from '#lib/live/refusal-words.ts';
import { boardLiveWords } from '#lib/words/board-live.ts';
import { inWords } from '#lib/live/in-words.ts';
import { OwnDeeds } from './own-deeds.svelte.ts';
import { findLeaf, placeOf, type Destination } from './places.ts';
import { ShownBoard, type ShownFor } from './shown-board.svelte.ts';

/** A command has its size: more than this is shown in two presses. */
const REVEALED_AT_ONCE = 200;

/** What is open on top of the board. One at a time. */
export type Open =
  | { sheet: 'leaf' | 'move' | 'react' | 'who'; leafId: string }
  | { sheet: 'branch'; branchId: string }
  | { sheet: 'start'; carry: string | null };

/** What is being written: a new leaf for a place, or a change to one that is there. */
export type Writing = { draft: string; branchId: string | null; leafId: string | null };

/** Two equal ways to look at one board (people 1). */
export type BoardLook = 'list' | 'felt';

export type DeskFor = ShownFor & {
  /** The seat staff are acting for. */
  forSeat: () => string | null;
  undoable: () => readonly string[];
};

/** One person at one board: what they look at, hold and do. Both views work on the same desk. */
export class Desk {
  readonly for: DeskFor;
  open: Open | null = $state.raw(null);
  writing: Writing | null = $state.raw(null);
  /** Picked up, waiting to be put down. */
  picked: string | null = $state(null);
  /** Where the keyboard stands; the only leaf that Tab reaches. */
  current: string | null = $state(null);
  /** Whether that leaf shows what can be done with it, on the felt. */
  entered = $state(false);
  /** The view its person was in last: where both stand side by side, focus stays in that one. */
  view: BoardLook = $state('list');
  /** How near the felt is drawn; kept here because writing a leaf takes the felt away for a while. */
  zoom: number | null = $state(null);
  readonly #shown: ShownBoard;
  readonly #deeds = new OwnDeeds();
  readonly #stop: (() => void)[];
  /** Branches on their way that a leaf will follow, by intent. */
  #carry: Record<string, string> = {};

  /** A title is free text that all see at once: in a youth panel staff write it. */
  get mayStartBranch(): boolean {
    return this.for.staff || !this.for.session.room.youth;
  }

  constructor(desk: DeskFor) {
    this.for = desk;
    this.#shown = new ShownBoard(desk);
    this.#stop = [
      desk.session.outbox.onSent((letter, reply) => this.#carryOn(letter, reply)),
      desk.session.outbox.onRefused((letter) => {
        this.#deeds.refused(letter);
        this.#putBack(letter);
      }),
    ];
  }

  /** The room has gone on. What is unsent goes all the same. */
  close(): void {
    this.for.board.close();
    this.#shown.close();
    for (const stop of this.#stop) stop();
  }

  get content(): BoardContent {
    return this.#shown.content;
  }
  get held(): readonly HeldLeaf[] {
    return this.#shown.held;
  }
  get still(): boolean {
    return this.#shown.still;
  }
  get waitingChanges(): number {
    return this.#shown.waitingChanges;
  }
  holdStill(on: boolean): void {
    this.#shown.holdStill(on);
  }
  owns(leafId: string): boolean {
    return this.#shown.owns(leafId);
  }
  isHere(leafId: string): boolean {
    return this.#shown.isHere(leafId);
  }
  isWaiting(leafId: string): boolean {
    return this.#shown.isWaiting(leafId);
  }
  get waiting(): boolean {
    return this.#shown.waiting;
  }

  leaf(leafId: string): Leaf | undefined {
    return findLeaf(this.content, leafId);
  }
  write(branchId: string | null, leafId: string | null = null): void {
    this.open = null;
    const draft = leafId ?? `${this.for.boardId} ${this.for.forSeat() ?? ''}`;
    this.writing = { draft, branchId, leafId };
  }

  place(kind: LeafKind, content: LeafContent): void {
    const branchId = this.writing?.branchId ?? null;
    this.#post('leaf:place', {
      leafId: newId(),
      leaf: { kind, content, lang: this.for.lang },
      branchId,
      ...this.#seat,
    });
  }
  edit(leafId: string, kind: LeafKind, content: LeafContent): void {
    this.#post('leaf:edit', { leafId, kind, content, ...this.#seat });
  }
  takeBack(leafId: string): void {
    this.#post('leaf:withdraw', { leafId, ...this.#seat });
    this.#say('takenBack');
  }

  /** False = it would change nothing. */
  move(leafId: string, destination: Destination): boolean {
    const leaf = this.leaf(leafId);
    this.open = null;
    this.picked = null;
    const place = leaf === undefined ? null : placeOf(this.content, leaf, destination);
    if (place === null) return false;
    this.#post('leaf:move', { leafId, ...place });
    const title = this.content.branches.find(({ id }) => id === place.branchId)?.title;
    const { lang, session } = this.for;
    const w = boardLiveWords(lang);
    session.announcer.own(
      title === undefined ? w('moved') : w('movedTo', { branch: inWords(title, lang).text }),
    );
    return true;
  }
  /** In this hand, on its way over the felt: the others see it travel, where they work on it together. */
  carry(leafId: string, at: At): void {
    const { room, carried } = this.for.session;
    const { view } = room;
    const stage = view?.stage;
    if (stage?.kind !== 'board' || stage.phase !== 'place' || view?.pause != null) return;
    if (this.isHere(leafId)) carried.carry(leafId, at);
  }
  letGo(moves: boolean): void {
    this.for.session.carried.letGo(moves);
  }
  pickUp(leafId: string): void {
    this.open = null;
    this.picked = leafId;
    this.#say('pickedUp');
  }

  startBranch(title: string, carry: string | null): void {
    const intentId = this.#post('branch:add', { title, lang: this.for.lang });
    if (carry !== null) this.#carry[intentId] = carry;
    this.open = null;
    this.picked = null;
    this.#say('started');
  }

  get lastDeed(): string | undefined {
    return this.#deeds.last(this.for.undoable());
  }
  undo(): void {
    const undoes = this.lastDeed;
    if (undoes === undefined) return;
    this.#deeds.tookBack(undoes);
    this.#post('board:undo', { undoes });
    this.#say('undone');
  }

  react(code: string, leafId: string): void {
    this.for.session.react(code, leafId);
    this.#say('doneReact');
  }
  countsOf(leafId: string): Readonly<Record<string, number>> {
    return this.for.session.room.counts?.leafTotals[leafId] ?? {};
  }

  // Staff only; the server asks again.
  remove(leafId: string): void {
    this.open = null;
    this.#post('leaf:remove', { leafId });
    this.#say('removed');
  }
  rename(branchId: string, title: { en: string; cy: string }): void {
    this.#post('branch:rename', { branchId, title });
    this.open = null;
  }
  merge(branchId: string, into: string): void {
    this.#post('branch:merge', { branchId, into });
    this.open = null;
  }
  moveBranch(branchId: string, by: -1 | 1): void {
    const ids = this.content.branches.map(({ id }) => id);
    const at = ids.indexOf(branchId);
    const before = by === -1 ? ids[at - 1] : ids[at + 2];
    if (at < 0 || (by === -1 && at === 0) || (by === 1 && at === ids.length - 1)) return;
    this.#post('branch:move', { branchId, before: before ?? null });
    this.open = null;
  }
  removeBranch(branchId: string): void {
    this.#post('branch:remove', { branchId });
    this.open = null;
  }
  /** No leaves = everything that is held. Named ones go with what they said when they were read. */
  reveal(leaves?: readonly { id: string; mark: string }[]): void {
    const read = leaves?.slice(0, REVEALED_AT_ONCE);
    this.#post(
      'board:reveal',
      read === undefined
        ? {}
        : { leafIds: read.map(({ id }) => id), marks: read.map(({ mark }) => mark) },
    );
  }

  /** A leaf that was to start a branch goes on to it, now that the branch has its id. */
  #carryOn(letter: Letter, reply: object): void {
    const leafId = this.#carry[letter.intentId];
    if (leafId === undefined || !('branchId' in reply)) return;
    delete this.#carry[letter.intentId];
    this.#post('leaf:move', { leafId, branchId: String(reply.branchId), before: null });
  }
  /** What was shown is back where it was; somebody who cannot see that is told. */
  #putBack({ input, refusal }: Letter): void {
    if (refusal === null || !('boardId' in input) || input.boardId !== this.for.boardId) return;
    const { lang, session } = this.for;
    const w = boardLiveWords(lang);
    const what = 'content' in input || 'leaf' in input ? w('notSent') : w('notDone');
    session.announcer.now(`${what} ${refusalWords(refusal.code, lang)}`);
  }

  get #seat(): { forSeat?: string } {
    const forSeat = this.for.forSeat();
    return forSeat === null ? {} : { forSeat };
  }
  #post(command: Parameters<LiveSession['outbox']['post']>[0], input: object): string {
    const whole = { boardId: this.for.boardId, ...input };
    const intentId = this.for.session.outbox.post(command, whole as never);
    this.#deeds.did(command, intentId);
    return intentId;
  }
  #say(key: 'takenBack' | 'pickedUp' | 'started' | 'undone' | 'doneReact' | 'removed'): void {
    this.for.session.announcer.own(boardLiveWords(this.for.lang)(key));
  }
}
