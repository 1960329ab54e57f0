import fc from 'fast-check';
import { expect, test } from 'vitest';
import { hashOf } from '../contract/votes.ts';
import { openBoxStore } from './open-box-store.ts';

const STAGE = 's'.repeat(20);
const PEOPLE = 5;
const who = fc.nat({ max: PEOPLE - 1 });
const step = fc.oneof(
  fc.record({ do: fc.constant('submit' as const), who }),
  fc.record({ do: fc.constant('edit' as const), who, version: fc.integer({ min: 2, max: 4 }), text: fc.constantFrom('x', 'y') }), // prettier-ignore
  fc.record({ do: fc.constant('withdraw' as const), who }),
  // The app may lose an answer, ask again, be killed before it wrote, or before it said so.
  fc.record({ do: fc.constant('batch' as const), lostAnswer: fc.boolean(), writes: fc.boolean(), says: fc.boolean() }), // prettier-ignore
); // prettier-ignore

test('whatever is lost on the way between box and app, the board ends with each author’s last words and no others', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 40, size: 'max' }), async (steps) => {
      const store = await openBoxStore({ memory: true });
      await store.stages.open({ id: STAGE, key: Uint8Array.of(1) });
      /** What each author was told is sealed. */
      const last = new Map<string, { version: number; words: string | null }>();
      const board = new Map<string, string>();
      let batch = 1;
      const gather = async (writes: boolean, says: boolean): Promise<void> => {
        const name = `batch ${String(batch)}`;
        for (const leaf of (await store.stages.take(STAGE, name, 1)) ?? [])
          if (writes) board.set(leaf.leafId, leaf.words);
        if (!writes || !says) return;
        await store.stages.kept(STAGE, name);
        batch += 1;
      };
      for (const one of steps) {
        if (one.do === 'batch') {
          if (one.lostAnswer) await store.stages.take(STAGE, `batch ${String(batch)}`, 1);
          await gather(one.writes, one.says);
          continue;
        }
        const leafId = `leaf ${String(one.who)}`;
        const edit = hashOf(leafId);
        if (one.do === 'submit') {
          const pass = hashOf(`pass ${leafId}`);
          const leaf = { pass, edit, leafId, words: 'first', answerKey: Uint8Array.of(1) };
          expect(await store.stages.submit(STAGE, leaf)).toBe('sealed');
          if (!last.has(leafId)) last.set(leafId, { version: 1, words: 'first' });
          continue;
        }
        const [version, words] = one.do === 'edit' ? [one.version, one.text] : [2, null];
        const said = await store.stages.change(STAGE, { edit, version, words });
        if (said === 'sealed') last.set(leafId, { version, words });
        else expect(said).toBe(last.get(leafId)?.words == null ? 'leaf-gone' : 'newer-sealed');
      }
      await store.stages.end(STAGE, 'the end');
      // What was on its way first, then what the end gathered; and off the board what was taken back.
      for (const name of [`batch ${String(batch)}`, 'the end']) {
        for (const leaf of (await store.stages.take(STAGE, name, 4)) ?? [])
          board.set(leaf.leafId, leaf.words);
        await store.stages.kept(STAGE, name);
      }
      for (const gone of await store.stages.withdrawn(STAGE)) board.delete(gone);
      const wanted = [...last].flatMap(([leafId, { words }]) => words === null ? [] : [[leafId, words] as const]); // prettier-ignore
      expect(board).toEqual(new Map(wanted));
      await store.close();
    }),
    { numRuns: 200 },
  );
});
