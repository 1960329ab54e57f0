import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import { describeStore } from './contract/index.ts';
import { openStore } from './open-store.ts';

let folder = '';
let opened = 0;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'canopy-stores-'));
});
afterAll(() => rm(folder, { recursive: true }));

describeStore('sqlite file', () => {
  opened += 1;
  return openStore({ file: path.join(folder, `${String(opened)}.db`) });
});

describeStore('sqlite memory', () => openStore({ memory: true }));
