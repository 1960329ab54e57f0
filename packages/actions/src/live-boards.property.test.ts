import { readBoard, type BoardOp } from '@canopy/board';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { createLiveBoards } from './live-boards.ts';
import { makeTestHouse } from './testing/test-house.ts';

// Everything that can happen to a board in a running house, in any order.
const leafId = fc.constantFrom('1', '2', '3', '4', '5');
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
const happening = fc.oneof(
  { weight: 6, arbitrary: fc.record({ do: fc.constant('commit' as const), op, publishLater: fc.boolean() }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('roll-back' as const), op }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('publish' as const), which: fc.nat() }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('read-in' as const) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('join' as const) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('rest' as const) }) },
); // prettier-ignore

test('whatever happens, readers, memory and a new process end up with the same committed board', async () => {
  const house = await makeTestHouse();
  const { store } = house;
  await fc.assert(
    fc.asyncProperty(fc.array(happening, { maxLength: 30 }), async (happenings) => {
      const session = await house.addSession({ kind: 'adult' });
      const { boardId } = await house.goTo(session, 'board');
      const boards = createLiveBoards({ store, log: () => undefined });
      const readers: Y.Doc[] = [];
      const waiting: (() => void)[] = [];
      const join = async () => {
        const doc = new Y.Doc();
        boards.subscribe(boardId, (update) => Y.applyUpdate(doc, update));
        const state = await boards.join(boardId);
        for (const update of state?.lacking(Y.encodeStateVector(doc)) ?? [])
          Y.applyUpdate(doc, update);
        readers.push(doc);
      };
      for (const each of happenings) {
        if (each.do === 'join') await join();
        if (each.do === 'rest') await boards.rest();
        if (each.do === 'publish') waiting.splice(each.which % (waiting.length || 1), 1)[0]?.();
        if (each.do === 'read-in') await store.transaction((tx) => boards.read(boardId, tx));
        if (each.do === 'roll-back') {
          let takeBack = (): void => undefined;
          const rolledBack = store.transaction(async (tx) => {
            const changed = await boards.change(tx, boardId, [each.op]);
            if (changed.ok) ({ takeBack } = changed.value);
            throw new Error('back');
          });
          await rolledBack.catch(() => takeBack());
        }
        if (each.do === 'commit') {
          const changed = await store.transaction((tx) => boards.change(tx, boardId, [each.op]));
          if (!changed.ok) continue;
          if (each.publishLater) waiting.push(changed.value.publish);
          else changed.value.publish();
        }
      }
      for (const publish of waiting) publish();
      boards.sayNow();
      await join();
      const stored = await createLiveBoards({ store, log: () => undefined }).read(boardId);
      expect(await boards.read(boardId)).toEqual(stored);
      expect(await store.transaction((tx) => boards.read(boardId, tx))).toEqual(stored);
      for (const doc of readers) {
        expect(readBoard(doc)).toEqual(stored);
        expect(doc.store.pendingStructs).toBeNull();
      }
    }),
    { numRuns: 60 },
  );
}, 60_000);
