import { randomBytes } from 'node:crypto';
import { readBoard } from '@canopy/board';
import { makeId, type BoardContent, type Refusal } from '@canopy/domain';
import { BOARD_PATH, PROTOCOL_VERSION, SOCKET_PATH, type Ack } from '@canopy/protocol';
import { io, type Socket } from 'socket.io-client';
import { WebSocket } from 'ws';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import { willPass } from '../../web/src/lib/live/outbox-letter.ts';
import type { Deed, Entry, Ledger } from './ledger.ts';
import { pause } from './live-person.ts';

export type SeatOf = {
  /** Where it connects: the host, or a proxy before it. */
  at: string;
  /** What its browser says it came from: always the host's own address. */
  origin: string;
  cookie: string;
  seatId: string;
  sessionId: string;
  boardId: string;
};

// y-websocket listens for the end of the process once for each board, and rooms here hold a hundred.
process.setMaxListeners(0);

type Letter = { entry: Entry; done: (entry: Entry) => void };

/** An answer later than this is asked for again. Shorter than a browser's 8 s: a test waits less. */
const ACK_WITHIN_MS = 2_000;
const AGAIN_MS = 100;

/**
 * A phone without the screen: the stock socket.io and y-websocket clients with the outbox's rules.
 * One letter at a time, in order, the same intent id again until it is answered; what time mends is
 * sent again, and a plain no is written down. Everything goes into the ledger.
 */
export class PatientSeat {
  readonly of: SeatOf;
  readonly socket: Socket;
  readonly doc = new Y.Doc();
  readonly feed: WebsocketProvider;
  /** When the line was lost and when it was back, newest last; `performance.now()`. */
  readonly lost: number[] = [];
  readonly back: number[] = [];
  /** Whole leaves it wrote and was told of. */
  readonly own: string[] = [];
  #ledger: Ledger;
  #letters: Letter[] = [];
  #running = false;
  #gone = false;
  #wake: (() => void) | null = null;

  constructor(of: SeatOf, ledger: Ledger) {
    this.of = of;
    this.#ledger = ledger;
    this.socket = io(of.at, {
      path: SOCKET_PATH,
      transports: ['websocket'],
      // As the browser has them (web/src/lib/live/socket-wire.ts).
      reconnectionDelay: 400,
      reconnectionDelayMax: 8_000,
      randomizationFactor: 0.5,
      forceNew: true,
      extraHeaders: { cookie: of.cookie, origin: of.origin },
      auth: { version: PROTOCOL_VERSION, sessionId: of.sessionId, as: 'seat' },
    });
    this.socket.on('connect', () => {
      this.back.push(performance.now());
      this.#wake?.();
      void this.#run();
    });
    this.socket.on('disconnect', (why) => {
      this.lost.push(performance.now());
      if (why === 'io server disconnect') this.#again();
    });
    this.socket.on('connect_error', () => {
      if (!this.socket.active) this.#again();
    });
    this.feed = new WebsocketProvider(
      `${of.at.replace('http', 'ws')}${BOARD_PATH}`,
      of.boardId,
      this.doc,
      {
        WebSocketPolyfill: browserSocket(of),
        disableBc: true,
        maxBackoffTime: 8_000,
        resyncInterval: 20_000,
      },
    );
    this.feed.awareness.setLocalState(null);
  }

  get board(): BoardContent {
    return readBoard(this.doc);
  }
  get isConnected(): boolean {
    return this.socket.connected;
  }
  /** Can write and sees the whole board. */
  get isUp(): boolean {
    return this.socket.connected && this.feed.synced;
  }
  get unsent(): number {
    return this.#letters.length;
  }

  /** Done when it has been answered, however long that takes. */
  post(deed: Deed): Promise<Entry> {
    const intentId = makeId((n) => randomBytes(n));
    const { seatId, boardId } = this.of;
    const entry = this.#ledger.open({ intentId, by: seatId, boardId, deed });
    return new Promise((done) => {
      this.#letters.push({ entry, done });
      void this.#run();
    });
  }

  leave(): void {
    this.#gone = true;
    this.#wake?.();
    this.socket.close();
    this.feed.destroy();
    this.doc.destroy();
  }

  #again(): void {
    if (!this.#gone) setTimeout(() => this.socket.connect(), 200 * (1 + Math.random()));
  }

  async #run(): Promise<void> {
    if (this.#running) return;
    this.#running = true;
    for (let tries = 0; !this.#gone && this.socket.connected;) {
      const letter = this.#letters[0];
      if (letter === undefined) break;
      const ack = await this.#send(letter.entry);
      if (ack === null || (!ack.ok && willPass(ack.refusal, tries))) {
        tries += 1;
        await this.#wait(Math.min(AGAIN_MS * 2 ** tries, 2_000) * (1 + Math.random() / 2));
        continue;
      }
      tries = 0;
      this.#letters.shift();
      this.#settle(letter, ack);
    }
    this.#running = false;
  }

  #settle({ entry, done }: Letter, ack: Ack<unknown>): void {
    entry.tookMs = performance.now() - entry.firstSentAt;
    entry.outcome = ack.ok ? 'acknowledged' : 'refused';
    if (ack.ok && entry.deed.do === 'place') {
      entry.leafId = (ack.value as { leafId: string }).leafId;
      this.own.push(entry.leafId);
    }
    if (!ack.ok) entry.code = (ack.refusal satisfies Refusal).code;
    done(entry);
  }

  /** Null = no answer came; it may have happened all the same. */
  async #send(entry: Entry): Promise<Ack<unknown> | null> {
    const [command, input] = commandOf(entry);
    if (entry.sent === 0) entry.firstSentAt = performance.now();
    entry.sent += 1;
    try {
      const answer: unknown = await this.socket
        .timeout(ACK_WITHIN_MS)
        .emitWithAck(command, { intentId: entry.intentId, ...input });
      return answer as Ack<unknown>;
    } catch {
      return null;
    }
  }

  #wait(ms: number): Promise<void> {
    return Promise.race([pause(ms), new Promise<void>((wake) => (this.#wake = wake))]);
  }
}

function commandOf({ deed, boardId, leafId }: Entry): [command: string, input: object] {
  const words = (text: string): object => ({ form: 'words', text });
  switch (deed.do) {
    case 'place': {
      const leaf = { kind: 'idea', content: words(deed.text), lang: 'en' };
      return ['leaf:place', { boardId, leafId, leaf, branchId: deed.branchId }];
    }
    case 'move':
      return ['leaf:move', { boardId, leafId: deed.leafId, branchId: deed.branchId, before: null }];
    case 'edit':
      return [
        'leaf:edit',
        { boardId, leafId: deed.leafId, kind: 'idea', content: words(deed.text) },
      ];
    case 'withdraw':
      return ['leaf:withdraw', { boardId, leafId: deed.leafId }];
    case 'vote': {
      const choice = { method: 'dots', dots: [{ option: deed.option, n: 2 }] };
      return ['ballot:cast', { stageId: deed.stageId, choice }];
    }
  }
}

/** Node's websocket with the two headers a browser adds by itself. */
export function browserSocket({
  origin,
  cookie,
}: Pick<SeatOf, 'origin' | 'cookie'>): typeof globalThis.WebSocket {
  class BrowserSocket extends WebSocket {
    constructor(address: string) {
      super(address, { headers: { origin, cookie } });
    }
  }
  return BrowserSocket as unknown as typeof globalThis.WebSocket;
}
