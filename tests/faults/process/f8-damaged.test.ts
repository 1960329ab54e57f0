import { createHash } from 'node:crypto';
import {
  copyFile,
  readdir,
  readFile,
  rename,
  rm,
  stat,
  truncate,
  writeFile,
} from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { oneDeed } from '../../support/busy-hands.ts';
import { count } from '../../support/fault-counts.ts';
import { seeded } from '../../support/prng.ts';
import { UnderFault } from '../../support/under-fault.ts';

const chance = seeded('F8');
let house: UnderFault;
let file: string;

beforeAll(async () => {
  house = await UnderFault.open({ rooms: [{ seats: 4, leavesEach: 20 }] });
  file = path.join(house.host.dataDir, 'canopy.db');
  const seats = await house.seat();
  for (let step = 0; step < 5; step += 1)
    await Promise.all(
      seats.map((seat, n) => oneDeed(seat, `${step}.${n}`, house.room.branches, chance)),
    );
  for (const seat of seats) seat.leave();
  await house.host.kill('SIGTERM');
  await copyFile(file, `${file}.good`);
});
afterAll(() => house?.close());

/** Every file of the database with anything in it: SQLite leaves an empty log beside a file it only looked at. */
async function bytesIn(folder: string): Promise<Record<string, string>> {
  const names = await readdir(folder);
  const sums: Record<string, string> = {};
  for (const name of names.filter(
    (each) => each.startsWith('canopy.db') && !each.endsWith('-shm'),
  )) {
    const bytes = await readFile(path.join(folder, name));
    if (bytes.length > 0) sums[name] = createHash('sha256').update(bytes).digest('hex');
  }
  return sums;
}

const overwritten = (from: number, to: number, byte: number) => async (): Promise<void> => {
  const bytes = await readFile(file);
  await writeFile(file, bytes.fill(byte, from, Math.min(to, bytes.length)));
};
const cut = (share: number) => async (): Promise<void> =>
  truncate(file, Math.floor((await stat(file)).size * share));

const damages: [string, () => Promise<void>][] = [
  ['cut in half', cut(0.5)],
  ['cut to nothing', cut(0)],
  ['missing its last page', cut(0.98)],
  ['overwritten in the middle', overwritten(4096 * 4, 4096 * 40, 0xab)],
  ['without its header', overwritten(0, 100, 0)],
  [
    'not a database',
    () => writeFile(file, 'Dear all, the spring session is on Tuesday. '.repeat(500)),
  ],
];

test.each(damages)(
  'F8 a database %s: the host does not start, says so in a sentence, and changes no byte',
  async (_how, damage) => {
    await copyFile(`${file}.good`, file);
    await damage();
    const before = await bytesIn(house.host.dataDir);
    await expect(house.host.restart()).rejects.toThrow(
      /exit code 1.*Canopy did not start: The database file .* Nothing in it was changed\./s,
    );
    expect(await bytesIn(house.host.dataDir)).toEqual(before);
    count({ faults: 1 });
  },
);

test('F8 moved away, as the sentence says, a damaged database is in nobody’s way: the host starts empty', async () => {
  await copyFile(`${file}.good`, file);
  await cut(0.5)();
  await expect(house.host.restart()).rejects.toThrow(/Nothing in it was changed/);
  await rename(file, `${file}.damaged`);
  await house.host.restart();
  expect((await fetch(`${house.host.url}/health`)).status).toBe(200);
  await house.host.kill('SIGTERM');
  for (const end of ['', '-wal', '-shm']) await rm(`${file}${end}`, { force: true });
});

test('F8 with its good copy put back the host starts, and everything acknowledged is there', async () => {
  await copyFile(`${file}.good`, file);
  await house.host.restart();
  await house.judge();
  await house.stands(0);
});
