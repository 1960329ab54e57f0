import { beforeEach, describe, expect, test } from 'vitest';
import type { Caller } from '../caller.ts';
import { makeTestBoard, restarted, textOf, type TestBoard } from '../testing/test-board.ts';

let room: TestBoard;
const words = (text: string) => ({ kind: 'idea', content: { form: 'words', text } }) as const;
const undo = (who: { caller: Caller }, { intentId }: { intentId: string }) =>
  room.refused(who, 'board:undo', { undoes: intentId });
const undoable = async (by: string) => room.store.boards.undoableBy(room.boardId, by);

describe('people 24: on the board', () => {
  beforeEach(async () => {
    room = await makeTestBoard('adult');
    await room.did(room.chair, 'board:reveal', {});
  });

  test('place, move, edit and withdraw are undone in turn, also after a restart', async () => {
    const branchId = (await room.board()).branches[0]?.id ?? '';
    const placed = await room.writes(room.rowan, 'one');
    const { leafId } = placed;
    const states = [await room.board()];
    const deeds: { intentId: string }[] = [];
    const step = async (deed: Promise<{ intentId: string }>) => {
      deeds.push(await deed);
      states.push(await room.board());
    };
    await step(room.did(room.rowan, 'leaf:move', { leafId, branchId, before: null }));
    await step(room.did(room.rowan, 'leaf:edit', { leafId, ...words('two') }));
    await step(room.did(room.rowan, 'leaf:withdraw', { leafId }));
    expect(await undoable(`seat:${room.rowan.id}`)).toHaveLength(4);

    room = restarted(room);
    while (deeds.length > 0) {
      expect(await room.board()).toEqual(states.pop());
      expect(await undo(room.rowan, deeds.pop() ?? { intentId: '' })).toBeNull();
    }
    expect(await room.board()).toEqual(states.pop());
    expect(await undo(room.rowan, placed)).toBeNull();
    expect(await room.texts()).toEqual([]);
    expect(await undoable(`seat:${room.rowan.id}`)).toEqual([]);
  });

  test('once, by whoever did it, on its own board', async () => {
    const placed = await room.writes(room.rowan, 'one');
    expect(await undo(room.oak, placed)).toBe('nothing-to-undo');
    expect(await undo(room.chair, placed)).toBe('nothing-to-undo');
    expect(await undo(room.rowan, placed)).toBeNull();
    expect(await undo(room.rowan, placed)).toBe('nothing-to-undo');
  });

  test('staff put back what they removed, and its writer is still its writer', async () => {
    const { leafId } = await room.writes(room.rowan, 'one');
    const removed = await room.did(room.chair, 'leaf:remove', { leafId });
    expect(await undo(room.chair, removed)).toBeNull();
    expect(await room.texts()).toEqual(['one']);
    await room.did(room.rowan, 'leaf:edit', { leafId, ...words('still mine') });
  });

  test('nobody brings back what staff removed by undoing something else', async () => {
    const placed = await room.writes(room.rowan, 'one');
    const { leafId } = placed;
    const edited = await room.did(room.rowan, 'leaf:edit', { leafId, ...words('two') });
    const moved = await room.did(room.oak, 'leaf:move', { leafId, branchId: null, before: null });
    await room.did(room.chair, 'leaf:remove', { leafId });
    for (const [who, deed] of [[room.rowan, edited], [room.rowan, placed], [room.oak, moved]] as const)
      expect(await undo(who, deed)).toBe('nothing-to-undo'); // prettier-ignore
    expect(await room.texts()).toEqual([]);
  });

  test('a merge comes apart, leaving out what others have taken away since', async () => {
    const [a, b] = (await room.board()).branches.map(({ id }) => id);
    const one = await room.writes(room.rowan, 'one', { branchId: a ?? null });
    await room.writes(room.oak, 'two', { branchId: a ?? null });
    const merged = await room.did(room.chair, 'branch:merge', { branchId: a ?? '', into: b ?? '' });
    await room.did(room.rowan, 'leaf:withdraw', { leafId: one.leafId });
    expect(await undo(room.chair, merged)).toBeNull();
    const { branches } = await room.board();
    expect(branches.map(({ id }) => id).slice(0, 2)).toEqual([a, b]);
    expect(branches[0]?.leaves.map(textOf)).toEqual(['two']);
  });

  test('a leaf whose branch is gone comes back loose', async () => {
    const branchId = (await room.board()).branches[0]?.id ?? '';
    const { leafId } = await room.writes(room.rowan, 'one', { branchId });
    const withdrawn = await room.did(room.rowan, 'leaf:withdraw', { leafId });
    await room.did(room.chair, 'branch:remove', { branchId });
    expect(await undo(room.rowan, withdrawn)).toBeNull();
    expect((await room.board()).loose.map(textOf)).toEqual(['one']);
  });

  test('branches: added, renamed, moved, removed', async () => {
    const start = await room.board();
    const added = await room.did(room.rowan, 'branch:add', { title: 'Mine', lang: 'en' });
    const { branchId } = added;
    const renamed = await room.did(room.chair, 'branch:rename', { branchId, title: { en: 'Ours', cy: '' } }); // prettier-ignore
    const moved = await room.did(room.chair, 'branch:move', { branchId, before: start.branches[0]?.id ?? '' }); // prettier-ignore
    const removed = await room.did(room.chair, 'branch:remove', { branchId });
    for (const deed of [removed, moved, renamed]) expect(await undo(room.chair, deed)).toBeNull();
    expect(await undo(room.rowan, added)).toBeNull();
    expect(await room.board()).toEqual(start);
  });

  test('a reveal is not undone: what was read cannot be unread', async () => {
    const revealed = await room.did(room.chair, 'board:reveal', {});
    expect(await undo(room.chair, revealed)).toBe('nothing-to-undo');
  });
});

