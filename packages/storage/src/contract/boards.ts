import { describe, expect, test } from 'vitest';
import { eachStore, plant, plantBoard, type OpenStore } from './fixtures.ts';

const bytes = (...values: number[]) => new Uint8Array(values);

export function describeBoards(name: string, openStore: OpenStore): void {
  describe(`board log (${name})`, () => {
    const store = eachStore(openStore, plantBoard);

    test('a new board is empty, in its first epoch', async () => {
      const ids = { boardId: 'board', sessionId: 'session', stageId: 'stage', epoch: 1 };
      expect(await store().boards.find('board')).toEqual(ids);
      expect(await store().boards.forStage('stage')).toEqual({ boardId: 'board', epoch: 1 });
      expect(await store().boards.load('board')).toEqual({
        ...ids,
        snapshot: null,
        snapshotSeq: 0,
        log: [],
      });
      expect(await store().boards.find('other')).toBeNull();
      expect(await store().boards.forStage('vote')).toBeNull();
      expect(await store().boards.load('other')).toBeNull();
    });

    test('updates are numbered from 1 and read back in order, byte for byte', async () => {
      const all = Uint8Array.from({ length: 256 }, (_, i) => i);
      expect(await store().boards.append('board', all)).toBe(1);
      expect(await store().boards.append('board', bytes())).toBe(2);
      expect((await store().boards.load('board'))?.log).toEqual([
        { seq: 1, update: all },
        { seq: 2, update: bytes() },
      ]);
    });

    test('appending at the same time gives every update its own number', async () => {
      const seqs = await Promise.all(
        Array.from({ length: 50 }, (_, i) => store().boards.append('board', bytes(i))),
      );
      expect(seqs.sort((a, b) => a - b)).toEqual(Array.from({ length: 50 }, (_, i) => i + 1));
    });

    test('no board, no log', async () => {
      await expect(store().boards.append('other', bytes(1))).rejects.toThrow();
    });

    test('a snapshot takes the place of the log up to its number', async () => {
      for (const n of [1, 2, 3]) await store().boards.append('board', bytes(n));
      expect(await store().boards.saveSnapshot('board', 2, bytes(12))).toBe(true);
      expect(await store().boards.load('board')).toMatchObject({
        snapshot: bytes(12),
        snapshotSeq: 2,
        log: [{ seq: 3, update: bytes(3) }],
      });
    });

    test('a snapshot equal to or older than the one that stands is refused', async () => {
      for (const n of [1, 2, 3]) await store().boards.append('board', bytes(n));
      await store().boards.saveSnapshot('board', 2, bytes(12));
      expect(await store().boards.saveSnapshot('board', 2, bytes(99))).toBe(false);
      expect(await store().boards.saveSnapshot('board', 1, bytes(99))).toBe(false);
      expect((await store().boards.load('board'))?.snapshot).toEqual(bytes(12));
    });

    test('a snapshot of what was never logged is refused', async () => {
      await store().boards.append('board', bytes(1));
      expect(await store().boards.saveSnapshot('board', 2, bytes(99))).toBe(false);
    });

    test('a number is never used again, even when a snapshot has emptied the log', async () => {
      for (const n of [1, 2]) await store().boards.append('board', bytes(n));
      await store().boards.saveSnapshot('board', 2, bytes(12));
      expect((await store().boards.load('board'))?.log).toEqual([]);
      expect(await store().boards.append('board', bytes(3))).toBe(3);
    });

    test('who has heard up to a number reads exactly what came after it', async () => {
      for (const n of [1, 2, 3]) await store().boards.append('board', bytes(n));
      expect(await store().boards.since('board', 1)).toEqual([
        { seq: 2, update: bytes(2) },
        { seq: 3, update: bytes(3) },
      ]);
      expect(await store().boards.since('board', 3)).toEqual([]);
      expect(await store().boards.since('board', 9)).toEqual([]);
      expect(await store().boards.since('other', 0)).toBeNull();
    });

    test('what is compacted into the snapshot is not read from the log, and it says so', async () => {
      for (const n of [1, 2, 3]) await store().boards.append('board', bytes(n));
      await store().boards.saveSnapshot('board', 2, bytes(12));
      expect(await store().boards.since('board', 0)).toBe('snapshot');
      expect(await store().boards.since('board', 1)).toBe('snapshot');
      expect(await store().boards.since('board', 2)).toEqual([{ seq: 3, update: bytes(3) }]);
      await store().boards.saveSnapshot('board', 3, bytes(123));
      expect(await store().boards.since('board', 2)).toBe('snapshot');
      expect(await store().boards.since('board', 3)).toEqual([]);
    });

    test('the newest number is known without reading the log, also when that is empty', async () => {
      expect(await store().boards.lastSeq('board')).toBe(0);
      for (const n of [1, 2]) await store().boards.append('board', bytes(n));
      await store().boards.saveSnapshot('board', 2, bytes(12));
      expect(await store().boards.lastSeq('board')).toBe(2);
      expect(await store().boards.lastSeq('other')).toBeNull();
    });

    test('a number taken in a transaction that rolled back leaves no gap', async () => {
      await store().boards.append('board', bytes(1));
      const failing = store().transaction(async (tx) => {
        expect(await tx.boards.append('board', bytes(2))).toBe(2);
        throw new Error('refused');
      });
      await expect(failing).rejects.toThrow('refused');
      expect(await store().boards.append('board', bytes(3))).toBe(2);
      expect((await store().boards.load('board'))?.log.map((e) => e.update)).toEqual([
        bytes(1),
        bytes(3),
      ]);
    });
  });

  describe(`board deeds (${name})`, () => {
    const store = eachStore(openStore, plantBoard);
    const inverse = (intentId: string) => `undo ${intentId}`;
    const deed = (intentId: string, by = 'seat:a') =>
      store().intents.record(intentId, by, 'session', '{}', {
        boardId: 'board',
        inverse: inverse(intentId),
      });

    test('a deed is found only by the one who did it', async () => {
      await deed('one');
      expect(await store().boards.findDeed('one', 'seat:a')).toEqual({
        intentId: 'one',
        boardId: 'board',
        by: 'seat:a',
        inverse: inverse('one'),
        undone: false,
      });
      expect(await store().boards.findDeed('one', 'seat:b')).toBeNull();
    });

    test('what is undone is no longer offered, and the rest comes oldest first', async () => {
      for (const id of ['z', 'b', 'm']) await deed(id);
      await deed('theirs', 'staff:s');
      await store().boards.markUndone('b');
      expect(await store().boards.undoableBy('board', 'seat:a')).toEqual(['z', 'm']);
      expect((await store().boards.findDeed('b', 'seat:a'))?.undone).toBe(true);
    });

    test('at most the last 50 are offered', async () => {
      for (let i = 0; i < 53; i++) await deed(`i${String(i)}`);
      expect(await store().boards.undoableBy('board', 'seat:a')).toEqual(
        Array.from({ length: 50 }, (_, i) => `i${String(i + 3)}`),
      );
    });

    test('an intent that did nothing to a board is nobody’s deed', async () => {
      await store().intents.record('asked', 'seat:a', 'session', '{}');
      await deed('one');
      expect(await store().boards.findDeed('asked', 'seat:a')).toBeNull();
      await store().boards.markUndone('asked');
      expect(await store().boards.undoableBy('board', 'seat:a')).toEqual(['one']);
    });

    test('a deed is the reply’s own row: done a second time, neither is there twice', async () => {
      await deed('one');
      await expect(deed('one')).rejects.toThrow();
      expect(await store().boards.undoableBy('board', 'seat:a')).toHaveLength(1);
      expect(await store().intents.replyTo('one', 'seat:a')).toBe('{}');
    });

    test('closing a session forgets its deeds', async () => {
      await deed('one');
      await store().intents.forget('other');
      expect(await store().boards.undoableBy('board', 'seat:a')).toHaveLength(1);
      await store().intents.forget('session');
      expect(await store().boards.findDeed('one', 'seat:a')).toBeNull();
    });
  });

  describe(`one board per stage (${name})`, () => {
    const store = eachStore(openStore, plant);
    test('a stage cannot have two boards', async () => {
      await store().boards.create({ boardId: 'a', sessionId: 'session', stageId: 'stage' });
      await expect(
        store().boards.create({ boardId: 'b', sessionId: 'session', stageId: 'stage' }),
      ).rejects.toThrow();
    });
  });
}
