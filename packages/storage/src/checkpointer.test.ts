import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import { expect, test } from 'vitest';
import { Checkpointer } from './checkpointer.ts';

test('a long log is copied into the database file while the connection that wrote it stays open', async () => {
  const dir = mkdtempSync(path.join(tmpdir(), 'canopy-checkpoint-'));
  const file = path.join(dir, 'canopy.db');
  const database = new SqliteDatabase(file);
  database.pragma('journal_mode = WAL');
  database.pragma('wal_autocheckpoint = 0');
  database.exec('create table t (bytes blob)');
  database.prepare('insert into t values (zeroblob(6000000))').run();
  const before = statSync(file).size;
  const checkpointer = new Checkpointer(file);
  await expect
    .poll(() => statSync(file).size, { timeout: 10_000 })
    .toBeGreaterThan(before + 5_000_000);
  expect(database.prepare('select count(*) from t').pluck().get()).toBe(1);
  await checkpointer.close();
  database.close();
  rmSync(dir, { recursive: true });
}, 15_000);
