import type { House } from '@canopy/actions';
import type { Duplex } from 'node:stream';
import { CLOSE } from '@canopy/protocol';
import type { RawData, WebSocket } from 'ws';
import type { HostLog } from '../log.ts';
import { HEARTBEAT, hear, joinFrames, updateFrame } from './frames.ts';
import { Reader, type ReaderOf } from './reader.ts';

const ALIVE_EVERY_MS = 10_000;

type Channel = { readers: Set<Reader>; unsubscribe: () => void };

/**
 * Boards as read-only Yjs feeds (house decision 3). A reader asks with sync step 1 and is given what
 * it lacks; each later change goes to all readers of that board as one frame, encoded once. Readers'
 * own updates and awareness are never applied and never passed on.
 */
export class BoardFeeds {
  readonly #house: House;
  readonly #log: HostLog;
  readonly #channels = new Map<string, Channel>();
  readonly #timer: NodeJS.Timeout;

  constructor(house: House, log: HostLog) {
    this.#house = house;
    this.#log = log;
    this.#timer = setInterval(() => {
      for (const reader of this.#readers()) {
        reader.ping();
        reader.send(HEARTBEAT);
      }
    }, ALIVE_EVERY_MS);
  }

  /** How many screens follow a board. */
  get size(): number {
    return this.#readers().length;
  }

  /** `socket` is what `ws` speaks over. */
  open(ws: WebSocket, socket: Duplex, of: ReaderOf): Reader {
    const reader = new Reader(ws, socket, of);
    ws.on('message', (data, isBinary) => this.#heard(reader, data, isBinary));
    ws.on('close', () => this.#leave(reader));
    const channel = this.#channels.get(of.boardId) ?? this.#openChannel(of.boardId);
    channel.readers.add(reader);
    return reader;
  }

  /** Closes whoever may no longer read. */
  end(isEnded: (reader: ReaderOf) => boolean): void {
    for (const reader of this.#readers()) if (isEnded(reader.of)) reader.close(CLOSE.revoked);
  }

  async recheck(mayRead: (reader: ReaderOf) => Promise<boolean>): Promise<void> {
    for (const reader of this.#readers())
      if (!(await mayRead(reader.of))) reader.close(CLOSE.revoked);
  }

  stop(): void {
    clearInterval(this.#timer);
    for (const reader of this.#readers()) reader.close(CLOSE.restarting);
  }

  #readers(): Reader[] {
    return [...this.#channels.values()].flatMap(({ readers }) => [...readers]);
  }

  #openChannel(boardId: string): Channel {
    const readers = new Set<Reader>();
    const unsubscribe = this.#house.boards.subscribe(
      boardId,
      (update) => {
        const frame = updateFrame(update);
        for (const reader of readers) reader.send(frame);
      },
      () => readers.size,
    );
    const channel = { readers, unsubscribe };
    this.#channels.set(boardId, channel);
    return channel;
  }

  #leave(reader: Reader): void {
    const channel = this.#channels.get(reader.of.boardId);
    channel?.readers.delete(reader);
    if (channel === undefined || channel.readers.size > 0) return;
    channel.unsubscribe();
    this.#channels.delete(reader.of.boardId);
  }

  #heard(reader: Reader, data: RawData, isBinary: boolean): void {
    // Text once became the length of a typed array and ended a stock server (reliability 4.1).
    if (!isBinary || !reader.pace.take()) return reader.close(CLOSE.unreadable);
    const heard = hear(Array.isArray(data) ? Buffer.concat(data) : new Uint8Array(data));
    if (heard.say === 'unreadable') return reader.close(CLOSE.unreadable);
    if (heard.say === 'nothing') return;
    this.#house.boards.join(reader.of.boardId).then(
      (state) => {
        if (state === null) return reader.close(CLOSE.rebuilt);
        try {
          reader.send(...joinFrames(state.lacking(heard.stateVector)));
        } catch {
          // A state vector that is none.
          reader.close(CLOSE.unreadable);
        }
      },
      (error: unknown) => {
        this.#log.bug('feed:join-failed', error);
        reader.close(CLOSE.restarting);
      },
    );
  }
}
