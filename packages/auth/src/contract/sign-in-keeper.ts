import type { Store } from '@canopy/storage';
import { randomBytes } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { KeeperParts, SignInKeeper } from '../sign-in-keeper.ts';
import { hashToken } from '../tokens.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/**
 * What any keeper of sign-ins must do, on an empty store each time. Run on lucia today; run on
 * whatever replaces it.
 */
export function describeSignInKeeper(
  name: string,
  makeKeeper: (parts: KeeperParts) => SignInKeeper,
  openStore: () => Promise<Store>,
): void {
  describe(`sign-ins by ${name}`, () => {
    let store: Store;
    let now: number;
    let keeper: SignInKeeper;

    beforeEach(async () => {
      store = await openStore();
      for (const id of ['ann', 'ben'])
        await store.staff.add({
          id,
          email: `${id}@example.org`,
          name: id,
          role: 'chair',
          approvedForChildren: false,
          groupIds: [],
          disabledAt: null,
          createdAt: 1,
          passwordHash: 'x',
        });
      now = Date.parse('2026-03-02T09:00:00Z');
      keeper = makeKeeper({
        store,
        clock: () => now,
        randomBytes: (n) => randomBytes(n),
        idleMs: 2 * HOUR,
        absoluteMs: 12 * HOUR,
      });
    });
    afterEach(() => store.close());

    test('a sign-in is found by its token', async () => {
      const { token, signInId, expiresAt } = await keeper.signIn('ann');
      expect(expiresAt).toBe(now + 2 * HOUR);
      expect(await keeper.check(token)).toMatchObject({ staffId: 'ann', signInId });
    });

    test('an unknown, empty or altered token is nobody', async () => {
      const { token, signInId } = await keeper.signIn('ann');
      for (const wrong of ['', 'x', `${token}x`, token.toUpperCase(), hashToken(token), signInId])
        expect(await keeper.check(wrong)).toBeNull();
    });

    test('the store holds the hash of the token and not the token', async () => {
      const { token } = await keeper.signIn('ann');
      const stored = await store.signIns.forStaff('ann');
      expect(stored.map((row) => row.tokenHash)).toEqual([hashToken(token)]);
      expect(JSON.stringify(stored)).not.toContain(token);
    });

    test('two sign-ins never share a token or an id', async () => {
      const [a, b] = [await keeper.signIn('ann'), await keeper.signIn('ann')];
      expect(a.token).not.toBe(b.token);
      expect(a.signInId).not.toBe(b.signInId);
      expect(Buffer.from(a.token, 'base64url').length).toBeGreaterThanOrEqual(32);
    });

    test('it ends after the idle time without use, and is removed when met', async () => {
      const { token } = await keeper.signIn('ann');
      now += 2 * HOUR + 1_000;
      expect(await keeper.check(token)).toBeNull();
      expect(await store.signIns.forStaff('ann')).toEqual([]);
    });

    test('use moves the idle end: two whole idle hours from the last use', async () => {
      const { token } = await keeper.signIn('ann');
      now += 50 * MINUTE;
      expect((await keeper.check(token))?.expiresAt).toBe(now + 2 * HOUR);
      now += 2 * HOUR - MINUTE;
      expect(await keeper.check(token)).not.toBeNull();
    });

    test('it ends after the absolute time however much it is used', async () => {
      const { token } = await keeper.signIn('ann');
      const end = now + 12 * HOUR;
      while (now < end - HOUR) {
        now += HOUR / 2;
        const live = await keeper.check(token);
        expect(live).not.toBeNull();
        expect(live?.expiresAt).toBeLessThanOrEqual(end);
      }
      now = end - 5_000;
      expect(await keeper.check(token)).not.toBeNull();
      now = end + 1_000;
      expect(await keeper.check(token)).toBeNull();
    });

    test('signing out ends that sign-in and no other', async () => {
      const [phone, desk] = [await keeper.signIn('ann'), await keeper.signIn('ann')];
      await keeper.signOut(phone.token);
      await keeper.signOut(phone.token);
      expect(await keeper.check(phone.token)).toBeNull();
      expect(await keeper.check(desk.token)).not.toBeNull();
    });

    test('a sign-in can be ended by its public id', async () => {
      const { token, signInId } = await keeper.signIn('ann');
      await keeper.signOutById(signInId);
      await keeper.signOutById('unknown');
      expect(await keeper.check(token)).toBeNull();
    });

    test('signing a member of staff out everywhere leaves others in', async () => {
      const [a, b, other] = [
        await keeper.signIn('ann'),
        await keeper.signIn('ann'),
        await keeper.signIn('ben'),
      ];
      await keeper.signOutStaff('ann');
      expect(await keeper.check(a.token)).toBeNull();
      expect(await keeper.check(b.token)).toBeNull();
      expect(await keeper.check(other.token)).not.toBeNull();
    });

    test('rotating gives a new token, stops the old, and keeps the id and the absolute end', async () => {
      const first = await keeper.signIn('ann');
      now += HOUR;
      const second = await keeper.rotate(first.token);
      expect(second?.token).not.toBe(first.token);
      expect(second?.signInId).toBe(first.signInId);
      expect(await keeper.check(first.token)).toBeNull();
      expect(await keeper.check(second?.token ?? '')).not.toBeNull();
      const [stored] = await store.signIns.forStaff('ann');
      expect(stored?.endsAt).toBe(now + 11 * HOUR);
      expect(await keeper.rotate(first.token)).toBeNull();
    });

    test('sweeping removes the ended and keeps the live', async () => {
      await keeper.signIn('ann');
      now += 3 * HOUR;
      const live = await keeper.signIn('ben');
      expect(await keeper.sweep()).toBe(1);
      expect(await keeper.check(live.token)).not.toBeNull();
    });
  });
}
