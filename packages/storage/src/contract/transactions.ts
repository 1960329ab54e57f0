import { describe, expect, test } from 'vitest';
import { aGroup, eachStore, plantBoard, type OpenStore } from './fixtures.ts';

export function describeTransactions(name: string, openStore: OpenStore): void {
  describe(`transactions (${name})`, () => {
    const store = eachStore(openStore, plantBoard);

    test('what a transaction does is there when it resolves', async () => {
      const answer = await store().transaction(async (tx) => {
        await tx.groups.add(aGroup('a'));
        await tx.groups.add(aGroup('b'));
        return 'done';
      });
      expect(answer).toBe('done');
      expect(await store().groups.all()).toHaveLength(3);
    });

    test('throwing takes all of it back', async () => {
      const failing = store().transaction(async (tx) => {
        await tx.groups.add(aGroup('a'));
        await tx.boards.append('board', new Uint8Array([1]));
        expect(await tx.groups.find('a')).not.toBeNull();
        throw new Error('refused');
      });
      await expect(failing).rejects.toThrow('refused');
      expect(await store().groups.find('a')).toBeNull();
      expect((await store().boards.load('board'))?.log).toEqual([]);
    });

    test('a statement the database refuses takes back what came before it', async () => {
      const failing = store().transaction(async (tx) => {
        await tx.groups.add(aGroup('a'));
        await tx.groups.add(aGroup('a'));
      });
      await expect(failing).rejects.toThrow();
      expect(await store().groups.find('a')).toBeNull();
    });

    test('a transaction inside a transaction throws, either way it is asked for', async () => {
      const inner = async () => Promise.resolve();
      await expect(store().transaction((tx) => tx.transaction(inner))).rejects.toThrow();
      await expect(store().transaction(() => store().transaction(inner))).rejects.toThrow();
    });

    test('using the outer store inside a transaction throws instead of waiting for ever', async () => {
      const wrong = store().transaction(() => store().groups.all());
      await expect(wrong).rejects.toThrow('only the store that was handed in');
      expect(await store().groups.all()).toHaveLength(1);
    });

    test('reading from outside while a transaction runs waits or sees the old, and never hangs', async () => {
      const started = Promise.withResolvers<undefined>();
      const go = Promise.withResolvers<undefined>();
      const running = store().transaction(async (tx) => {
        await tx.groups.add(aGroup('a'));
        started.resolve(undefined);
        await go.promise;
      });
      await started.promise;
      const reading = store().groups.all();
      go.resolve(undefined);
      await running;
      expect([1, 2]).toContain((await reading).length);
    });

    test('many transactions at once are done one after the other, none lost', async () => {
      await Promise.all(
        Array.from({ length: 30 }, () =>
          store().transaction(async (tx) => {
            const group = await tx.groups.find('group');
            if (group === null) throw new Error('no group');
            await Promise.resolve();
            await tx.groups.change({ ...group, name: { en: `${group.name.en}+`, cy: '' } });
          }),
        ),
      );
      expect((await store().groups.find('group'))?.name.en).toMatch(/[^+]\+{30}$/);
    });

    test('one turn goes strictly one after the other, in the order asked', async () => {
      const happened: string[] = [];
      await Promise.all(
        ['a', 'b', 'c', 'd'].map((name) =>
          store().transaction(async (tx) => {
            happened.push(`${name} in`);
            await tx.groups.find('group');
            await new Promise((done) => setTimeout(done, 5));
            happened.push(`${name} out`);
          }, 'session'),
        ),
      );
      expect(happened.join(', ')).toBe('a in, a out, b in, b out, c in, c out, d in, d out');
    });

    test('a transaction that throws gives up its turn', async () => {
      const failing = store().transaction(() => Promise.reject(new Error('refused')), 'session');
      const next = store().transaction((tx) => tx.groups.all(), 'session');
      await expect(failing).rejects.toThrow('refused');
      expect(await next).toHaveLength(1);
    });

    test('an open store is ready, a closed one is not and says so without throwing', async () => {
      const short = await openStore();
      expect(await short.isReady()).toBe(true);
      await short.close();
      expect(await short.isReady()).toBe(false);
    });
  });
}
