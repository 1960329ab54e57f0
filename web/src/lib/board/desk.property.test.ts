import { apply, newBoard, readBoard, type BoardOp } from '@canopy/board';
import type { Leaf } from '@canopy/domain';
import type { CommandInput } from '@canopy/protocol';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { FakeFeed } from '../live/fake-feed.ts';
import { FakeWire } from '../live/fake-wire.ts';
import { LiveBoard } from '../live/live-board.svelte.ts';
import { LiveSession } from '../live/live-session.svelte.ts';
import { Desk } from './desk.svelte.ts';
import { inReadingOrder } from './places.ts';

const BRANCHES = ['x', 'y'] as const;
const BOARD = 'board';

/** What can happen next, and how often. Numbers choose among what there is at that moment. */
const HAPPENINGS = {
  'I place': 4,
  'I move': 4,
  'I edit': 2,
  'I take back': 4,
  'another places': 1,
  'another moves': 2,
  'another removes': 2,
  'the server does the next': 9,
  'the server says not now': 1,
  'the server says no': 1,
  'an answer comes': 8,
  'the feed brings the next': 4,
  'the socket falls': 1,
  'the socket comes back': 2,
  'the feed falls': 1,
  'the feed comes back': 1,
  'time passes': 1,
} as const;
type Happening = { what: keyof typeof HAPPENINGS; one: number; two: number };
const happenings = fc.array(
  fc.record({
    what: fc.oneof(
      ...Object.entries(HAPPENINGS).map(([what, weight]) => ({
        weight,
        arbitrary: fc.constant(what as keyof typeof HAPPENINGS),
      })),
    ),
    one: fc.nat(50),
    two: fc.nat(50),
  }),
  { minLength: 5, maxLength: 80, size: 'max' },
);

type Said = { [C in 'leaf:place' | 'leaf:move' | 'leaf:edit' | 'leaf:withdraw']: CommandInput<C> };

/** A person at a board, a server that keeps its promises, and two lines between them that do not. */
class World {
  readonly doc = newBoard(BRANCHES.map((id) => ({ id, title: { en: id, cy: '' } })));
  readonly wire = new FakeWire();
  readonly feed = new FakeFeed(this.doc);
  readonly session = new LiveSession('session', 'seat', this.wire, null);
  readonly board = new LiveBoard(BOARD, 1, this.feed);
  readonly desk = new Desk({
    session: this.session,
    board: this.board,
    boardId: BOARD,
    lang: 'en',
    staff: false,
    owns: (leafId) => this.mine.includes(leafId),
    forSeat: () => null,
    undoable: () => [],
  });
  /** Leaves I placed, in order. */
  readonly mine: string[] = [];
  /** Of mine: those I took back or was refused, and those somebody else took away. */
  readonly gone = new Set<string>();
  readonly taken = new Set<string>();
  readonly tookBack = new Set<string>();
  /** What the feed has ever shown. */
  readonly came = new Set<string>();
  /** Where I put a leaf last, while nobody else moves it and nothing about it is refused. */
  readonly putOn = new Map<string, string>();
  #done = new Map<string, unknown>();
  #sent = 0;
  #onTheWay: Uint8Array[] = [];
  #answers: (() => void)[] = [];
  #socketOpen = false;
  #feedOpen = false;
  #others = 0;

  constructor() {
    this.session.outbox.onRefused(({ command, input }) => {
      const about: unknown = Reflect.get(input, 'leafId');
      if (typeof about !== 'string') return;
      this.putOn.delete(about);
      if (command === 'leaf:place') this.gone.add(about);
      if (command !== 'leaf:withdraw') return;
      this.gone.delete(about);
      this.tookBack.delete(about);
    });
    this.session.start();
    this.board.open();
    this.#openSocket();
    this.#openFeed();
  }

