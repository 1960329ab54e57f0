import type { Duplex } from 'node:stream';
import type { NotesState } from '@canopy/actions';
import { CLOSE, NOTES_UPDATES_MAX } from '@canopy/protocol';
import type { WebSocket } from 'ws';
import { HEARTBEAT, joinFrames } from '../feed/frames.ts';
import { Pace } from '../limits/pace.ts';
import type { Visitor } from '../live/standing.ts';
import { saysFrame } from './notes-frames.ts';

/** Above this, somebody who stopped reading costs us memory. */
const BEHIND_MAX_BYTES = 1024 * 1024;
/** Typed and not yet in the log. Far above what a person types while one commit is written. */
const WAITING_MAX_BYTES = 1024 * 1024;
const LET_GO_AFTER_MS = 250;

export type NotesLineOf = {
  sessionId: string;
  staffId: string;
  signInId: string;
  /** The Yjs client id of this connection, and of no other. */
  clientId: number;
  epoch: number;
  /** What had been logged when it began is part of what it is given. */
  seq: number;
  visitor: Visitor;
};

/** One browser with the notes open: what it is sent, and what it has sent that is not yet in the log. */
export class NotesLine {
  readonly of: NotesLineOf;
  /** A long paste comes as some tens of updates at once; a key held down as thirty a second. */
  readonly pace = new Pace(300, 50);
  readonly #ws: WebSocket;
  readonly #socket: Duplex;
  #waiting: Uint8Array[] = [];
  #waitingBytes = 0;
  #saved = 0;
  #answered = true;
  #joined = false;
  #closed = false;

  /** `socket` is what `ws` speaks over. */
  constructor(ws: WebSocket, socket: Duplex, of: NotesLineOf) {
    this.#ws = ws;
    this.#socket = socket;
    this.of = of;
    ws.on('pong', () => (this.#answered = true));
    ws.on('close', () => (this.#closed = true));
    this.send(saysFrame('you', of.clientId, of.epoch));
  }

  /** Nothing more is taken from it. */
  get closed(): boolean {
    return this.#closed;
  }

  /** What it lacks, and from now on every change. */
  join(state: NotesState, stateVector: Uint8Array): void {
    this.send(...joinFrames([state.lacking(stateVector)]));
    this.#joined = true;
  }

  /** A change by somebody else. One that has not joined is given it with all the rest. */
  changed(frame: Buffer): void {
    if (this.#joined) this.send(frame);
  }

  take(update: Uint8Array): void {
    this.#waiting.push(update);
    this.#waitingBytes += update.length;
    if (this.#waitingBytes > WAITING_MAX_BYTES) this.close(CLOSE.tooSlow);
  }

  /** What waits, oldest first, as much as goes into one transaction. Empty = nothing, or it was cut off. */
  next(): Uint8Array[] {
    if (this.#closed) return [];
    const updates = this.#waiting.splice(0, NOTES_UPDATES_MAX);
    for (const { length } of updates) this.#waitingBytes -= length;
    return updates;
  }

  saved(updates: number): void {
    this.#saved += updates;
    this.send(saysFrame('saved', this.#saved));
  }

  /** Whole frames, written as they are: nothing here compresses or splits a message (see `feed/reader.ts`). */
  send(...frames: readonly Buffer[]): void {
    if (this.#ws.readyState !== this.#ws.OPEN) return;
    if (this.#socket.writableLength > BEHIND_MAX_BYTES) return this.close(CLOSE.tooSlow);
    for (const frame of frames) this.#socket.write(frame);
  }

  close(code: (typeof CLOSE)[keyof typeof CLOSE]): void {
    this.#closed = true;
    this.#waiting = [];
    this.#ws.close(code);
    // One that does not read will not read the goodbye either.
    setTimeout(() => this.#ws.terminate(), LET_GO_AFTER_MS).unref();
  }

  /** Half-open connections look alive for ever: no answer to the last ping means nobody is there. */
  beat(): void {
    if (!this.#answered) return this.#ws.terminate();
    this.#answered = false;
    this.#ws.ping();
    this.send(HEARTBEAT);
  }
}
