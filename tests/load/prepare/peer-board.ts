import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { rested } from '../machine.ts';
import { openLine, wsUrl, type Line } from '../people/line.ts';
import { namedFraming, plainFraming } from '../people/sync-frames.ts';
import { YWriter } from '../people/y-writer.ts';
import { SERVERS, type ServerName } from '../servers/servers.ts';
import { copyOf, onShelf, shelf } from './prepared.ts';

const pinned = fileURLToPath(new URL('../peers/package-lock.json', import.meta.url));
const ROOM = 'room';
const WRITERS = 20;
/** Edits sent before waiting for the server to go quiet. */
const AHEAD = 500;

export type PeerBoard = { notes: number; moves: number };

/** A peer's data folder with a board in it, written through the peer itself, then stopped in peace. */
export async function peerBoard(name: ServerName, board: PeerBoard): Promise<string> {
  const key = createHash('sha256')
    .update(readFileSync(pinned))
    .update(JSON.stringify([name, board]))
    .digest('hex')
    .slice(0, 16);
  const made = path.join(shelf, `peer-${key}`);
  if (!existsSync(made)) await onShelf(made, (folder) => write(name, folder, board));
  return copyOf(made);
}

async function write(name: ServerName, folder: string, board: PeerBoard): Promise<void> {
  const { start, speaks } = SERVERS[name];
  const program = await start(folder);
  const framing = speaks === 'hocuspocus' ? namedFraming(ROOM) : plainFraming;
  const url = wsUrl(program.url, speaks === 'hocuspocus' ? '/' : `/${ROOM}`);
  let heard = 0;
  const lines: Line[] = [];
  const writers = Array.from({ length: WRITERS }, (_, n) => new YWriter(5000 + n));
  for (const [n] of writers.entries()) {
    const line = await openLine(url, {}, () => {
      if (n === 0) heard += 1;
    });
    const hello = framing.hello();
    if (hello !== null) line.send(hello);
    line.send(framing.step1(Uint8Array.of(0)));
    lines.push(line);
  }
  await wait(500);
  for (const [n, writer] of writers.entries())
    lines[n]?.send(framing.update(writer.seed(board.notes / WRITERS, n)));
  for (let edit = 0; edit < board.moves; edit += 1) {
    const n = edit % WRITERS;
    const update = writers[n]?.move({ no: edit, by: n, sentAt: 0 });
    if (update !== undefined) lines[n]?.send(framing.update(update));
    if (edit % AHEAD === 0) await quiet(() => heard);
  }
  await quiet(() => heard);
  await rested(program);
  for (const line of lines) line.drop();
  await wait(500);
  await rested(program);
  await program.stop();
}

async function quiet(read: () => number): Promise<void> {
  for (let last = -1; last !== read();) {
    last = read();
    await wait(20);
  }
}
