// A process to be killed: writes one leaf, compacts the board, says the leaf, and so on for ever.
import path from 'node:path';
import { createLiveBoards } from '@canopy/actions';
import { openStore } from '@canopy/storage';

const [dataDir = '', boardId = '', round = ''] = process.argv.slice(2);
const store = await openStore({ file: path.join(dataDir, 'canopy.db') });
const boards = createLiveBoards({ store, log: () => undefined });

for (let n = 0; ; n += 1) {
  const text = `Leaf ${round}.${n}`;
  const leaf = { id: `leaf-${round}-${n}`, kind: 'idea', lang: 'en', alias: null } as const;
  const changed = await store.transaction((tx) =>
    boards.change(tx, boardId, [
      {
        op: 'leaf-put',
        leaf: { ...leaf, content: { form: 'words', text } },
        branchId: null,
        before: null,
      },
    ]),
  );
  if (!changed.ok) throw new Error(changed.refusal.code);
  changed.value.publish();
  process.stdout.write(`${text}\n`);
  await boards.rest();
}
