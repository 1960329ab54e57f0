import type { Stage } from '@canopy/domain';
import { describe, expect, test } from 'vitest';
import {
  aBoardStage,
  aGroup,
  aSession,
  aVoteStage,
  eachStore,
  type OpenStore,
} from './fixtures.ts';

export function describeSessions(name: string, openStore: OpenStore): void {
  describe(`sessions (${name})`, () => {
    const store = eachStore(openStore, async (s) => {
      await s.groups.add(aGroup('group'));
      await s.groups.add(aGroup('other'));
    });

    test('a session is read back whole, deleted or not', async () => {
      const session = aSession('s', { reactionsOn: false, pausedReason: 'staff', deletedAt: 7 });
      await store().sessions.add(session);
      expect(await store().sessions.find('s')).toEqual(session);
      expect(await store().sessions.findByJoinToken('join-s')).toEqual(session);
      expect(await store().sessions.find('t')).toBeNull();
    });

    test('changing replaces all but id, group and birth', async () => {
      await store().sessions.add(aSession('s'));
      const changed = aSession('s', {
        groupId: 'other',
        createdAt: 9,
        state: 'open',
        door: 'open',
        stageId: 'stage',
        stageStartedAt: 5,
        leadStaffId: 'ann',
        openedAt: 4,
      });
      expect(await store().sessions.change(changed)).toBe(true);
      expect(await store().sessions.find('s')).toEqual({
        ...changed,
        groupId: 'group',
        createdAt: 1_000,
      });
      expect(await store().sessions.change(aSession('t'))).toBe(false);
    });

    test('a spoken code lives only while its door is open and its session is not deleted', async () => {
      const found = async () => (await store().sessions.findByOpenCode('K7QM2XRD'))?.id ?? null;
      await store().sessions.add(aSession('s'));
      expect(await found()).toBeNull();
      await store().sessions.change(aSession('s', { door: 'locked' }));
      expect(await found()).toBeNull();
      await store().sessions.change(aSession('s', { door: 'open' }));
      expect(await found()).toBe('s');
      await store().sessions.change(aSession('s', { door: 'open', deletedAt: 5 }));
      expect(await found()).toBeNull();
    });

    test('sessions are listed soonest first, by group, without deleted ones', async () => {
      await store().sessions.add(aSession('late', { startsAt: 3 }));
      await store().sessions.add(aSession('soon', { startsAt: 1 }));
      await store().sessions.add(aSession('gone', { startsAt: 2, deletedAt: 1 }));
      await store().sessions.add(aSession('theirs', { startsAt: 2, groupId: 'other' }));
      const ids = async (groups: string[] | null) =>
        (await store().sessions.all(groups)).map((s) => s.id);
      expect(await ids(null)).toEqual(['soon', 'theirs', 'late']);
      expect(await ids(['group'])).toEqual(['soon', 'late']);
      expect(await ids([])).toEqual([]);
    });

    test('open sessions are found at start-up', async () => {
      await store().sessions.add(aSession('planned'));
      await store().sessions.add(aSession('open', { state: 'open' }));
      expect((await store().sessions.open()).map((s) => s.id)).toEqual(['open']);
    });
  });

  describe(`stages (${name})`, () => {
    const store = eachStore(openStore, async (s) => {
      await s.groups.add(aGroup('group'));
      await s.sessions.add(aSession('session'));
    });
    const fresh = { deletedAt: null, phase: 'think' };

    test('every kind of stage is read back whole', async () => {
      const welcome: Stage = {
        id: 'welcome',
        sessionId: 'session',
        position: 2,
        kind: 'welcome',
        name: { en: 'Welcome', cy: 'Croeso' },
        rung: 'told',
        minutes: null,
      };
      const planned = [aBoardStage('board'), aVoteStage('vote'), welcome];
      for (const stage of planned) await store().sessions.addStage(stage);
      expect(await store().sessions.stages('session')).toEqual(
        planned.map((stage) => ({ ...stage, ...fresh })),
      );
      expect(await store().sessions.findStage('other')).toBeNull();
    });

    test('changing a stage keeps its session and refuses another kind', async () => {
      await store().sessions.addStage(aBoardStage('stage'));
      const changed = aBoardStage('stage', { sessionId: 'x', privacy: 'named', position: 4 });
      expect(await store().sessions.changeStage(changed)).toBe(true);
      expect(await store().sessions.findStage('stage')).toEqual({
        ...changed,
        ...fresh,
        sessionId: 'session',
      });
      expect(await store().sessions.changeStage(aVoteStage('stage'))).toBe(false);
    });

    test('a deleted stage leaves the list and can be restored', async () => {
      await store().sessions.addStage(aBoardStage('stage'));
      expect(await store().sessions.setStageDeleted('stage', 5)).toBe(true);
      expect(await store().sessions.stages('session')).toEqual([]);
      expect((await store().sessions.findStage('stage'))?.deletedAt).toBe(5);
      await store().sessions.setStageDeleted('stage', null);
      expect(await store().sessions.stages('session')).toHaveLength(1);
      expect(await store().sessions.setStageDeleted('other', 5)).toBe(false);
    });

    test('a board goes from thinking to placing', async () => {
      await store().sessions.addStage(aBoardStage('stage'));
      await store().sessions.setPhase('stage', 'place');
      expect((await store().sessions.findStage('stage'))?.phase).toBe('place');
    });

    test('ordering gives positions from 0 in the order given', async () => {
      for (const id of ['a', 'b', 'c']) await store().sessions.addStage(aBoardStage(id));
      await store().sessions.orderStages('session', ['c', 'a', 'b']);
      const ordered = await store().sessions.stages('session');
      expect(ordered.map((s) => [s.id, s.position])).toEqual([['c', 0], ['a', 1], ['b', 2]]); // prettier-ignore
    });
  });
}
