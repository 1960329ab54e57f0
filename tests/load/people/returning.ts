import { setTimeout as wait } from 'node:timers/promises';
import type { BoardOn } from '../servers/board-on.ts';
import type { Program } from '../servers/program.ts';
import { openLive, seatAuth, type LiveLine } from './live-line.ts';
import { openReader, type Reader } from './reader.ts';

/** Somebody who was here, and everything their browser holds open. */
type Here = { reader: Reader; live: LiveLine | null };

export type Return = {
  /** Until the last of them had the board; and, ours, also the room and their own seat on the screen. */
  boardMs: number;
  allMs: number;
  /** Connections that were refused or broke before they had answered; each was tried again. */
  failed: number;
};

/** Many people who follow one board, drop all together, and come back all together. */
export class ReturningPeople {
  readonly #board: BoardOn;
  readonly #count: number;
  #here: Here[] = [];

  constructor(board: BoardOn, count: number) {
    this.#board = board;
    this.#count = count;
  }

  drop(): void {
    for (const { reader, live } of this.#here) {
      reader.line.drop();
      live?.drop();
    }
    this.#here = [];
  }

  /** Resolves when each of them has lost their connection. */
  async lost(): Promise<void> {
    await Promise.all(
      this.#here.map(({ reader, live }) => Promise.all([reader.line.closed, live?.closed ?? 0])),
    );
  }

  /** Everybody at once. `stateVector` = what they still know; a single 0 byte = nothing. */
  async come(program: Program, stateVector: Uint8Array, startedAt: number): Promise<Return> {
    let failed = 0;
    let boardAt = startedAt;
    let allAt = startedAt;
    const one = async (person: number): Promise<Here> => {
      for (;;) {
        try {
          const [reader, live] = await Promise.all([
            this.#readBoard(program, person, stateVector),
            this.#enterRoom(program, person),
          ]);
          boardAt = Math.max(boardAt, reader.at);
          allAt = Math.max(allAt, performance.now());
          return { reader, live };
        } catch {
          failed += 1;
          await wait(20 + Math.random() * 60);
        }
      }
    };
    this.#here = await Promise.all(Array.from({ length: this.#count }, (_, n) => one(n)));
    return { boardMs: boardAt - startedAt, allMs: allAt - startedAt, failed };
  }

  #readBoard(program: Program, person: number, stateVector: Uint8Array): Promise<Reader> {
    const { framing } = this.#board;
    return openReader({ ...this.#board.follow(program, person), framing, stateVector });
  }

  async #enterRoom(program: Program, person: number): Promise<LiveLine | null> {
    const { session } = this.#board;
    if (session === null) return null;
    const { headers } = this.#board.follow(program, person);
    let seen: () => void;
    const room = new Promise<void>((resolve) => (seen = resolve));
    const live = await openLive({
      url: program.url,
      headers,
      auth: seatAuth(session.sessionId),
      // The room comes after the seat's own view: with it the page is whole.
      heard: (name) => {
        if (name === 'room:changed') seen();
      },
    });
    await room;
    return live;
  }
}
