import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { BOARD_PATH } from '@canopy/protocol';
import * as Y from 'yjs';
import { CanopyCrowd } from '../people/canopy-crowd.ts';
import type { Crowd } from '../people/crowd.ts';
import { rested } from '../machine.ts';
import { wsUrl } from '../people/line.ts';
import { openReader, type ReaderOf } from '../people/reader.ts';
import { namedFraming, plainFraming } from '../people/sync-frames.ts';
import { YjsCrowd } from '../people/yjs-crowd.ts';
import { ONE_ROOM } from '../prepare/plan.ts';
import { preparedData } from '../prepare/prepared.ts';
import type { Program } from './program.ts';
import { SERVERS, type ServerName } from './servers.ts';

export type RoomOn = {
  program: Program;
  crowd: Crowd;
  /** The same server again on the same data, after the first one is gone. */
  restart(): Promise<Program>;
  /** Somebody new to the room, who is told all of it. */
  look(program: Program): Promise<Y.Doc>;
  close(): Promise<void>;
};

/** The first `owners` of the people have leaves of their own on the board, so many each. */
export type RoomSize = { people: number; owners: number; leavesEach: number; branches?: number };

/** A fresh server with one room of people in it. */
export async function roomOn(name: ServerName, size: RoomSize): Promise<RoomOn> {
  const { speaks } = SERVERS[name];
  if (speaks === 'socket.io') throw new Error('socket.io alone keeps no board');
  return speaks === 'canopy' ? canopyRoom(size) : peerRoom(name, speaks, size);
}

async function canopyRoom({ people, owners, leavesEach, branches }: RoomSize): Promise<RoomOn> {
  const { dataDir, prepared, remove } = await preparedData({
    ...ONE_ROOM,
    seats: people,
    leaves: owners * leavesEach,
    ...(branches === undefined ? {} : { branches }),
  });
  const [session] = prepared.sessions;
  if (session === undefined) throw new Error('nothing was prepared');
  const { start } = SERVERS.canopy;
  const follow = ({ url }: Program) => ({
    url: wsUrl(url, `${BOARD_PATH}/${session.boardId}?epoch=${session.epoch}`),
    headers: { origin: url, cookie: session.seats[0]?.cookie ?? '' },
    framing: plainFraming,
  });
  return open({
    start: () => start(dataDir),
    follow,
    crowdOn: ({ url }) => new CanopyCrowd({ url, session, people, owners }),
    remove,
  });
}

async function peerRoom(
  name: ServerName,
  speaks: 'y-websocket' | 'hocuspocus',
  { people, owners, leavesEach }: RoomSize,
): Promise<RoomOn> {
  const dataDir = await mkdtemp(path.join(tmpdir(), 'canopy-load-'));
  const named = speaks === 'hocuspocus';
  return open({
    start: () => SERVERS[name].start(dataDir),
    follow: ({ url }) => ({
      url: wsUrl(url, named ? '/' : '/room'),
      headers: { origin: url },
      framing: named ? namedFraming('room') : plainFraming,
    }),
    crowdOn: ({ url }) =>
      new YjsCrowd({ url, name: 'room', speaks, people, owners, notesEach: leavesEach }),
    remove: () => rm(dataDir, { recursive: true, force: true }),
  });
}

type Parts = {
  start(): Promise<Program>;
  follow(program: Program): Omit<ReaderOf, 'stateVector'>;
  crowdOn(program: Program): Crowd;
  remove(): Promise<void>;
};

async function open({ start, follow, crowdOn, remove }: Parts): Promise<RoomOn> {
  let running = await start();
  const crowd = crowdOn(running);
  return {
    program: running,
    crowd,
    async restart() {
      running = await start();
      return running;
    },
    async look(program) {
      const doc = new Y.Doc();
      const heard = (update: Uint8Array): void => Y.applyUpdate(doc, update);
      const reader = await openReader({ ...follow(program), stateVector: Uint8Array.of(0), heard });
      heard(reader.state);
      // Some servers answer first and load what they stored afterwards.
      await rested(program);
      reader.line.drop();
      return doc;
    },
    async close() {
      crowd.leave();
      await running.stop();
      await remove();
    },
  };
}
