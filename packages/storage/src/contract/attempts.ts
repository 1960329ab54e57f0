import { describe, expect, test } from 'vitest';
import { aGroup, eachStore, plantBoard, type OpenStore } from './fixtures.ts';

export function describeAttempts(name: string, openStore: OpenStore): void {
  describe(`attempts (${name})`, () => {
    const store = eachStore(openStore, plantBoard);
    const ids = async () => (await store().groups.all()).map((group) => group.id).sort();
    const refuse = () => Promise.reject(new Error('refused'));

    test('a part that throws is taken back alone, and throws on', async () => {
      await store().transaction(async (tx) => {
        await tx.groups.add(aGroup('a'));
        const part = tx.attempt(async (inner) => {
          await inner.groups.add(aGroup('b'));
          expect(await inner.boards.append('board', new Uint8Array([1]))).toBe(1);
          throw new Error('refused');
        });
        await expect(part).rejects.toThrow('refused');
        await tx.groups.add(aGroup('c'));
      });
      expect(await ids()).toEqual(['a', 'c', 'group']);
      expect(await store().boards.lastSeq('board')).toBe(0);
    });

    test('a statement the database refuses spoils its part and nothing else', async () => {
      await store().transaction(async (tx) => {
        await tx.attempt((part) => part.groups.add(aGroup('a')));
        await expect(tx.attempt((part) => part.groups.add(aGroup('a')))).rejects.toThrow();
        await tx.attempt((part) => part.groups.add(aGroup('b')));
      });
      expect(await ids()).toEqual(['a', 'b', 'group']);
    });

    test('a part answers with what its work answered', async () => {
      const n = await store().transaction((tx) =>
        tx.attempt((part) => part.boards.append('board', new Uint8Array([1]))),
      );
      expect(n).toBe(1);
    });

    test('a part may hold parts: the inner goes alone, the outer takes the inner with it', async () => {
      await store().transaction(async (tx) => {
        await tx.attempt(async (outer) => {
          await outer.groups.add(aGroup('a'));
          await expect(
            outer.attempt(async (inner) => {
              await inner.groups.add(aGroup('b'));
              return refuse();
            }),
          ).rejects.toThrow('refused');
        });
        await expect(
          tx.attempt(async (outer) => {
            await outer.attempt((inner) => inner.groups.add(aGroup('c')));
            return refuse();
          }),
        ).rejects.toThrow('refused');
      });
      expect(await ids()).toEqual(['a', 'group']);
    });

    test('a transaction that throws takes back the parts that went well', async () => {
      const failing = store().transaction(async (tx) => {
        await tx.attempt((part) => part.groups.add(aGroup('a')));
        return refuse();
      });
      await expect(failing).rejects.toThrow('refused');
      expect(await ids()).toEqual(['group']);
    });

    test('parts go one at a time: a second beside the first throws', async () => {
      await store().transaction(async (tx) => {
        const first = tx.attempt((part) => part.groups.add(aGroup('a')));
        await expect(tx.attempt((part) => part.groups.add(aGroup('b')))).rejects.toThrow();
        await first;
      });
      expect(await ids()).toEqual(['a', 'group']);
    });

    test('there is no part without a whole', async () => {
      await expect(store().attempt(() => Promise.resolve())).rejects.toThrow();
    });
  });
}
