import { setTimeout as wait } from 'node:timers/promises';
import { Client } from 'pg';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { freshDatabase, type FreshDatabase } from './fixtures/fresh-database.ts';
import { Whisper } from './postgres-whisper.ts';

let database: FreshDatabase;
beforeAll(async () => {
  database = await freshDatabase({ bare: true });
});
afterAll(() => database.drop());

const open: Whisper[] = [];
afterEach(async () => {
  for (const whisper of open.splice(0)) await whisper.close();
});

type Listening = { whisper: Whisper; heard: Buffer[] };

/** Ready when it hears itself. */
async function listening(channel = 'canopy'): Promise<Listening> {
  const heard: Buffer[] = [];
  const whisper = new Whisper({
    url: database.url,
    channel,
    hear: (bytes) => heard.push(Buffer.from(bytes)),
  });
  open.push(whisper);
  await hearsItself({ whisper, heard });
  return { whisper, heard };
}

async function hearsItself({ whisper, heard }: Listening): Promise<void> {
  const before = heard.length;
  for (let n = 0; heard.length === before && n < 200; n += 1) {
    whisper.say(Buffer.from('?'));
    await wait(25);
  }
  expect(heard.length).toBeGreaterThan(before);
  await wait(100);
  heard.length = 0;
}

const poll = { timeout: 5_000 };

test('what is said is heard by all who listen, ourselves too, in order; long words whole, the same word twice twice', async () => {
  const [a, b] = [await listening(), await listening()];
  a.heard.length = 0;
  const words = [
    Buffer.from('first'),
    Buffer.from(Uint8Array.from({ length: 40_000 }, (_, n) => n % 251)),
    Buffer.alloc(0),
    Buffer.from('same'),
    Buffer.from('same'),
    Buffer.from("it's; \0 ŵ"),
  ];
  for (const word of words) a.whisper.say(word);
  await expect.poll(() => b.heard.length, poll).toBe(words.length);
  expect(b.heard).toEqual(words);
  expect(a.heard).toEqual(words);
});

test('who listens under another name hears nothing', async () => {
  const [a, b] = [await listening(), await listening('others')];
  a.whisper.say(Buffer.from('ours'));
  await expect.poll(() => a.heard.length, poll).toBe(1);
  await wait(100);
  expect(b.heard).toEqual([]);
});

test('a line that is cut comes back by itself, and so does one that is given up', async () => {
  const a = await listening();
  const client = new Client({ connectionString: database.url });
  await client.connect();
  await client.query(
    `select pg_terminate_backend(pid) from pg_stat_activity
      where application_name = 'canopy presence' and datname = current_database()`,
  );
  await client.end();
  await hearsItself(a);
  a.whisper.renew();
  a.whisper.say(Buffer.from('lost'));
  await hearsItself(a);
});

test('once closed nothing is heard, nothing throws, and its connection is gone', async () => {
  const a = await listening();
  await a.whisper.close();
  a.whisper.say(Buffer.from('late'));
  const client = new Client({ connectionString: database.url });
  await client.connect();
  const left = async () =>
    (
      await client.query(
        `select 1 from pg_stat_activity
          where application_name = 'canopy presence' and datname = current_database()`,
      )
    ).rows.length;
  await expect.poll(left, poll).toBe(0);
  await client.end();
  expect(a.heard).toEqual([]);
});
