import SqliteDatabase from 'better-sqlite3';
import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { describeStages } from '../contract/stages.ts';
import { describeVotes } from '../contract/votes.ts';
import { openBoxStore } from './open-box-store.ts';

let folder = '';
let opened = 0;
const place = () => ({ folder: path.join(folder, String((opened += 1))) });
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'canopy-box-'));
});
afterAll(() => rm(folder, { recursive: true }));

for (const [name, open] of [
  ['file', () => openBoxStore(place())],
  ['memory', () => openBoxStore({ memory: true })],
] as const) {
  describeVotes(name, open);
  describeStages(name, open);
}

const ID = 'v'.repeat(20);
const vote = { id: ID, key: Uint8Array.of(1), rules: '{}' };
const cast = (choice: string) => ({ pass: randomBytes(32), version: 1, choice, code: 'K7-RIVER' });
const leaf = (words: string) => ({
  pass: randomBytes(32),
  edit: createHash('sha256').update(words).digest(),
  leafId: randomBytes(10).toString('hex'),
  words,
  answerKey: randomBytes(65),
});

/** Every byte of every file in the folder, as text that can be searched. */
async function allBytes(at: { folder: string }): Promise<string> {
  const names = await readdir(at.folder);
  const files = await Promise.all(names.map((name) => readFile(path.join(at.folder, name))));
  return Buffer.concat(files).toString('latin1');
}

describe('the file', () => {
  test('has no time, no number that counts up and no default in any table, and none keeps the order of arrival', async () => {
    const at = place();
    const store = await openBoxStore(at);
    await store.votes.open(vote);
    await store.stages.open({ id: ID, key: Uint8Array.of(1) });
    await store.close();
    const database = new SqliteDatabase(path.join(at.folder, 'ballot-box.db'));
    const tables = database
      .prepare("select name, sql from sqlite_master where type = 'table'")
      .all() as { name: string; sql: string }[];
    expect(tables.map(({ name }) => name.split('_')[0]).sort()).toEqual(['ballot', 'leaf', 'stage', 'vote']); // prettier-ignore
    for (const { name, sql } of tables) {
      expect(sql, name).toMatch(/without rowid$/i);
      expect(sql, name).not.toMatch(/autoincrement|default|current_|generated|trigger/i);
      const columns = database.pragma(`table_info(${name})`) as { name: string; type: string; dflt_value: unknown }[]; // prettier-ignore
      for (const column of columns) {
        expect(column.dflt_value, `${name}.${column.name}`).toBeNull();
        expect(column.name).not.toMatch(/time|date|_at$|\bat\b|when|seq|serial|order|seat|member|session|address|agent/); // prettier-ignore
      }
      // The one number is how often a mind was changed.
      const numbers = columns.filter(({ type }) => !/^(text|blob)$/i.test(type));
      expect(numbers.every((column) => column.name === 'version')).toBe(true);
    }
    expect(database.prepare("select name from sqlite_master where type = 'trigger'").all()).toEqual([]); // prettier-ignore
    database.close();
  });

  test('holds no byte of a ballot after counting, nor of a leaf after it was kept or taken back', async () => {
    const at = place();
    const store = await openBoxStore(at);
    await store.votes.open(vote);
    await store.stages.open({ id: ID, key: Uint8Array.of(1) });
    const secret = 'the-very-words-of-a-ballot';
    const long = `${secret} ${'x'.repeat(6000)}`;
    await store.votes.seal(ID, [cast(secret), cast(long), cast(secret)]);
    await store.stages.submit(ID, leaf('the-very-words-of-a-leaf'));
    const withdrawn = leaf('words-that-were-taken-back');
    await store.stages.submit(ID, withdrawn);
    const during = await allBytes(at);
    expect(during, 'the search finds what is there').toContain(secret);
    expect(during).toContain('the-very-words-of-a-leaf');
    await store.votes.count(ID, (all) => `{"ballots":${String(all.length)}}`);
    await store.stages.change(ID, { edit: withdrawn.edit, version: 2, words: null });
    await store.stages.take(ID, 'batch', 1);
    await store.stages.kept(ID, 'batch');
    await store.scrub();
    const after = await allBytes(at);
    for (const gone of ['very-words', 'K7-RIVER', 'taken-back']) expect(after).not.toContain(gone);
    expect(after).toContain('{"ballots":3}');
    await store.close();
    const journal = (await readdir(at.folder)).filter((name) => name !== 'ballot-box.db');
    for (const name of journal)
      expect((await readFile(path.join(at.folder, name))).length, name).toBe(0);
  });

  test('holds no byte of the choice that was changed', async () => {
    const at = place();
    const store = await openBoxStore(at);
    await store.votes.open(vote);
    const first = cast('"the-first-thought"');
    await store.votes.seal(ID, [first, cast('"somebody-else"')]);
    await store.votes.seal(ID, [{ ...first, version: 2, choice: '"second"' }]);
    const bytes = await allBytes(at);
    expect(bytes).not.toContain('the-first-thought');
    expect(bytes).toContain('somebody-else');
    await store.close();
  });

  test('is the same byte for byte, whoever came first, half a second after the last', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const ballots = Array.from({ length: 40 }, (_, i) => cast(`"the choice of ${String(i)}"`));
    const leaves = Array.from({ length: 40 }, (_, i) => leaf(`"the leaf of ${String(i)}"`));
    const cameInOrder = async (turn: <T>(all: T[]) => T[]) => {
      const at = place();
      const store = await openBoxStore(at);
      const bytes = () => readFile(path.join(at.folder, 'ballot-box.db'));
      await store.votes.open(vote);
      await store.stages.open({ id: ID, key: Uint8Array.of(1) });
      for (const one of turn(ballots)) await store.votes.seal(ID, [one]);
      for (const one of turn(leaves)) await store.stages.submit(ID, one);
      const before = await bytes();
      vi.advanceTimersByTime(500);
      const after = await bytes();
      await store.close();
      return { before, after };
    };
    try {
      const one = await cameInOrder((all) => all);
      const other = await cameInOrder((all) => all.toReversed());
      expect(other.before.equals(one.before), 'before it is tidied the file does tell').toBe(false);
      expect(other.after.equals(one.after)).toBe(true);
    } finally {
      vi.useRealTimers();
    }
  });

  test('belongs to one box at a time', async () => {
    const at = place();
    const store = await openBoxStore(at);
    await expect(openBoxStore(at)).rejects.toMatchObject({ code: 'SQLITE_BUSY' });
    await store.close();
    await (await openBoxStore(at)).close();
  });

  test('is there again after a restart, ballots and all', async () => {
    const at = place();
    const before = await openBoxStore(at);
    await before.votes.open(vote);
    await before.votes.seal(ID, [cast('"yes"')]);
    await before.close();
    const after = await openBoxStore(at);
    expect(await after.votes.countSealed(ID)).toBe(1);
    await after.close();
  });
});
