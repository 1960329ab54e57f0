import { describe, expect, test } from 'vitest';
import { aGroup, eachStore, type OpenStore } from './fixtures.ts';

export function describeGroups(name: string, openStore: OpenStore): void {
  describe(`groups (${name})`, () => {
    const store = eachStore(openStore);
    const panel = aGroup('panel', {
      kind: 'youth',
      serviceName: 'Gwynedd and Môn',
      createdAt: 500,
    });

    test('a group is read back whole', async () => {
      await store().groups.add(panel);
      expect(await store().groups.find('panel')).toEqual(panel);
      expect(await store().groups.find('other')).toBeNull();
    });

    test('changing replaces all but id and birth', async () => {
      await store().groups.add(panel);
      const changed = aGroup('panel', { name: { en: 'New', cy: '' }, createdAt: 9 });
      expect(await store().groups.change(changed)).toBe(true);
      expect(await store().groups.find('panel')).toEqual({ ...changed, createdAt: 500 });
      expect(await store().groups.change(aGroup('other'))).toBe(false);
    });

    test('a zero character in words breaks nothing, and finds nobody', async () => {
      const odd = aGroup('panel', { name: { en: 'a\0b', cy: '' }, serviceName: 'a\0b' });
      await store().groups.add(odd);
      expect((await store().groups.find('panel'))?.name).toEqual(odd.name);
      expect((await store().groups.find('panel'))?.serviceName).toMatch(/^a.b$/su);
      expect(await store().groups.find('pan\0el')).toBeNull();
      expect(await store().sessions.findByJoinToken('\0')).toBeNull();
    });

    test('all are listed oldest first', async () => {
      await store().groups.add(aGroup('adult'));
      await store().groups.add(panel);
      expect((await store().groups.all()).map((g) => g.id)).toEqual(['panel', 'adult']);
    });
  });
}
