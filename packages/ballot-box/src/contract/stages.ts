import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { BoxStore, SubmittedLeaf } from '../store/box-store.ts';
import { hashOf } from './votes.ts';

const ID = 's'.repeat(20);
const stage = { id: ID, key: Uint8Array.of(1, 2, 3) };
const leaf = (name: string): SubmittedLeaf => ({
  pass: hashOf(`pass ${name}`),
  edit: hashOf(`edit ${name}`),
  leafId: name.padEnd(20, '0'),
  words: `"${name}"`,
  answerKey: hashOf(`key ${name}`),
});
const edit = (name: string, version: number, words: string | null) => ({
  edit: hashOf(`edit ${name}`),
  version,
  words,
});

/** What every keeper of secret leaves promises. `open` gives an empty store each time. */
export function describeStages(name: string, open: () => Promise<BoxStore>): void {
  describe(`${name}: secret leaves`, () => {
    let store: BoxStore;
    beforeEach(async () => {
      store = await open();
      await store.stages.open(stage);
    });
    afterEach(() => store.close());
    const submit = (...names: string[]) =>
      Promise.all(names.map((one) => store.stages.submit(ID, leaf(one))));
    const take = async (batch: string, least = 1) =>
      (await store.stages.take(ID, batch, least))?.map(({ words, changed }) => `${changed ? 'changed ' : ''}${words}`) ?? null; // prettier-ignore

    test('opened again the same it is open; opened otherwise it is refused', async () => {
      expect(await store.stages.open(stage)).toBe('opened');
      expect(await store.stages.open({ ...stage, key: Uint8Array.of(9) })).toBe('different');
      await store.stages.end(ID, 'end');
      expect(await store.stages.open(stage)).toBe('different');
      expect(await store.stages.find('t'.repeat(20))).toBeNull();
      expect(await store.stages.end('t'.repeat(20), 'end')).toBe(false);
    });

    test('a pass is one leaf: the same again is sealed, another is refused', async () => {
      expect(await submit('a', 'a')).toEqual(['sealed', 'sealed']);
      expect(await store.stages.submit(ID, { ...leaf('b'), pass: leaf('a').pass })).toBe('pass-used'); // prettier-ignore
      expect(await store.stages.submit(ID, { ...leaf('b'), edit: leaf('a').edit })).toBe('pass-used'); // prettier-ignore
      expect(await take('x')).toEqual(['"a"']);
    });

    test('an ended stage takes no new leaf, says that an old one is in, and takes its changes', async () => {
      await submit('a');
      await store.stages.end(ID, 'end');
      expect(await submit('a', 'b')).toEqual(['sealed', 'not-open']);
      expect(await store.stages.change(ID, edit('a', 2, '"better"'))).toBe('sealed');
      expect(await take('x')).toEqual(['"better"']);
    });

    test('nothing is handed out while too few wait', async () => {
      await submit('a', 'b', 'c');
      expect(await take('x', 4)).toBeNull();
      await submit('d');
      expect(await take('x', 4)).toEqual(['"a"', '"b"', '"c"', '"d"']);
    });

    test('at the end all that waits is one batch, however few, and that batch stays as it is', async () => {
      await submit('a', 'b');
      expect(await store.stages.end(ID, 'end')).toBe(true);
      expect(await take('end', 4)).toEqual(['"a"', '"b"']);
      await store.stages.change(ID, edit('a', 2, '"a2"'));
      expect(await store.stages.end(ID, 'end')).toBe(true);
      expect(await take('end', 4)).toEqual(['"b"']);
      expect(await take('x', 4)).toBeNull();
      expect(await store.stages.end(ID, 'close')).toBe(true);
      expect(await take('close', 4)).toEqual(['"a2"']);
      await store.stages.kept(ID, 'end');
      expect(await take('close', 4)).toEqual(['"a2"']);
    });

    test('a batch is the same until it is kept; what comes meanwhile is in the next', async () => {
      await submit('a', 'b');
      expect(await take('x')).toEqual(['"a"', '"b"']);
      await submit('c');
      expect(await take('x')).toEqual(['"a"', '"b"']);
      expect(await take('y')).toEqual(['"c"']);
      await store.stages.kept(ID, 'x');
      expect(await take('z')).toBeNull();
      await store.stages.kept(ID, 'y');
      expect(await take('y')).toBeNull();
    });

    test('new words replace those that wait, and follow those that have left', async () => {
      await submit('a', 'b');
      expect(await store.stages.change(ID, edit('a', 2, '"a2"'))).toBe('sealed');
      expect(await store.stages.change(ID, edit('a', 2, '"a2"'))).toBe('sealed');
      expect(await store.stages.change(ID, edit('a', 2, '"other"'))).toBe('newer-sealed');
      expect(await take('x')).toEqual(['"a2"', '"b"']);
      await store.stages.kept(ID, 'x');
      expect(await store.stages.change(ID, edit('b', 2, '"b2"'))).toBe('sealed');
      expect(await take('y')).toEqual(['changed "b2"']);
    });

    test('new words while the old are being handed out are not lost when those are kept', async () => {
      await submit('a', 'b');
      await take('x');
      expect(await store.stages.change(ID, edit('a', 2, '"a2"'))).toBe('sealed');
      await store.stages.kept(ID, 'x');
      expect(await take('y')).toEqual(['"a2"']);
    });

    test('taken back is for good, whether it waits, is being handed out or has left', async () => {
      await submit('a', 'b', 'c', 'd');
      expect(await store.stages.change(ID, edit('a', 2, null))).toBe('sealed');
      expect(await take('x')).toEqual(['"b"', '"c"', '"d"']);
      expect(await store.stages.change(ID, edit('b', 2, null))).toBe('sealed');
      await store.stages.kept(ID, 'x');
      expect(await store.stages.change(ID, edit('c', 2, null))).toBe('sealed');
      expect(await store.stages.change(ID, edit('c', 2, null))).toBe('sealed');
      expect(await store.stages.change(ID, edit('c', 3, '"back"'))).toBe('leaf-gone');
      expect(await submit('a')).toEqual(['sealed']);
      expect(await take('y')).toBeNull();
      expect(await store.stages.withdrawn(ID)).toEqual(['a', 'b', 'c'].map((n) => leaf(n).leafId));
    });

    test('only the edit secret’s hash finds a leaf', async () => {
      await submit('a');
      expect(await store.stages.change(ID, edit('b', 2, '"mine"'))).toBe('leaf-gone');
      const elsewhere = store.stages.change('t'.repeat(20), edit('a', 2, null));
      expect(await elsewhere).toBe('not-open');
    });

    test('forgetting destroys everything of it', async () => {
      await submit('a');
      await store.stages.forget(ID);
      expect(await store.stages.find(ID)).toBeNull();
      expect(await store.stages.withdrawn(ID)).toEqual([]);
      expect(await submit('a')).toEqual(['not-open']);
      expect(await store.stages.open(stage)).toBe('opened');
      expect(await take('x')).toBeNull();
    });
  });
}
