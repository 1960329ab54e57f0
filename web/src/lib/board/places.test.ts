import type { BoardContent, Leaf } from '@canopy/domain';
import { expect, test } from 'vitest';
import { findLeaf, inReadingOrder, placeOf, type Destination } from './places.ts';

const leaf = (id: string, branchId: string | null): Leaf => ({
  id,
  branchId,
  kind: 'idea',
  lang: 'en',
  alias: null,
  content: { form: 'words', text: id },
});
const content: BoardContent = {
  branches: [
    { id: 'x', title: { en: 'X', cy: '' }, leaves: ['a', 'b', 'c'].map((id) => leaf(id, 'x')) },
    { id: 'y', title: { en: 'Y', cy: '' }, leaves: [] },
  ],
  loose: [leaf('l', null)],
};
const goes = (id: string, destination: Destination) =>
  placeOf(content, findLeaf(content, id)!, destination);

test('leaves on no branch are read first: they still need a place', () => {
  expect(inReadingOrder(content).map(({ id }) => id)).toEqual(['l', 'a', 'b', 'c']);
});

test.each<[string, Destination, ReturnType<typeof goes>]>([
  ['a', { to: 'branch', branchId: 'y' }, { branchId: 'y', before: null }],
  ['a', { to: 'branch', branchId: 'x' }, null],
  ['a', { to: 'no-branch' }, { branchId: null, before: null }],
  ['l', { to: 'no-branch' }, null],
  ['b', { to: 'earlier' }, { branchId: 'x', before: 'a' }],
  ['a', { to: 'earlier' }, null],
  ['a', { to: 'later' }, { branchId: 'x', before: 'c' }],
  ['b', { to: 'later' }, { branchId: 'x', before: null }],
  ['c', { to: 'later' }, null],
  ['c', { to: 'first' }, { branchId: 'x', before: 'a' }],
  ['a', { to: 'last' }, { branchId: 'x', before: null }],
  ['l', { to: 'before', leafId: 'b' }, { branchId: 'x', before: 'b' }],
  ['b', { to: 'before', leafId: 'b' }, null],
])('%s to %o', (id, destination, place) => expect(goes(id, destination)).toEqual(place));