describe('held leaves', () => {
  test('written, edited and withdrawn, undone while thinking', async () => {
    room = await makeTestBoard('adult');
    const placed = await room.writes(room.rowan, 'one');
    const { leafId } = placed;
    const edited = await room.did(room.rowan, 'leaf:edit', { leafId, ...words('two') });
    const withdrawn = await room.did(room.rowan, 'leaf:withdraw', { leafId });
    room = restarted(room);
    expect(await undo(room.rowan, withdrawn)).toBeNull();
    expect(await room.held(room.rowan)).toEqual(['two']);
    expect(await undo(room.rowan, edited)).toBeNull();
    expect(await room.held(room.rowan)).toEqual(['one']);
    expect(await undo(room.rowan, placed)).toBeNull();
    expect(await room.held()).toEqual([]);
  });

  test('undone after the reveal: writing takes the leaf off, withdrawing puts it on', async () => {
    room = await makeTestBoard('adult');
    const placed = await room.writes(room.rowan, 'one');
    const other = await room.writes(room.rowan, 'two');
    const withdrawn = await room.did(room.rowan, 'leaf:withdraw', { leafId: other.leafId });
    await room.did(room.chair, 'board:reveal', {});
    expect(await undo(room.rowan, placed)).toBeNull();
    expect(await room.texts()).toEqual([]);
    expect(await undo(room.rowan, withdrawn)).toBeNull();
    expect(await room.texts()).toEqual(['two']);
    expect(await room.did(room.chair, 'leaf:who', { leafId: other.leafId })).toMatchObject({ alias: 'rowan' }); // prettier-ignore
  });

  test('people 60: in a youth panel undo is no way round the glance', async () => {
    room = await makeTestBoard('youth');
    const { leafId } = await room.writes(room.rowan, 'secret');
    const edited = await room.did(room.rowan, 'leaf:edit', { leafId, ...words('hello') });
    await room.did(room.chair, 'board:reveal', {});
    expect(await undo(room.rowan, edited)).toBe('nothing-to-undo');
    expect(await room.texts()).toEqual(['hello']);

    const again = await room.did(room.rowan, 'leaf:edit', { leafId, ...words('secret 2') });
    expect(await undo(room.rowan, again)).toBeNull();
    expect(await room.texts()).toEqual(['hello']);
    expect(await room.held()).toEqual([]);

    const held = await room.writes(room.oak, 'waiting');
    const removed = await room.did(room.chair, 'leaf:remove', { leafId: held.leafId });
    expect(await undo(room.chair, removed)).toBeNull();
    expect(await room.held(room.oak)).toEqual(['waiting']);
    expect(await room.texts()).toEqual(['hello']);
  });
});
