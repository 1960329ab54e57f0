import { CLOSE } from '@canopy/protocol';
import type { WebSocket } from 'ws';
import { Pace } from '../limits/pace.ts';
import type { Visitor } from '../live/standing.ts';

/** Above this, a reader that stopped reading costs us memory: 246 MiB in one measured case. */
const BEHIND_MAX_BYTES = 1024 * 1024;
const LET_GO_AFTER_MS = 250;

export type ReaderOf = {
  boardId: string;
  sessionId: string;
  seatId: string | null;
  staffId: string | null;
  signInId: string | null;
  visitor: Visitor;
};

/** One screen that follows one board. It is sent things; nothing it sends is ever applied. */
export class Reader {
  readonly of: ReaderOf;
  readonly pace = new Pace(30, 5);
  readonly #ws: WebSocket;
  #answered = true;

  constructor(ws: WebSocket, of: ReaderOf) {
    this.#ws = ws;
    this.of = of;
    ws.on('pong', () => (this.#answered = true));
  }

  send(frame: Uint8Array): void {
    if (this.#ws.readyState !== this.#ws.OPEN) return;
    if (this.#ws.bufferedAmount > BEHIND_MAX_BYTES) return this.close(CLOSE.tooSlow);
    this.#ws.send(frame);
  }

  close(code: (typeof CLOSE)[keyof typeof CLOSE]): void {
    this.#ws.close(code);
    // One that does not read will not read the goodbye either.
    setTimeout(() => this.#ws.terminate(), LET_GO_AFTER_MS).unref();
  }

  /** Half-open connections look alive for ever: no answer to the last ping means nobody is there. */
  ping(): void {
    if (!this.#answered) return this.#ws.terminate();
    this.#answered = false;
    this.#ws.ping();
  }
}
