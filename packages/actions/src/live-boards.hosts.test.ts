import { readBoard, type BoardOp } from '@canopy/board';
import { openStore, type Store } from '@canopy/storage';
import { freshDatabase, type FreshDatabase } from '@canopy/storage/fresh-database';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import * as Y from 'yjs';
import { createLiveBoards, type BoardNews, type LiveBoards } from './live-boards.ts';
import { makeTestHouse, type TestHouse } from './testing/test-house.ts';

/*
 * Two hosts over one database. What one says to the other arrives late, twice, out of order or not at
 * all; the log is the truth and both must come to it.
 */
type Host = { store: Store; boards: LiveBoards; said: BoardNews[] };

let database: FreshDatabase;
let house: TestHouse;
let stores: [Store, Store];
beforeAll(async () => {
  database = await freshDatabase();
  stores = [
    await openStore({ postgres: database.url }),
    await openStore({ postgres: database.url }),
  ];
  house = await makeTestHouse(stores[0]);
});
afterAll(async () => {
  for (const store of stores) await store.close();
  await database.drop();
});

const host = (store: Store): Host => {
  const said: BoardNews[] = [];
  const boards = createLiveBoards({ store, log: () => undefined, tell: (news) => said.push(news) });
  return { store, boards, said };
};

const leafId = fc.constantFrom('1', '2', '3', '4', '5', '6');
const op: fc.Arbitrary<BoardOp> = fc.oneof(
  leafId.map((id): BoardOp => ({
    op: 'leaf-put',
    leaf: { id, kind: 'idea', content: { form: 'words', text: id }, lang: 'en', alias: null },
    branchId: null,
    before: null,
  })),
  fc.tuple(leafId, leafId).map(([id, before]): BoardOp => ({ op: 'leaf-move', leafId: id, branchId: null, before })),
  leafId.map((id): BoardOp => ({ op: 'leaf-take', leafId: id })),
); // prettier-ignore
const which = fc.constantFrom<0 | 1>(0, 1);
const happening = fc.oneof(
  { weight: 8, arbitrary: fc.record({ do: fc.constant('commit' as const), host: which, op }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('deliver' as const), host: which, at: fc.nat() }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('lose' as const), host: which }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('join' as const), host: which }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('rest' as const), host: which }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('catch-up' as const), host: which }) },
); // prettier-ignore

test('two hosts and their readers come to the board that is in the log, whatever the bell does', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(happening, { minLength: 10, maxLength: 40 }), async (happenings) => {
      const session = await house.addSession({ kind: 'adult' });
      const { boardId } = await house.goTo(session, 'board');
      const hosts: [Host, Host] = [host(stores[0]), host(stores[1])];
      const readers: Y.Doc[] = [];
      const join = async ({ boards }: Host) => {
        const doc = new Y.Doc();
        boards.subscribe(boardId, (update) => Y.applyUpdate(doc, update));
        const state = await boards.join(boardId);
        for (const update of state?.lacking(Y.encodeStateVector(doc)) ?? [])
          Y.applyUpdate(doc, update);
        readers.push(doc);
      };
      for (const each of hosts) await join(each);
      for (const each of happenings) {
        const here = hosts[each.host];
        const there = hosts[each.host === 0 ? 1 : 0];
        if (each.do === 'join') await join(here);
        if (each.do === 'rest') await here.boards.rest();
        if (each.do === 'catch-up') await here.boards.catchUp();
        if (each.do === 'lose') there.said.shift();
        if (each.do === 'deliver') {
          const [news] = there.said.splice(each.at % (there.said.length || 1), 1);
          if (news !== undefined) here.boards.heard(news);
          here.boards.sayNow();
        }
        if (each.do === 'commit') {
          const changed = await here.store.transaction(
            (tx) => here.boards.change(tx, boardId, [each.op]),
            session.id,
          );
          if (changed.ok) changed.value.publish();
          here.boards.sayNow();
        }
      }
      for (const { boards } of hosts) {
        boards.sayNow();
        await boards.catchUp();
        boards.sayNow();
        await boards.catchUp();
      }
      const stored = await createLiveBoards({ store: stores[0], log: () => undefined }).read(
        boardId,
      );
      for (const { boards } of hosts) expect(await boards.read(boardId)).toEqual(stored);
      for (const doc of readers) {
        expect(readBoard(doc)).toEqual(stored);
        expect(doc.store.pendingStructs).toBeNull();
      }
    }),
    { numRuns: 40 },
  );
}, 120_000);