  async step({ what, one, two }: Happening): Promise<void> {
    const leaf = this.#pick(one);
    const branch = BRANCHES[two % BRANCHES.length] ?? 'x';
    switch (what) {
      case 'I place':
        this.desk.write([...BRANCHES, null][two % 3] ?? null);
        this.desk.place('idea', { form: 'words', text: `mine ${one}` });
        this.mine.push(this.#placed());
        break;
      case 'I move':
        if (leaf === undefined || leaf.branchId === branch) break;
        this.desk.move(leaf.id, { to: 'branch', branchId: branch });
        this.putOn.set(leaf.id, branch);
        break;
      case 'I edit':
        if (leaf !== undefined && this.mine.includes(leaf.id))
          this.desk.edit(leaf.id, 'want', { form: 'words', text: `edited ${two}` });
        break;
      case 'I take back':
        if (leaf === undefined || !this.mine.includes(leaf.id)) break;
        this.desk.takeBack(leaf.id);
        this.gone.add(leaf.id);
        this.tookBack.add(leaf.id);
        break;
      case 'another places':
        this.#others += 1;
        this.#does({
          op: 'leaf-put',
          leaf: {
            id: `other ${this.#others}`,
            kind: 'idea',
            lang: 'en',
            alias: null,
            content: { form: 'words', text: 'theirs' },
          },
          branchId: branch,
          before: null,
        });
        break;
      case 'another moves': {
        const theirs = this.#onServer(one);
        if (theirs === undefined) break;
        this.#does({ op: 'leaf-move', leafId: theirs, branchId: branch, before: null });
        this.putOn.delete(theirs);
        break;
      }
      case 'another removes': {
        const theirs = this.#onServer(one);
        if (theirs === undefined) break;
        this.#does({ op: 'leaf-take', leafId: theirs });
        this.taken.add(theirs);
        break;
      }
      case 'the server does the next':
        this.#next((command, input) => this.#obey(command, input));
        break;
      case 'the server says not now':
        this.#next(() => ({ ok: false, refusal: { code: 'cannot-save' } }), true);
        break;
      case 'the server says no':
        this.#next((_, input) => {
          if (input.leafId !== undefined) this.putOn.delete(input.leafId);
          return { ok: false, refusal: { code: 'too-many' } };
        }, true);
        break;
      case 'an answer comes':
        this.#answers.shift()?.();
        break;
      case 'the feed brings the next': {
        const update = this.#onTheWay.shift();
        if (update !== undefined && this.#feedOpen) this.feed.update(update);
        break;
      }
      case 'the socket falls':
        // What was on the line may have been done: its answers are lost all the same.
        for (let n = 0; n < one % 3; n += 1)
          this.#next((command, input) => this.#obey(command, input));
        this.#socketOpen = false;
        this.#answers = [];
        this.#sent = this.wire.asked.length;
        this.wire.lose();
        break;
      case 'the socket comes back':
        this.#openSocket();
        break;
      case 'the feed falls':
        if (!this.#feedOpen) break;
        this.#feedOpen = false;
        this.feed.last.fail();
        break;
      case 'the feed comes back':
        await vi.advanceTimersByTimeAsync(9_000);
        this.#openFeed();
        break;
      case 'time passes':
        await vi.advanceTimersByTimeAsync(one * 40);
        break;
    }
    if (this.#feedOpen && this.#onTheWay.length === 0) this.feed.answer();
    await vi.advanceTimersByTimeAsync(0);
  }

  /** Everything arrives in the end. */
  async settle(): Promise<void> {
    for (let round = 0; round < 60; round += 1) {
      await this.step({ what: 'the socket comes back', one: 0, two: 0 });
      if (!this.#feedOpen) await this.step({ what: 'the feed comes back', one: 0, two: 0 });
      for (let n = 0; n < 12; n += 1) {
        await this.step({ what: 'the server does the next', one: 0, two: 0 });
        await this.step({ what: 'an answer comes', one: 0, two: 0 });
        await this.step({ what: 'the feed brings the next', one: 0, two: 0 });
      }
      await this.step({ what: 'time passes', one: 50, two: 0 });
      if (this.session.outbox.unsent === 0 && this.#onTheWay.length === 0 && round > 3) return;
    }
  }

  isGone(leafId: string): boolean {
    return this.gone.has(leafId) || this.taken.has(leafId);
  }

  stop(): void {
    this.desk.close();
    this.session.stop();
  }

  #pick(n: number): Leaf | undefined {
    const all = inReadingOrder(this.desk.content);
    return all[n % Math.max(1, all.length)];
  }
  #onServer(n: number): string | undefined {
    const all = inReadingOrder(readBoard(this.doc));
    return all[n % Math.max(1, all.length)]?.id;
  }
  #placed(): string {
    return this.session.outbox.of('leaf:place').at(-1)?.input.leafId ?? '';
  }
  #openSocket(): void {
    if (this.#socketOpen) return;
    this.#socketOpen = true;
    this.wire.connect();
  }
  #openFeed(): void {
    if (this.#feedOpen || this.feed.last.closed) return;
    this.#feedOpen = true;
    this.#onTheWay = [];
    this.feed.openWhole();
  }
  #does(op: BoardOp): boolean {
    let ok = false;
    const update = this.feed.updateOf(() => (ok = apply(this.doc, op).ok));
    if (ok && this.#feedOpen) this.#onTheWay.push(update);
    return ok;
  }

  /** The oldest that is on the line and not looked at. Refusals only meet what was never done. */
  #next(
    judge: (command: string, input: Partial<Said['leaf:move']> & { intentId: string }) => unknown,
    onlyNew = false,
  ): void {
    if (!this.#socketOpen) return;
    const asked = this.wire.asked[this.#sent];
    if (asked === undefined) return;
    const input = asked.input as Partial<Said['leaf:move']> & { intentId: string };
    if (onlyNew && this.#done.has(input.intentId)) return;
    this.#sent += 1;
    const ack = judge(asked.command, input);
    this.#answers.push(() => asked.answer(ack));
  }

  #obey(command: string, input: { intentId: string }): unknown {
    const before = this.#done.get(input.intentId);
    if (before !== undefined) return before;
    const op = opOf(command, input, this.doc);
    const done = op !== null && this.#does(op);
    const value =
      command === 'leaf:place' ? { leafId: Reflect.get(input, 'leafId') as string } : {};
    const ack = done ? { ok: true, value } : { ok: false, refusal: { code: 'leaf-gone' } };
    if (done) this.#done.set(input.intentId, ack);
    return ack;
  }
}

/** What the server's actions do, as operations. */
function opOf(command: string, input: unknown, doc: World['doc']): BoardOp | null {
  switch (command) {
    case 'leaf:place': {
      const { leafId = '', leaf, branchId } = input as Said['leaf:place'];
      const stands = readBoard(doc).branches.some(({ id }) => id === branchId);
      return {
        op: 'leaf-put',
        leaf: { ...leaf, id: leafId, alias: null },
        branchId: stands ? branchId : null,
        before: null,
      };
    }
    case 'leaf:move': {
      const { leafId, branchId, before } = input as Said['leaf:move'];
      return { op: 'leaf-move', leafId, branchId, before };
    }
    case 'leaf:edit': {
      const { leafId, kind, content } = input as Said['leaf:edit'];
      return { op: 'leaf-edit', leafId, kind, content };
    }
    case 'leaf:withdraw':
      return { op: 'leaf-take', leafId: (input as Said['leaf:withdraw']).leafId };
    default:
      return null;
  }
}

beforeEach(() => {
  vi.useFakeTimers();
  sessionStorage.clear();
});
afterEach(() => void vi.useRealTimers());

test('however answers, feed, refusals and lost lines interleave: no leaf twice, none of mine lost from sight, none jumps or comes back, and in the end the server’s board', async () => {
  await fc.assert(
    fc.asyncProperty(happenings, async (all) => {
      const world = new World();
      try {
        const look = (): void => {
          const shown = inReadingOrder(world.desk.content);
          const ids = shown.map(({ id }) => id);
          expect(ids).toEqual([...new Set(ids)]);
          expect(world.mine.filter((id) => !world.isGone(id) && !ids.includes(id))).toEqual([]);
          expect(ids.filter((id) => world.tookBack.has(id))).toEqual([]);
          const told = inReadingOrder(world.board.content).map(({ id }) => id);
          for (const id of told) world.came.add(id);
          expect(ids.filter((id) => world.came.has(id) && !told.includes(id))).toEqual([]);
          for (const [id, branch] of world.putOn) {
            const leaf = shown.find((each) => each.id === id);
            if (leaf !== undefined) expect([id, leaf.branchId]).toEqual([id, branch]);
          }
        };
        for (const each of all) {
          await world.step(each);
          look();
        }
        await world.settle();
        look();
        expect(world.desk.content).toEqual(readBoard(world.doc));
        expect(world.session.outbox.unsent).toBe(0);
      } finally {
        world.stop();
      }
    }),
    { numRuns: 200 },
  );
}, 60_000);
