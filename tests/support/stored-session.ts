import path from 'node:path';
import { openBoard, readBoard } from '@canopy/board';
import type { BoardContent, SessionRecord } from '@canopy/domain';
import { openStore, type Store } from '@canopy/storage';
import type { Host } from './host.ts';

/** Reads the host's database from beside it, as a backup tool would: what is true, whatever pages show. */
function beside<T>(host: Host, read: (store: Store) => Promise<T>): Promise<T> {
  // One after the other: two openers in one thread would wait for each other.
  const reading = last.then(() => readBeside(host, read));
  last = reading.catch(() => undefined);
  return reading;
}
let last: Promise<unknown> = Promise.resolve();

async function readBeside<T>(host: Host, read: (store: Store) => Promise<T>): Promise<T> {
  const store = await openStore({ file: path.join(host.dataDir, 'canopy.db') });
  try {
    return await read(store);
  } finally {
    await store.close();
  }
}

export const storedBoard = (host: Host, boardId: string): Promise<BoardContent> =>
  beside(host, async (store) => {
    const stored = await store.boards.load(boardId);
    if (stored === null) throw new Error('there is no such board');
    return readBoard(
      openBoard(
        stored.snapshot,
        stored.log.map(({ update }) => update),
      ),
    );
  });

export const storedRecord = (host: Host, sessionId: string): Promise<SessionRecord> =>
  beside(host, async (store) => {
    const stored = await store.outcomes.readRecord(sessionId);
    if (stored === null) throw new Error('closing wrote no record');
    return stored.record;
  });

/** A board as it lies in the database: its snapshot, then its log. */
export const storedBytes = (host: Host, boardId: string): Promise<Uint8Array[]> =>
  beside(host, async (store) => {
    const stored = await store.boards.load(boardId);
    if (stored === null) throw new Error('there is no such board');
    return [stored.snapshot ?? new Uint8Array(), ...stored.log.map(({ update }) => update)];
  });

/** The numbers of a board's log entries, in the order they are read. */
export const storedLog = (host: Host, boardId: string): Promise<number[]> =>
  beside(host, async (store) => {
    const stored = await store.boards.load(boardId);
    return (stored?.log ?? []).map(({ seq }) => seq);
  });

/** The option that counts for each seat that voted with dots. */
export const storedVotes = (host: Host, stageId: string): Promise<Map<string, string>> =>
  beside(host, async (store) => {
    const ballots = await store.votes.ballots(stageId);
    return new Map(
      ballots.flatMap(({ seatId, choice }) =>
        choice.method === 'dots' && choice.dots[0] !== undefined
          ? [[seatId, choice.dots[0].option] as const]
          : [],
      ),
    );
  });

/** The board of a stage, made when its session opened. */
export const boardOf = (host: Host, stageId: string): Promise<string> =>
  beside(host, async (store) => {
    const board = await store.boards.forStage(stageId);
    if (board === null) throw new Error('that stage has no board yet');
    return board.boardId;
  });

export const groupOf = (host: Host, sessionId: string): Promise<string> =>
  beside(host, async (store) => {
    const session = await store.sessions.find(sessionId);
    if (session === null) throw new Error('there is no such session');
    return session.groupId;
  });
