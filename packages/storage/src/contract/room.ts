import { describe, expect, test } from 'vitest';
import { aBoardStage, aSession, eachStore, plant, type OpenStore } from './fixtures.ts';

export function describeRoom(name: string, openStore: OpenStore): void {
  describe(`room (${name})`, () => {
    const store = eachStore(openStore, plant);
    const ask = (id: string, at: number) =>
      ({ id, sessionId: 'session', seatId: 'seat', ask: 'speak', at }) as const;

    test('asks queue oldest first', async () => {
      await store().room.raiseAsk(ask('late', 2));
      await store().room.raiseAsk(ask('early', 1));
      expect(await store().room.asks('session')).toEqual([ask('early', 1), ask('late', 2)]);
      expect(await store().room.findAsk('late')).toEqual(ask('late', 2));
    });

    test('an ask is lowered once', async () => {
      await store().room.raiseAsk(ask('a', 1));
      expect(await store().room.lowerAsk('a')).toEqual(ask('a', 1));
      expect(await store().room.lowerAsk('a')).toBeNull();
      expect(await store().room.findAsk('a')).toBeNull();
    });

    test('a seat is marked once per stage and mark', async () => {
      expect(await store().room.mark('stage', 'a', 'checked-in')).toBe(true);
      expect(await store().room.mark('stage', 'a', 'checked-in')).toBe(false);
      expect(await store().room.mark('stage', 'a', 'more-time')).toBe(true);
      expect(await store().room.mark('vote', 'a', 'checked-in')).toBe(true);
      await store().room.mark('stage', 'b', 'checked-in');
      expect(await store().room.countMarks('stage', 'checked-in')).toBe(2);
      expect(await store().room.hasMark('stage', 'b', 'checked-in')).toBe(true);
      expect(await store().room.hasMark('stage', 'b', 'more-time')).toBe(false);
    });

    test('marks of one kind are taken from everybody in a stage, and can be set again', async () => {
      const { room } = store();
      for (const seat of ['a', 'b']) await room.mark('stage', seat, 'more-time');
      await room.mark('stage', 'a', 'checked-in');
      await room.mark('vote', 'a', 'more-time');
      expect((await room.takeMarks('stage', 'more-time')).sort()).toEqual(['a', 'b']);
      expect(await room.takeMarks('stage', 'more-time')).toEqual([]);
      expect(await room.countMarks('stage', 'more-time')).toBe(0);
      expect(await room.hasMark('stage', 'a', 'checked-in')).toBe(true);
      expect(await room.hasMark('vote', 'a', 'more-time')).toBe(true);
      expect(await room.mark('stage', 'a', 'more-time')).toBe(true);
    });

    test('check-in faces are counted, and nothing else of them is kept', async () => {
      const faces = ['good', 'good', 'pass'] as const;
      await Promise.all(faces.map((face) => store().room.countCheckIn('stage', face)));
      expect(await store().room.checkInTotals('stage')).toEqual({ good: 2, pass: 1 });
      expect(await store().room.checkInTotals('vote')).toEqual({});
    });

    test('check-in faces are told when enough have come since the last time, and not before', async () => {
      const { room } = store();
      const come = async (...faces: readonly ('good' | 'low')[]) => {
        for (const face of faces) {
          await room.countCheckIn('stage', face);
          await room.tellCheckIn('stage', 3);
        }
        return room.toldCheckIn('stage');
      };
      expect(await come('good', 'low')).toEqual({});
      expect(await come('good')).toEqual({ good: 2, low: 1 });
      expect(await come('low', 'low')).toEqual({ good: 2, low: 1 });
      expect(await come('low')).toEqual({ good: 2, low: 4 });
      expect(await room.toldCheckIn('vote')).toEqual({});
      expect(await room.checkInTotals('stage')).toEqual({ good: 2, low: 4 });
    });

    test('reactions add up for the stage and for each leaf, and adding says where they stand', async () => {
      const { room } = store();
      const first = await room.addReactions('stage', null, { '1f44d': 2, '2764': 1 });
      expect(first).toEqual({ '1f44d': 2, '2764': 1 });
      const second = await room.addReactions('stage', null, { '1f44d': 3, '1f622': 0 });
      expect(second).toEqual({ '1f44d': 5 });
      expect(await room.addReactions('stage', 'leaf', { '2764': 4 })).toEqual({ '2764': 4 });
      expect(await room.addReactions('stage', 'leaf', {})).toEqual({});
      expect(await room.reactionTotals('stage')).toEqual({
        stage: { '1f44d': 5, '2764': 1 },
        leaves: { leaf: { '2764': 4 } },
      });
    });

    test('time in a stage adds up over visits', async () => {
      await store().room.addSpent('stage', 1_000);
      await store().room.addSpent('stage', 500);
      await store().room.addSpent('vote', 20);
      expect(await store().room.spent('session')).toEqual({ stage: 1_500, vote: 20 });
    });

    test('closing wipes asks and marks of this session, and keeps counts and times', async () => {
      const { room, sessions } = store();
      await sessions.add(aSession('next'));
      await sessions.addStage(aBoardStage('theirs', { sessionId: 'next' }));
      await room.mark('theirs', 'x', 'checked-in');
      await room.raiseAsk({ ...ask('theirs', 1), sessionId: 'next' });
      await room.raiseAsk(ask('a', 1));
      await room.mark('stage', 'a', 'checked-in');
      await room.countCheckIn('stage', 'ok');
      await room.addSpent('stage', 7);
      await room.clear('session');
      expect(await room.asks('session')).toEqual([]);
      expect(await room.countMarks('stage', 'checked-in')).toBe(0);
      expect(await room.checkInTotals('stage')).toEqual({ ok: 1 });
      expect(await room.spent('session')).toEqual({ stage: 7 });
      expect(await room.countMarks('theirs', 'checked-in')).toBe(1);
      expect(await room.asks('next')).toHaveLength(1);
    });
  });
}
