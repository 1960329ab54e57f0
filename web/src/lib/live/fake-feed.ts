import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import * as Y from 'yjs';
import type { FeedWays } from './board-feed.ts';
import type { FeedSocket } from './feed-line.ts';
import type { Looked } from './feed-poll.ts';

const frame = (step: 1 | 2, update: Uint8Array): ArrayBuffer => {
  const bytes = encoding.encode((to) => {
    encoding.writeVarUint(to, 0);
    encoding.writeVarUint(to, step);
    encoding.writeVarUint8Array(to, update);
  });
  return bytes.slice().buffer;
};

/** One websocket in a test's hands. */
export class FakeSocket implements FeedSocket {
  binaryType: BinaryType = 'blob';
  onopen: FeedSocket['onopen'] = null;
  onmessage: FeedSocket['onmessage'] = null;
  onclose: FeedSocket['onclose'] = null;
  closed = false;
  /** State vectors that were asked for and not answered yet, oldest first. */
  asked: Uint8Array[] = [];

  send(data: unknown): void {
    const from = decoding.createDecoder(data as Uint8Array);
    decoding.readVarUint(from);
    decoding.readVarUint(from);
    this.asked.push(decoding.readVarUint8Array(from));
  }
  close(): void {
    this.closed = true;
  }

  open(): void {
    this.onopen?.call(null as never, new Event('open'));
  }
  hear(data: unknown): void {
    this.onmessage?.call(null as never, new MessageEvent('message', { data }));
  }
  fail(code = 1006): void {
    const event = Object.assign(new Event('close'), { code });
    this.onclose?.call(null as never, event as CloseEvent);
  }
}

/** A board's feed in a test's hands, on a document of the server's. */
export class FakeFeed implements FeedWays {
  doc: Y.Doc;
  readonly sockets: FakeSocket[] = [];
  readonly looks: { vector: Uint8Array; answer: (looked: Looked) => void }[] = [];
  random = (): number => 0.5;

  constructor(doc: Y.Doc) {
    this.doc = doc;
  }

  connect = (): FeedSocket => {
    const socket = new FakeSocket();
    this.sockets.push(socket);
    return socket;
  };
  look = (vector: Uint8Array): Promise<Looked> =>
    new Promise((answer) => this.looks.push({ vector, answer }));

  get last(): FakeSocket {
    const socket = this.sockets.at(-1);
    if (socket === undefined) throw new Error('nobody connected');
    return socket;
  }

  /** Answers the oldest question on the newest line with what is true now. Says whether there was one. */
  answer(): boolean {
    const vector = this.last.asked.shift();
    if (vector === undefined) return false;
    this.last.hear(frame(1, Y.encodeStateAsUpdate(this.doc, vector)));
    return true;
  }
  /** Opens the newest line and answers its first question. */
  openWhole(): void {
    this.last.open();
    this.answer();
  }
  update(update: Uint8Array): void {
    this.last.hear(frame(2, update));
  }
  /** Runs an act on the document and gives the one update it made. */
  updateOf(act: () => void): Uint8Array {
    const before = Y.encodeStateVector(this.doc);
    act();
    return Y.encodeStateAsUpdate(this.doc, before);
  }
  lacking(vector: Uint8Array): Uint8Array {
    return Y.encodeStateAsUpdate(this.doc, vector);
  }
}
