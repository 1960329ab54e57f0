import { describe, expect, test } from 'vitest';
import { EmailTaken } from '../ports/index.ts';
import { aGroup, eachStore, someStaff, type OpenStore } from './fixtures.ts';

export function describeStaffMembers(name: string, openStore: OpenStore): void {
  describe(`staff members (${name})`, () => {
    const store = eachStore(openStore, async (s) => {
      await s.groups.add(aGroup('g1'));
      await s.groups.add(aGroup('g2'));
    });

    test('a member of staff is read back whole, and without the password hash', async () => {
      const { passwordHash, ...ann } = someStaff('ann', {
        role: 'note-taker',
        groupIds: ['g1', 'g2'],
      });
      await store().staff.add({ ...ann, passwordHash });
      expect(await store().staff.find('ann')).toEqual(ann);
      expect(await store().staff.findByEmail('ann@example.org')).toEqual({ ...ann, passwordHash });
      expect(await store().staff.find('ben')).toBeNull();
      expect(await store().staff.findByEmail('ben@example.org')).toBeNull();
    });

    test('one email belongs to one person', async () => {
      await store().staff.add(someStaff('ann'));
      const twin = someStaff('ben', { email: 'ann@example.org', groupIds: ['g1'] });
      await expect(store().staff.add(twin)).rejects.toBeInstanceOf(EmailTaken);
      expect(await store().staff.count()).toBe(1);
    });

    test('changing replaces name, role, approval, groups and disabling, never email or password', async () => {
      await store().staff.add(someStaff('ann', { groupIds: ['g1'] }));
      const { passwordHash: _hash, ...changed } = someStaff('ann', {
        email: 'other@example.org',
        name: 'Annie',
        role: 'co-facilitator',
        approvedForChildren: false,
        groupIds: ['g2'],
        disabledAt: 9,
      });
      expect(await store().staff.change(changed)).toBe(true);
      expect(await store().staff.findByEmail('ann@example.org')).toEqual({
        ...changed,
        email: 'ann@example.org',
        passwordHash: '$argon2id$of-ann',
      });
      expect(await store().staff.change({ ...changed, id: 'nobody' })).toBe(false);
    });

    test('a password is set for a person who exists', async () => {
      await store().staff.add(someStaff('ann'));
      expect(await store().staff.setPassword('ann', 'new')).toBe(true);
      expect(await store().staff.setPassword('ben', 'new')).toBe(false);
      expect((await store().staff.findByEmail('ann@example.org'))?.passwordHash).toBe('new');
    });

    test('everyone is listed oldest first, disabled ones too', async () => {
      await store().staff.add(someStaff('late', { createdAt: 3, groupIds: ['g1'] }));
      await store().staff.add(someStaff('early', { createdAt: 1, disabledAt: 2 }));
      const all = await store().staff.all();
      expect(all.map((s) => [s.id, s.groupIds])).toEqual([
        ['early', []],
        ['late', ['g1']],
      ]);
    });
  });
}
