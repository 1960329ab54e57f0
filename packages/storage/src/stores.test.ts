import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import { describeStore } from './contract/index.ts';
import { postgresStores } from './fixtures/fresh-database.ts';
import { openStore } from './open-store.ts';

let folder = '';
let opened = 0;
const postgres = postgresStores();
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'canopy-stores-'));
});
afterAll(async () => {
  await rm(folder, { recursive: true });
  await postgres.dropAll();
});

describeStore('sqlite file', () => {
  opened += 1;
  return openStore({ file: path.join(folder, `${String(opened)}.db`) });
});

describeStore('sqlite memory', () => openStore({ memory: true }));

describeStore('postgres', () => postgres.open());
