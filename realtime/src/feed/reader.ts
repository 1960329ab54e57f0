import type { Duplex } from 'node:stream';
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
  readonly #socket: Duplex;
  #answered = true;

  /** `socket` is what `ws` speaks over. */
  constructor(ws: WebSocket, socket: Duplex, of: ReaderOf) {
    this.#ws = ws;
    this.#socket = socket;
    this.of = of;
    ws.on('pong', () => (this.#answered = true));
  }

  /** Bytes it has not taken yet. */
  get behind(): number {
    return this.#socket.writableLength;
  }

  /**
   * Whole frames, written as they are. Safe beside `ws` because nothing here compresses or splits a
   * message: between two calls there is never half a frame on the wire.
   */
  send(...frames: readonly Buffer[]): void {
    if (this.#ws.readyState !== this.#ws.OPEN) return;
    if (this.#socket.writableLength > BEHIND_MAX_BYTES) return this.close(CLOSE.tooSlow);
    if (frames.length > 1) this.#socket.cork();
    for (const frame of frames) this.#socket.write(frame);
    if (frames.length > 1) this.#socket.uncork();
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
