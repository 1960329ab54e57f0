import { randomBytes } from 'node:crypto';
import { makeId } from '@canopy/domain';
import { BOARD_PATH } from '@canopy/protocol';
import type * as Y from 'yjs';
import type { PreparedSession } from '../prepare/plan.ts';
import type { Crowd } from './crowd.ts';
import { DragWatch } from './drag-watch.ts';
import { Deliveries, type Edit } from './edits.ts';
import { FrameBook } from './frame-book.ts';
import { Ledger } from './ledger.ts';
import { LeafReader } from './leaves-in-update.ts';
import { openLine, wsUrl, type Line } from './line.ts';
import { openLive, seatAuth, type LiveLine, type Reply } from './live-line.ts';
import { until } from './schedule.ts';
import { plainFraming } from './sync-frames.ts';

export type CanopyRoom = {
  url: string;
  session: PreparedSession;
  people: number;
  /** The first so many share out the leaves that stand on the board. */
  owners: number;
  /** Several rooms may be counted together. */
  deliveries?: Deliveries;
  /** Live sockets that are open already, one a seat. */
  lives?: readonly LiveLine[];
};

const AT_ONCE = 25;

type Person = { feed: Line; live: LiveLine; leafIds: string[]; next: number };

type Move = { edit: Edit; branchId: string | null };

const newIntent = (): string => makeId((n) => randomBytes(n));

/**
 * People in a session of ours, each with both of a browser's sockets: the board's feed, which only
 * reads, and the live one, which carries the intents and brings everything else a page is shown.
 */
export class CanopyCrowd implements Crowd {
  readonly deliveries: Deliveries;
  readonly #drags: DragWatch;
  /** Drops under way: which position of the leaf each of them is. */
  readonly #drops = new Map<Edit, { leafId: string; number: number }>();
  readonly refusals = new Map<string, number>();
  readonly #room: CanopyRoom;
  readonly #book: FrameBook;
  readonly #reader = new LeafReader();
  readonly #ledger = new Ledger();
  readonly #people: Person[] = [];
  readonly #synced = new Set<number>();
  /** Under way, by what the board will say when it is there: a leaf's words, or the leaf moved. */
  readonly #byText = new Map<string, Edit>();
  readonly #byLeaf = new Map<string, Move[]>();

  constructor(room: CanopyRoom) {
    this.#room = room;
    this.deliveries = room.deliveries ?? new Deliveries();
    this.#drags = new DragWatch(this.deliveries);
    this.#book = new FrameBook((frame) => this.#editsIn(frame));
  }

  get unknown(): number {
    return this.#reader.unknown;
  }

  async enter(): Promise<void> {
    const { people, owners, session } = this.#room;
    for (let n = 0; n < people; n += AT_ONCE) {
      const together = Array.from({ length: Math.min(AT_ONCE, people - n) }, (_, k) => n + k);
      this.#people.push(...(await Promise.all(together.map((one) => this.#join(one)))));
    }
    for (const [n, leafId] of session.leafIds.entries())
      this.#people[n % owners]?.leafIds.push(leafId);
    await until('the board on every screen', () => this.#synced.size >= people, 60_000);
  }

  act(person: number, what: 'place' | 'move', done?: () => void): void {
    const who = this.#people[person];
    if (who === undefined) return;
    const edit = this.deliveries.send(person);
    const [name, input] = what === 'place' ? this.#place(edit) : this.#move(who, edit);
    edit.sentAt = performance.now();
    who.live.say(name, input, (reply) => {
      this.#answered(edit, reply);
      done?.();
    });
  }

  drag(person: number, last: boolean): void {
    const who = this.#people[person];
    const leafId = who?.leafIds[who.next % who.leafIds.length];
    if (who === undefined || leafId === undefined) return;
    const { boardId } = this.#room.session;
    const edit = this.deliveries.send(person);
    const number = this.#drags.send(leafId, edit);
    if (!last) return who.live.say('leaf:drag', { boardId, leafId, x: number, y: 100 });
    this.#drops.set(edit, { leafId, number });
    const [name, input] = this.#move(who, edit);
    who.live.say(name, input, (reply) => this.#answered(edit, reply));
  }

  missingFrom(doc: Y.Doc): Edit[] {
    const { branchIds } = this.#room.session;
    const leaves = doc.getMap<Y.Map<unknown>>('leaves');
    const texts = new Set([...leaves.values()].map((leaf) => textOf(leaf.get('content'))));
    return this.#ledger.missing({
      has: (text) => texts.has(text),
      reached(leafId, moves) {
        const at = branchIds.indexOf(branchOf(leaves.get(leafId)?.get('place')));
        if (at === -1) return 0;
        // The last of the moves that went to this branch.
        const rounds = Math.floor((moves.length - 1 - at) / branchIds.length);
        return at + 1 + Math.max(0, rounds) * branchIds.length;
      },
    });
  }

