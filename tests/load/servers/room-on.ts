import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { CanopyCrowd } from '../people/canopy-crowd.ts';
import type { Crowd } from '../people/crowd.ts';
import { YjsCrowd } from '../people/yjs-crowd.ts';
import { ONE_ROOM } from '../prepare/plan.ts';
import { preparedData } from '../prepare/prepared.ts';
import type { Program } from './program.ts';
import { SERVERS, type ServerName } from './servers.ts';

export type RoomOn = { program: Program; crowd: Crowd; close(): Promise<void> };

/** A fresh server with one room of people in it, each with their own leaves or notes on the board. */
export async function roomOn(
  name: ServerName,
  people: number,
  leavesEach: number,
): Promise<RoomOn> {
  const { start, speaks } = SERVERS[name];
  if (speaks === 'socket.io') throw new Error('socket.io alone keeps no board');
  if (speaks === 'canopy') {
    const plan = { ...ONE_ROOM, seats: people, leaves: people * leavesEach };
    const { dataDir, prepared, remove } = await preparedData(plan);
    const program = await start(dataDir);
    const session = prepared.sessions[0];
    if (session === undefined) throw new Error('nothing was prepared');
    const crowd = new CanopyCrowd({ url: program.url, session, people });
    return {
      program,
      crowd,
      async close() {
        crowd.leave();
        await program.stop();
        await remove();
      },
    };
  }
  const dataDir = await mkdtemp(path.join(tmpdir(), 'canopy-load-'));
  const program = await start(dataDir);
  const crowd = new YjsCrowd({
    url: program.url,
    name: 'room',
    speaks,
    people,
    notesEach: leavesEach,
  });
  return {
    program,
    crowd,
    async close() {
      crowd.leave();
      await program.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
