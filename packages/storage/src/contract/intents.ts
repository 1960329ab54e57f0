import { describe, expect, test } from 'vitest';
import { aGroup, eachStore, type OpenStore } from './fixtures.ts';

export function describeIntents(name: string, openStore: OpenStore): void {
  describe(`intents (${name})`, () => {
    const store = eachStore(openStore);

    test('the first reply is kept for whoever sent the intent', async () => {
      expect(await store().intents.replyTo('i', 'seat:a')).toBeNull();
      await store().intents.record('i', 'seat:a', 's', '{"ok":1}');
      expect(await store().intents.replyTo('i', 'seat:a')).toBe('{"ok":1}');
      expect(await store().intents.replyTo('i', 'seat:b')).toBeNull();
    });

    test('an intent is done once: a second recording undoes what came with it', async () => {
      await store().intents.record('i', 'seat:a', null, 'first');
      const again = store().transaction(async (tx) => {
        await tx.groups.add(aGroup('g'));
        await tx.intents.record('i', 'seat:a', null, 'second');
      });
      await expect(again).rejects.toThrow();
      expect(await store().groups.find('g')).toBeNull();
      expect(await store().intents.replyTo('i', 'seat:a')).toBe('first');
    });

    test('ten resends at once do it once', async () => {
      let done = 0;
      const send = () =>
        store().transaction(async (tx) => {
          const before = await tx.intents.replyTo('i', 'seat:a');
          if (before !== null) return before;
          done += 1;
          await tx.intents.record('i', 'seat:a', 's', `did ${String(done)}`);
          return `did ${String(done)}`;
        });
      const replies = await Promise.all(Array.from({ length: 10 }, send));
      expect(new Set(replies)).toEqual(new Set(['did 1']));
    });

    test('a closed session’s intents are forgotten, and no others', async () => {
      await store().intents.record('i', 'seat:a', 's', 'x');
      await store().intents.record('j', 'seat:a', 't', 'y');
      await store().intents.record('k', 'staff:a', null, 'z');
      await store().intents.forget('s');
      expect(await store().intents.replyTo('i', 'seat:a')).toBeNull();
      expect(await store().intents.replyTo('j', 'seat:a')).toBe('y');
      expect(await store().intents.replyTo('k', 'staff:a')).toBe('z');
    });
  });
}