  leave(): void {
    for (const { feed, live } of this.#people) {
      feed.drop();
      live.drop();
    }
  }

  #answered(edit: Edit, reply: Reply): void {
    if (reply.ok) return this.deliveries.acked(edit);
    const code = reply.refusal?.code ?? 'nothing';
    edit.refused = true;
    this.deliveries.refused += 1;
    this.refusals.set(code, (this.refusals.get(code) ?? 0) + 1);
  }

  #place(edit: Edit): [string, object] {
    const text = `The same worker every time, and a text the day before. ${edit.no}`;
    this.#byText.set(text, edit);
    this.#ledger.place(text, edit);
    const leaf = { kind: 'idea', content: { form: 'words', text }, lang: 'en' };
    const { boardId, branchIds } = this.#room.session;
    const branchId = branchIds[edit.no % branchIds.length] ?? null;
    return ['leaf:place', { intentId: newIntent(), boardId, leaf, branchId }];
  }

  #move(who: Person, edit: Edit): [string, object] {
    const leafId = who.leafIds[who.next++ % who.leafIds.length] ?? '';
    const { boardId, branchIds } = this.#room.session;
    // From branch to branch, so that where a leaf stands says which of its moves came last.
    const branchId = branchIds[(this.#ledger.move(leafId, edit) - 1) % branchIds.length] ?? null;
    const under = this.#byLeaf.get(leafId);
    if (under === undefined) this.#byLeaf.set(leafId, [{ edit, branchId }]);
    else under.push({ edit, branchId });
    return ['leaf:move', { intentId: newIntent(), boardId, leafId, branchId, before: null }];
  }

  async #join(n: number): Promise<Person> {
    const { url, session } = this.#room;
    const seat = session.seats[n];
    if (seat === undefined) throw new Error(`there is no seat ${n}`);
    const headers = { origin: url, cookie: seat.cookie };
    const [live, feed] = await Promise.all([
      this.#room.lives?.[n] ?? this.#openLive(n, headers),
      openLine(
        wsUrl(url, `${BOARD_PATH}/${session.boardId}?epoch=${session.epoch}`),
        headers,
        (frame) => this.#heard(n, frame),
      ),
    ]);
    feed.send(plainFraming.step1(Uint8Array.of(0)));
    return { feed, live, leafIds: [], next: 0 };
  }

  #openLive(n: number, headers: Record<string, string>): Promise<LiveLine> {
    const { url, session } = this.#room;
    return openLive({
      url,
      headers,
      auth: seatAuth(session.sessionId),
      heard: (name, json) => {
        if (name === 'leaves:dragged') this.#drags.heard(n, json(), performance.now());
      },
    });
  }

  #heard(n: number, frame: Buffer): void {
    const at = performance.now();
    const edits = this.#book.editsIn(frame);
    if (this.#synced.has(n)) return this.#read(n, edits, at);
    if (plainFraming.read(frame).say === 'state') this.#synced.add(n);
  }

  #read(n: number, edits: readonly Edit[], at: number): void {
    if (this.#drops.size === 0) return this.deliveries.read(n, edits, at);
    for (const edit of edits) {
      const drop = this.#drops.get(edit);
      if (drop === undefined) this.deliveries.read(n, [edit], at);
      else this.#drags.knows(n, drop.leafId, drop.number, at);
    }
  }

  #editsIn(frame: Buffer): readonly Edit[] {
    const said = plainFraming.read(frame);
    if (said.say !== 'update' && said.say !== 'state') return [];
    const { texts, moved } = this.#reader.read(said.update);
    const edits: Edit[] = [];
    for (const text of texts) {
      const edit = this.#byText.get(text);
      if (edit === undefined) continue;
      this.#byText.delete(text);
      edits.push(edit);
    }
    for (const { leafId, branchId } of moved) {
      const under = this.#byLeaf.get(leafId);
      const at = under?.findIndex((move) => move.branchId === branchId) ?? -1;
      // Moves before it are overtaken: whoever knows the later place needs no earlier one.
      if (under !== undefined && at !== -1)
        for (const { edit } of under.splice(0, at + 1)) if (edit.refused !== true) edits.push(edit);
    }
    return edits;
  }
}

const textOf = (content: unknown): string =>
  typeof content === 'object' && content !== null && 'text' in content ? String(content.text) : '';

const branchOf = (place: unknown): string =>
  typeof place === 'object' && place !== null && 'branch' in place ? String(place.branch) : '';
