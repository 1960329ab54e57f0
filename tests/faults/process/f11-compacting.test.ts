import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { openBoard, readBoard } from '@canopy/board';
import { openStore } from '@canopy/storage';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { compiledBefore } from '../../support/host.ts';
import { leavesIn, textOf } from '../../support/ledger.ts';
import { pause } from '../../support/live-person.ts';
import { seeded } from '../../support/prng.ts';
import { UnderFault } from '../../support/under-fault.ts';
import { lane } from '../lane.ts';

const WRITER = path.join(import.meta.dirname, 'compacting-writer.ts');
const chance = seeded('F11');
let house: UnderFault;

beforeAll(async () => {
  house = await UnderFault.open({ rooms: [{ seats: 8, leavesEach: 50 }] });
  await house.host.kill('SIGTERM');
});
afterAll(() => house?.close());

async function stored(): Promise<{ words: string[]; snapshotSeq: number; seqs: number[] }> {
  const store = await openStore({ file: path.join(house.host.dataDir, 'canopy.db') });
  try {
    const board = await store.boards.load(house.room.boardId);
    if (board === null) throw new Error('the board is gone');
    const log = board.log.map(({ update }) => update);
    const words = leavesIn(readBoard(openBoard(board.snapshot, log))).map(textOf);
    return { words, snapshotSeq: board.snapshotSeq, seqs: board.log.map(({ seq }) => seq) };
  } finally {
    await store.close();
  }
}

/** Writes and compacts without a pause until it is killed; gives every word it said was committed. */
async function writeUntilKilled(round: number): Promise<string[]> {
  const args = [WRITER, house.host.dataDir, house.room.boardId, String(round)];
  const child = spawn(process.execPath, args, {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, ...compiledBefore },
  });
  let said = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (said += text));
  const ended = once(child, 'close');
  // With the second leaf said, the first is in a snapshot: from here on the kill falls among many.
  while (said.split('\n').length < 3) await once(child.stdout, 'data');
  await pause(chance.between(30, 300));
  child.kill('SIGKILL');
  await ended;
  return said.split('\n').slice(0, -1);
}

// Snapshot and deletion of the log are one transaction, so there is no moment between them to stand
// in: killed at any moment, the board must read the same.
test('F11 killed while it compacts: the board is the same, word for word', async () => {
  const told: string[] = [];
  let before = await stored();
  const planted = new Set(before.words);
  for (let kill = 0; kill < lane.compacting.kills; kill += 1) {
    told.push(...(await writeUntilKilled(kill)));
    const now = await stored();
    expect(now.snapshotSeq, 'it did compact').toBeGreaterThan(before.snapshotSeq);
    expect(now.seqs, 'the log goes on where the snapshot ends').toEqual(
      now.seqs.map((_, n) => now.snapshotSeq + 1 + n),
    );
    const written = now.words.filter((word) => !planted.has(word));
    expect(new Set(written).size, 'nothing twice').toBe(written.length);
    expect(
      told.filter((word) => !written.includes(word)),
      'nothing missing',
    ).toEqual([]);
    // Committed in the very moment of the kill, before it could be said.
    told.push(...written.filter((word) => !told.includes(word)));
    expect([...planted].every((word) => now.words.includes(word))).toBe(true);
    before = now;
  }
  expect(told.length).toBeGreaterThan(lane.compacting.kills);
  await house.host.restart();
  await house.stands(lane.compacting.kills);
});
