import { openStore } from '@canopy/storage';
import { postgresStores } from '@canopy/storage/fresh-database';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import { describeSignInKeeper } from './contract/sign-in-keeper.ts';
import { luciaSignIns } from './lucia-sign-ins.ts';

let folder = '';
let opened = 0;
const postgres = postgresStores();
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'canopy-sign-ins-'));
});
afterAll(async () => {
  await rm(folder, { recursive: true });
  await postgres.dropAll();
});

describeSignInKeeper('lucia on a SQLite file', luciaSignIns, () => {
  opened += 1;
  return openStore({ file: path.join(folder, `${String(opened)}.db`) });
});
describeSignInKeeper('lucia in memory', luciaSignIns, () => openStore({ memory: true }));
describeSignInKeeper('lucia on Postgres', luciaSignIns, () => postgres.open());
