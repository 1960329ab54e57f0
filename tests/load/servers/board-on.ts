import { rm } from 'node:fs/promises';
import { BOARD_PATH } from '@canopy/protocol';
import type * as Y from 'yjs';
import { wsUrl } from '../people/line.ts';
import { namedFraming, plainFraming, type Framing } from '../people/sync-frames.ts';
import { peerBoard } from '../prepare/peer-board.ts';
import type { PreparedSession } from '../prepare/plan.ts';
import { preparedData } from '../prepare/prepared.ts';
import type { Program } from './program.ts';
import { SERVERS, type ServerName } from './servers.ts';

export type BoardSize = { leaves: number; moves: number; people: number };

/** Where one person follows the board, and with what they prove who they are. */
export type Follow = { url: string; headers: Record<string, string> };

/** A server on a data folder that holds one well-used board. Nobody has opened it yet. */
export type BoardOn = {
  framing: Framing;
  start(flags?: readonly string[]): Promise<Program>;
  follow(program: Program, person: number): Follow;
  /** How many leaves or notes a document holds. */
  leavesIn(doc: Y.Doc): number;
  /** Only ours: who is who. */
  session: PreparedSession | null;
  remove(): Promise<void>;
};

export async function boardOn(name: ServerName, size: BoardSize): Promise<BoardOn> {
  const { start, speaks } = SERVERS[name];
  if (speaks === 'canopy') {
    const { dataDir, prepared, remove } = await preparedData({
      sessions: 1,
      seats: size.people,
      waiting: 0,
      leaves: size.leaves,
      moves: size.moves,
      stage: 'board',
    });
    const session = prepared.sessions[0];
    if (session === undefined) throw new Error('nothing was prepared');
    return {
      framing: plainFraming,
      start: (flags) => start(dataDir, flags),
      follow: ({ url }, person) => ({
        url: wsUrl(url, `${BOARD_PATH}/${session.boardId}?epoch=${session.epoch}`),
        headers: {
          origin: url,
          cookie: session.seats[person % session.seats.length]?.cookie ?? '',
        },
      }),
      leavesIn: (doc) => doc.getMap('leaves').size,
      session,
      remove,
    };
  }
  const dataDir = await peerBoard(name, { notes: size.leaves, moves: size.moves });
  const named = speaks === 'hocuspocus';
  return {
    framing: named ? namedFraming('room') : plainFraming,
    start: (flags) => start(dataDir, flags),
    follow: ({ url }) => ({ url: wsUrl(url, named ? '/' : '/room'), headers: { origin: url } }),
    leavesIn: (doc) => doc.getMap('notes').size,
    session: null,
    remove: () => rm(dataDir, { recursive: true, force: true }),
  };
}
