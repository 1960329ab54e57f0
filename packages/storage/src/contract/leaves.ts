import type { LeafInput } from '@canopy/domain';
import { describe, expect, test } from 'vitest';
import { aLeaf, eachStore, plantBoard, type OpenStore } from './fixtures.ts';

/** The leaf half of the boards port: who wrote one, and those held back. */
export function describeLeaves(name: string, openStore: OpenStore): void {
  describe(`leaf authors (${name})`, () => {
    const store = eachStore(openStore, plantBoard);

    test('a leaf has one author, known by leaf and by seat', async () => {
      await store().boards.setAuthor('leaf-2', 'board', 'a');
      await store().boards.setAuthor('leaf-1', 'board', 'a');
      await store().boards.setAuthor('leaf-3', 'board', 'b');
      expect(await store().boards.authorOf('leaf-1')).toBe('a');
      expect(await store().boards.authorOf('leaf-9')).toBeNull();
      expect(await store().boards.leavesBy('board', 'a')).toEqual(['leaf-1', 'leaf-2']);
      expect(await store().boards.leavesBy('other', 'a')).toEqual([]);
    });

    test('authors are counted once each, held leaves too', async () => {
      await store().boards.setAuthor('leaf-1', 'board', 'a');
      await store().boards.setAuthor('leaf-2', 'board', 'a');
      for (const [id, seatId] of [
        ['h1', 'a'],
        ['h2', 'b'],
      ] as const)
        // prettier-ignore
        await store().boards.hold({ ...aLeaf('x'), id, boardId: 'board', seatId, branchId: null });
      expect(await store().boards.authorCount('board')).toBe(2);
      expect(await store().boards.authorCount('other')).toBe(0);
    });
  });

  describe(`held leaves (${name})`, () => {
    const store = eachStore(openStore, plantBoard);
    const held = (id: string, seatId = 'a', leaf: LeafInput = aLeaf(id)) => ({
      ...leaf,
      id,
      boardId: 'board',
      seatId,
      branchId: null,
    });
    const emoji: LeafInput = {
      kind: 'works',
      content: { form: 'emoji', emoji: '1f44d', word: 'da' },
      lang: 'cy',
    };

    test('held leaves are read back whole, oldest first', async () => {
      await store().boards.hold(held('z'));
      await store().boards.hold(held('a', 'b', emoji));
      expect(await store().boards.heldOn('board')).toEqual([held('z'), held('a', 'b', emoji)]);
      expect(await store().boards.heldBy('board', 'b')).toEqual([held('a', 'b', emoji)]);
      expect(await store().boards.findHeld('z')).toEqual(held('z'));
      expect(await store().boards.countHeld('board')).toBe(2);
    });

    test('a held leaf changes in its place', async () => {
      await store().boards.hold(held('one'));
      await store().boards.hold(held('two'));
      expect(await store().boards.changeHeld('one', emoji)).toBe(true);
      expect(await store().boards.heldOn('board')).toEqual([held('one', 'a', emoji), held('two')]);
      expect(await store().boards.changeHeld('other', emoji)).toBe(false);
    });

    test('a held leaf is dropped once', async () => {
      await store().boards.hold(held('one'));
      expect(await store().boards.dropHeld('one')).toEqual(held('one'));
      expect(await store().boards.dropHeld('one')).toBeNull();
      expect(await store().boards.countHeld('board')).toBe(0);
    });
  });
}
