import { describe, expect, test } from 'vitest';
import type { StoredSignIn } from '../ports/index.ts';
import { eachStore, someStaff, type OpenStore } from './fixtures.ts';

const aSignIn = (id: string, more: Partial<StoredSignIn> = {}): StoredSignIn => ({
  id,
  tokenHash: `hash-${id}`,
  staffId: 'ann',
  createdAt: 1,
  expiresAt: 100,
  endsAt: 1_000,
  ...more,
});

export function describeSignIns(name: string, openStore: OpenStore): void {
  describe(`sign-ins (${name})`, () => {
    const store = eachStore(openStore, async (s) => {
      await s.staff.add(someStaff('ann'));
      await s.staff.add(someStaff('ben'));
    });

    test('a sign-in is found by its token’s hash and by its id', async () => {
      await store().signIns.add(aSignIn('one'));
      expect(await store().signIns.findByTokenHash('hash-one')).toEqual(aSignIn('one'));
      expect(await store().signIns.find('one')).toEqual(aSignIn('one'));
      expect(await store().signIns.findByTokenHash('one')).toBeNull();
    });

    test('use moves the idle end and nothing else', async () => {
      await store().signIns.add(aSignIn('one'));
      await store().signIns.touch('hash-one', 500);
      expect(await store().signIns.find('one')).toEqual(aSignIn('one', { expiresAt: 500 }));
    });

    test('two sign-ins cannot share a token', async () => {
      await store().signIns.add(aSignIn('one'));
      await expect(
        store().signIns.add(aSignIn('two', { tokenHash: 'hash-one' })),
      ).rejects.toThrow();
    });

    test('one is removed alone, and a person’s all together', async () => {
      for (const id of ['one', 'two', 'three']) await store().signIns.add(aSignIn(id));
      await store().signIns.add(aSignIn('bens', { staffId: 'ben' }));
      await store().signIns.remove('hash-two');
      expect((await store().signIns.forStaff('ann')).map((s) => s.id)).toEqual(['one', 'three']);
      await store().signIns.removeForStaff('ann');
      expect(await store().signIns.forStaff('ann')).toEqual([]);
      expect(await store().signIns.forStaff('ben')).toHaveLength(1);
    });

    test('the ended are removed, by either end, and counted', async () => {
      await store().signIns.add(aSignIn('idle', { expiresAt: 50 }));
      await store().signIns.add(aSignIn('old', { expiresAt: 500, endsAt: 60 }));
      await store().signIns.add(aSignIn('live', { expiresAt: 500 }));
      expect(await store().signIns.removeExpired(60)).toBe(2);
      expect((await store().signIns.forStaff('ann')).map((s) => s.id)).toEqual(['live']);
    });
  });
}
