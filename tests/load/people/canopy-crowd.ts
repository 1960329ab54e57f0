import { randomBytes } from 'node:crypto';
import { makeId } from '@canopy/domain';
import { BOARD_PATH } from '@canopy/protocol';
import type { PreparedSession } from '../prepare/plan.ts';
import type { Crowd } from './crowd.ts';
import { Deliveries, type Edit } from './edits.ts';
import { FrameBook } from './frame-book.ts';
import { LeafReader } from './leaves-in-update.ts';
import { openLine, wsUrl, type Line } from './line.ts';
import { openLive, seatAuth, type LiveLine } from './live-line.ts';
import { until } from './schedule.ts';
import { plainFraming } from './sync-frames.ts';

export type CanopyRoom = { url: string; session: PreparedSession; people: number };

type Person = { feed: Line; live: LiveLine; leafIds: string[]; next: number };

const newIntent = (): string => makeId((n) => randomBytes(n));

/**
 * People in a session of ours, each with both of a browser's sockets: the board's feed, which only
 * reads, and the live one, which carries the intents and brings everything else a page is shown.
 */
export class CanopyCrowd implements Crowd {
  readonly deliveries = new Deliveries();
  readonly refusals = new Map<string, number>();
  readonly #room: CanopyRoom;
  readonly #book: FrameBook;
  readonly #reader = new LeafReader();
  readonly #people: Person[] = [];
  readonly #synced = new Set<number>();
  /** Under way, by what the board will say when it is there: a leaf's words, or the leaf moved. */
  readonly #byText = new Map<string, Edit>();
  readonly #byLeaf = new Map<string, Edit>();

  constructor(room: CanopyRoom) {
    this.#room = room;
    this.#book = new FrameBook((frame) => this.#editsIn(frame));
  }

  get unknown(): number {
    return this.#reader.unknown;
  }

  async enter(): Promise<void> {
    const { people, session } = this.#room;
    for (let n = 0; n < people; n += 1) this.#people.push(await this.#join(n));
    for (const [n, leafId] of session.leafIds.entries())
      this.#people[n % people]?.leafIds.push(leafId);
    await until('the board on every screen', () => this.#synced.size >= people, 30_000);
  }

  act(person: number, what: 'place' | 'move', done?: () => void): void {
    const who = this.#people[person];
    if (who === undefined) return;
    const edit = this.deliveries.send(person);
    const [name, input] = what === 'place' ? this.#place(edit) : this.#move(who, edit);
    edit.sentAt = performance.now();
    who.live.say(name, input, (reply) => {
      if (reply.ok) this.deliveries.acked(edit);
      else {
        const code = reply.refusal?.code ?? 'nothing';
        this.deliveries.refused += 1;
        this.refusals.set(code, (this.refusals.get(code) ?? 0) + 1);
      }
      done?.();
    });
  }

  leave(): void {
    for (const { feed, live } of this.#people) {
      feed.drop();
      live.drop();
    }
  }

  #place(edit: Edit): [string, object] {
    const text = `The same worker every time, and a text the day before. ${edit.no}`;
    this.#byText.set(text, edit);
    const leaf = { kind: 'idea', content: { form: 'words', text }, lang: 'en' };
    const { boardId, branchIds } = this.#room.session;
    const branchId = branchIds[edit.no % branchIds.length] ?? null;
    return ['leaf:place', { intentId: newIntent(), boardId, leaf, branchId }];
  }

  #move(who: Person, edit: Edit): [string, object] {
    // One move of a leaf at a time: two under way could not be told apart on the board.
    let leafId = '';
    for (let tries = 0; tries <= who.leafIds.length; tries += 1) {
      leafId = who.leafIds[who.next++ % who.leafIds.length] ?? '';
      if (!this.#byLeaf.has(leafId)) break;
    }
    this.#byLeaf.set(leafId, edit);
    const { boardId, branchIds } = this.#room.session;
    const branchId = branchIds[edit.no % branchIds.length] ?? null;
    return ['leaf:move', { intentId: newIntent(), boardId, leafId, branchId, before: null }];
  }

  async #join(n: number): Promise<Person> {
    const { url, session } = this.#room;
    const seat = session.seats[n];
    if (seat === undefined) throw new Error(`there is no seat ${n}`);
    const headers = { origin: url, cookie: seat.cookie };
    const [live, feed] = await Promise.all([
      openLive({ url, headers, auth: seatAuth(session.sessionId) }),
      openLine(
        wsUrl(url, `${BOARD_PATH}/${session.boardId}?epoch=${session.epoch}`),
        headers,
        (frame) => this.#heard(n, frame),
      ),
    ]);
    feed.send(plainFraming.step1(Uint8Array.of(0)));
    return { feed, live, leafIds: [], next: 0 };
  }

  #heard(n: number, frame: Buffer): void {
    const at = performance.now();
    const edits = this.#book.editsIn(frame);
    if (this.#synced.has(n)) return this.deliveries.read(n, edits, at);
    if (plainFraming.read(frame).say === 'state') this.#synced.add(n);
  }

  #editsIn(frame: Buffer): readonly Edit[] {
    const said = plainFraming.read(frame);
    if (said.say !== 'update' && said.say !== 'state') return [];
    const { texts, moved } = this.#reader.read(said.update);
    const edits: Edit[] = [];
    for (const text of texts) take(this.#byText, text, edits);
    for (const leafId of moved) take(this.#byLeaf, leafId, edits);
    return edits;
  }
}

function take(under: Map<string, Edit>, key: string, edits: Edit[]): void {
  const edit = under.get(key);
  if (edit === undefined) return;
  under.delete(key);
  edits.push(edit);
}
