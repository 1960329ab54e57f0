import { describe, expect, test } from 'vitest';
import { eachStore, plant, type OpenStore } from './fixtures.ts';

const bytes = (...values: number[]) => new Uint8Array(values);

export function describeNotes(name: string, openStore: OpenStore): void {
  describe(`staff notes (${name})`, () => {
    const store = eachStore(openStore, async (fresh) => {
      await plant(fresh);
      await fresh.notes.nextClient('session', null);
    });
    const append = (n: number) => store().notes.append('session', bytes(n));

    test('a session nobody has opened notes for has none', async () => {
      expect(await store().notes.head('other')).toBeNull();
      expect(await store().notes.load('other')).toBeNull();
      expect(await store().notes.since('other', 0)).toBeNull();
      await expect(store().notes.append('other', bytes(1))).rejects.toThrow();
    });

    test('notes begin empty, in their first epoch', async () => {
      expect(await store().notes.head('session')).toEqual({ epoch: 1, seq: 0 });
      expect(await store().notes.load('session')).toEqual({
        epoch: 1,
        seq: 0,
        snapshot: null,
        snapshotSeq: 0,
        log: [],
      });
      expect(await store().notes.since('session', 0)).toEqual([]);
    });

    test('every connection is given an id that none had before, at the same time too', async () => {
      const given = await Promise.all(
        Array.from({ length: 20 }, () => store().notes.nextClient('session', null)),
      );
      const ids = given.map(({ clientId }) => clientId).sort((a, b) => a - b);
      expect(ids).toEqual(Array.from({ length: 20 }, (_, n) => n + 2));
      expect(given[0]?.epoch).toBe(1);
    });

    test('a browser that comes back is told where the notes stand, and what it was has ended', async () => {
      await append(1);
      const back = await store().notes.nextClient('session', 1);
      expect(back).toEqual({ clientId: 2, epoch: 1, seq: 1 });
      expect(await store().notes.hasEnded('session', 1)).toBe(true);
      expect(await store().notes.hasEnded('session', 2)).toBe(false);
      // Twice, and one that is not given yet: neither does harm.
      await store().notes.nextClient('session', 1);
      const next = await store().notes.nextClient('session', 99);
      expect(await store().notes.hasEnded('session', 99)).toBe(false);
      expect(await store().notes.hasEnded('session', next.clientId)).toBe(false);
    });

    test('updates are numbered from 1 and read back in order, byte for byte', async () => {
      const all = Uint8Array.from({ length: 256 }, (_, i) => i);
      expect(await store().notes.append('session', all)).toBe(1);
      expect(await store().notes.append('session', bytes())).toBe(2);
      expect(await store().notes.head('session')).toEqual({ epoch: 1, seq: 2 });
      const entries = [
        { seq: 1, update: all },
        { seq: 2, update: bytes() },
      ];
      expect((await store().notes.load('session'))?.log).toEqual(entries);
      expect(await store().notes.since('session', 0)).toEqual(entries);
      expect(await store().notes.since('session', 1)).toEqual(entries.slice(1));
      expect(await store().notes.since('session', 2)).toEqual([]);
    });

    test('appending at the same time gives every update its own number', async () => {
      const seqs = await Promise.all(Array.from({ length: 50 }, (_, i) => append(i)));
      expect(seqs.sort((a, b) => a - b)).toEqual(Array.from({ length: 50 }, (_, i) => i + 1));
    });

    test('a number of a transaction that rolled back was never there', async () => {
      await append(1);
      const failing = store().transaction(async (tx) => {
        expect(await tx.notes.append('session', bytes(2))).toBe(2);
        throw new Error('refused');
      });
      await expect(failing).rejects.toThrow('refused');
      expect(await store().notes.head('session')).toMatchObject({ seq: 1 });
      expect(await append(3)).toBe(2);
    });

    test('a snapshot takes the place of the log up to its number, and is read with what follows', async () => {
      for (const n of [1, 2, 3]) await append(n);
      expect(await store().notes.saveSnapshot('session', 2, bytes(12))).toBe(true);
      expect(await store().notes.load('session')).toEqual({
        epoch: 1,
        seq: 3,
        snapshot: bytes(12),
        snapshotSeq: 2,
        log: [{ seq: 3, update: bytes(3) }],
      });
      await append(4);
      expect((await store().notes.load('session'))?.snapshot).toEqual(bytes(12));
      expect(await store().notes.since('session', 1)).toBe('snapshot');
      expect(await store().notes.since('session', 3)).toEqual([{ seq: 4, update: bytes(4) }]);
    });

    test('a snapshot of everything leaves no log, and numbers go on', async () => {
      for (const n of [1, 2]) await append(n);
      expect(await store().notes.saveSnapshot('session', 2, bytes(12))).toBe(true);
      expect(await store().notes.load('session')).toMatchObject({ snapshot: bytes(12), log: [] });
      expect(await append(3)).toBe(3);
    });

    test('a snapshot that is older, equal, or of what was never logged is refused', async () => {
      for (const n of [1, 2, 3]) await append(n);
      await store().notes.saveSnapshot('session', 2, bytes(12));
      for (const seq of [1, 2, 4])
        expect(await store().notes.saveSnapshot('session', seq, bytes(99))).toBe(false);
      expect((await store().notes.load('session'))?.snapshot).toEqual(bytes(12));
    });

    test('notes that are rebuilt are in the next epoch, and whoever held the old ones must load', async () => {
      for (const n of [1, 2]) await append(n);
      expect(await store().notes.rebuild('session', 1, bytes(7))).toBe(false);
      await store().notes.nextClient('session', 1);
      expect(await store().notes.rebuild('session', 2, bytes(7))).toBe(true);
      expect(await store().notes.hasEnded('session', 1)).toBe(false);
      expect(await store().notes.load('session')).toEqual({
        epoch: 2,
        seq: 3,
        snapshot: bytes(7),
        snapshotSeq: 3,
        log: [],
      });
      expect(await store().notes.since('session', 2)).toBe('snapshot');
      expect(await append(4)).toBe(4);
      expect((await store().notes.nextClient('session', null)).epoch).toBe(2);
    });

    test('each session has its own notes', async () => {
      await append(1);
      const session = await store().sessions.find('session');
      if (session === null) throw new Error('not planted');
      await store().sessions.add({ ...session, id: 'second', joinToken: 'second' });
      const first = { clientId: 1, epoch: 1, seq: 0 };
      expect(await store().notes.nextClient('second', null)).toEqual(first);
      expect((await store().notes.load('second'))?.log).toEqual([]);
    });
  });
}
