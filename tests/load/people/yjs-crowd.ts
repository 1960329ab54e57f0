import * as Y from 'yjs';
import type { Crowd } from './crowd.ts';
import { Deliveries, type Edit } from './edits.ts';
import { FrameBook } from './frame-book.ts';
import { Ledger } from './ledger.ts';
import { openLine, wsUrl, type Line } from './line.ts';
import { namedFraming, plainFraming, type Framing } from './sync-frames.ts';
import { until } from './schedule.ts';
import { YWriter } from './y-writer.ts';

export type YjsRoom = {
  url: string;
  name: string;
  speaks: 'y-websocket' | 'hocuspocus';
  people: number;
  /** The first so many own notes, which only they move. */
  owners: number;
  notesEach: number;
};

type Person = {
  line: Line;
  writer: YWriter;
  pending: { edit: Edit; done: (() => void) | undefined }[];
};

/** People on a Yjs server, with thin clients: they know only their own notes, and count what they read. */
export class YjsCrowd implements Crowd {
  readonly deliveries = new Deliveries();
  readonly #room: YjsRoom;
  readonly #framing: Framing;
  readonly #book: FrameBook;
  readonly #people: Person[] = [];
  readonly #ledger = new Ledger();
  readonly #byClient = new Map<number, YWriter>();
  readonly #seeded = new Set<number>();

  constructor(room: YjsRoom) {
    this.#room = room;
    this.#framing = room.speaks === 'hocuspocus' ? namedFraming(room.name) : plainFraming;
    this.#book = new FrameBook((frame) => this.#editsIn(frame));
  }

  async enter(): Promise<void> {
    for (let n = 0; n < this.#room.people; n += 1) this.#people.push(await this.#join(n));
    const { owners, notesEach } = this.#room;
    for (const [n, { line, writer }] of this.#people.slice(0, owners).entries())
      line.send(this.#framing.update(writer.seed(notesEach, n)));
    // When the last notes have come round, the room is whole.
    await until('the notes of everybody', () => this.#seeded.size >= owners, 20_000);
  }

  act(person: number, what: 'place' | 'move', done?: () => void): void {
    this.#write(
      person,
      (writer, edit) => (what === 'place' ? writer.place(edit) : writer.move(edit)),
      done,
    );
  }

  #write(
    person: number,
    write: (writer: YWriter, edit: Edit) => Uint8Array,
    done?: () => void,
  ): void {
    const who = this.#people[person];
    if (who === undefined) return;
    const edit = this.deliveries.send(person);
    const update = write(who.writer, edit);
    who.pending.push({ edit, done });
    const frame = this.#framing.update(update);
    edit.sentAt = performance.now();
    who.line.send(frame);
  }

  /** A Yjs board knows no previews: every step is an edit. */
  drag(person: number, last: boolean): void {
    this.#write(person, (writer, edit) => writer.move(edit, !last));
  }

  missingFrom(doc: Y.Doc): Edit[] {
    const notes = doc.getMap<Y.Map<unknown>>('notes');
    return this.#ledger.missing({
      has: (id) => notes.has(id),
      reached: (id, moves) => moves.findIndex(({ no }) => no === notes.get(id)?.get('x')) + 1,
    });
  }

  leave(): void {
    for (const { line } of this.#people) line.drop();
  }

  async #join(n: number): Promise<Person> {
    const { url, name, speaks } = this.#room;
    const writer = new YWriter(1000 + n, this.#ledger);
    this.#byClient.set(writer.clientId, writer);
    const line = await openLine(
      wsUrl(url, speaks === 'hocuspocus' ? '/' : `/${name}`),
      { origin: url },
      (frame) => this.#heard(n, frame),
    );
    const hello = this.#framing.hello();
    if (hello !== null) line.send(hello);
    line.send(this.#framing.step1(Uint8Array.of(0)));
    return { line, writer, pending: [] };
  }

  #heard(n: number, frame: Buffer): void {
    const at = performance.now();
    const edits = this.#book.editsIn(frame);
    if (edits.length > 0) {
      this.deliveries.read(n, edits, at);
      // Where nothing is acknowledged, one's own echo says that the server has it.
      if (this.#room.speaks === 'y-websocket')
        for (const edit of edits) if (edit.by === n) this.#answer(n, edit);
      return;
    }
    if (this.#room.speaks === 'hocuspocus' && this.#framing.read(frame).say === 'saved')
      this.#answer(n, null);
  }

  /** Acknowledgements come in the order of the edits. */
  #answer(n: number, edit: Edit | null): void {
    const pending = this.#people[n]?.pending;
    if (pending === undefined || pending.length === 0) return;
    if (edit !== null && pending[0]?.edit !== edit) return;
    const first = pending.shift();
    if (first === undefined) return;
    this.deliveries.acked(first.edit);
    first.done?.();
  }

  #editsIn(frame: Buffer): readonly Edit[] {
    const said = this.#framing.read(frame);
    if (said.say !== 'update') return [];
    const edits: Edit[] = [];
    for (const { id, length } of Y.decodeUpdate(said.update).structs) {
      const writer = this.#byClient.get(id.client);
      if (writer === undefined) continue;
      if (id.clock === 0) this.#seeded.add(id.client);
      edits.push(...writer.editsBetween(id.clock, id.clock + length));
    }
    return edits;
  }
}
