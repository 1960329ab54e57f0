import { describe, expect, test } from 'vitest';
import {
  aRecord,
  aSession,
  aStrand,
  aTheme,
  eachStore,
  plant,
  type OpenStore,
} from './fixtures.ts';

export function describeOutcomes(name: string, openStore: OpenStore): void {
  describe(`records (${name})`, () => {
    const store = eachStore(openStore, plant);

    test('a record is written once and never replaced', async () => {
      expect(await store().outcomes.readRecord('session')).toBeNull();
      await store().outcomes.writeRecord(aRecord('session'));
      const other = { ...aRecord('session'), closedAt: 99 };
      await expect(store().outcomes.writeRecord(other)).rejects.toThrow();
      expect(await store().outcomes.readRecord('session')).toEqual({
        record: aRecord('session'),
        signedOffAt: null,
        signedOffBy: null,
      });
    });

    test('a record is signed off once', async () => {
      expect(await store().outcomes.signOff('session', 'ann', 5)).toBe(false);
      await store().outcomes.writeRecord(aRecord('session'));
      expect(await store().outcomes.signOff('session', 'ann', 5)).toBe(true);
      expect(await store().outcomes.signOff('session', 'ben', 6)).toBe(false);
      expect(await store().outcomes.readRecord('session')).toMatchObject({
        signedOffAt: 5,
        signedOffBy: 'ann',
      });
    });
  });

  describe(`themes (${name})`, () => {
    const store = eachStore(openStore, plant);

    test('themes are listed by position and changed in place', async () => {
      const { outcomes } = store();
      await outcomes.addStrand(aStrand('strand'));
      await outcomes.addTheme(aTheme('b', { position: 1 }));
      await outcomes.addTheme(aTheme('a'));
      expect(await outcomes.themesOf('session')).toEqual([
        aTheme('a'),
        aTheme('b', { position: 1 }),
      ]);
      const changed = aTheme('a', { position: 2, strandId: 'strand', leafIds: [] });
      expect(await outcomes.changeTheme(changed)).toBe(true);
      expect(await outcomes.themesOf('session')).toEqual([aTheme('b', { position: 1 }), changed]);
      expect(await outcomes.changeTheme(aTheme('other'))).toBe(false);
    });

    test('a deleted theme leaves the list and can be restored', async () => {
      const { outcomes } = store();
      await outcomes.addTheme(aTheme('a'));
      expect(await outcomes.setThemeDeleted('a', 5)).toBe(true);
      expect(await outcomes.themesOf('session')).toEqual([]);
      expect(await outcomes.findTheme('a')).toEqual({ ...aTheme('a'), deletedAt: 5 });
      await outcomes.setThemeDeleted('a', null);
      expect(await outcomes.themesOf('session')).toEqual([aTheme('a')]);
      expect(await outcomes.setThemeDeleted('other', 5)).toBe(false);
    });

    test('a strand sees signed-off themes only, newest session first', async () => {
      const { outcomes, sessions } = store();
      await outcomes.addStrand(aStrand('strand'));
      for (const [id, startsAt] of [['old', 1], ['new', 3], ['unsigned', 2]] as const) {
        await sessions.add(aSession(id, { startsAt }));
        await outcomes.writeRecord(aRecord(id));
        const theme = { sessionId: id, strandId: 'strand' };
        await outcomes.addTheme(aTheme(`${id}-2`, { ...theme, position: 1 }));
        await outcomes.addTheme(aTheme(`${id}-1`, theme));
        await outcomes.addTheme(aTheme(`${id}-gone`, theme));
        await outcomes.setThemeDeleted(`${id}-gone`, 1);
        await outcomes.addTheme(aTheme(`${id}-elsewhere`, { sessionId: id }));
      } // prettier-ignore
      for (const id of ['old', 'new']) await outcomes.signOff(id, 'ann', 5);
      expect((await outcomes.themesForStrand('strand')).map((t) => t.id)).toEqual([
        'new-1',
        'new-2',
        'old-1',
        'old-2',
      ]);
    });
  });

  describe(`work strands (${name})`, () => {
    const store = eachStore(openStore);

    test('strands are listed oldest first without deleted ones, which are still found', async () => {
      const { outcomes } = store();
      await outcomes.addStrand(aStrand('late', { createdAt: 3 }));
      await outcomes.addStrand(aStrand('early', { createdAt: 1 }));
      await outcomes.addStrand(aStrand('gone', { deletedAt: 2 }));
      expect((await outcomes.strands()).map((s) => s.id)).toEqual(['early', 'late']);
      expect(await outcomes.findStrand('gone')).toEqual(aStrand('gone', { deletedAt: 2 }));
      expect(await outcomes.findStrand('other')).toBeNull();
    });

    test('changing a strand replaces all but id and birth', async () => {
      const { outcomes } = store();
      await outcomes.addStrand(aStrand('s'));
      const changed = aStrand('s', { kind: 'other', ownerName: 'Sam', deletedAt: 4 });
      expect(await outcomes.changeStrand(changed)).toBe(true);
      expect(await outcomes.findStrand('s')).toEqual(changed);
      expect(await outcomes.changeStrand(aStrand('other'))).toBe(false);
    });
  });
}
