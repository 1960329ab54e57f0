import { beforeEach, describe, expect, test } from 'vitest';
import { PERIODS } from '../data-map.ts';
import type { Store } from '../ports/store.ts';
import { forgetWhatIsDue } from '../retention.ts';
import {
  aBoardStage,
  aGroup,
  aSeat,
  aSession,
  aVoteStage,
  eachStore,
  type OpenStore,
} from './fixtures.ts';

const NOW = 2_000_000_000_000;
const HOUR = 60 * 60 * 1000;
const DAY = 24 * HOUR;

/** One session of each kind, by what it is called here. */
const SESSIONS = {
  'signed off an hour ago': { state: 'signed-off', openedAt: 1, closedAt: NOW - HOUR },
  'closed 91 days ago': { state: 'closed', openedAt: 1, closedAt: NOW - 91 * DAY },
  'closed 89 days ago': { state: 'closed', openedAt: 1, closedAt: NOW - 89 * DAY },
  'closed 23 hours ago': { state: 'closed', openedAt: 1, closedAt: NOW - 23 * HOUR },
  'open for a year': { state: 'open', openedAt: NOW - 365 * DAY },
  'never opened, due 91 days ago': { state: 'planned', startsAt: NOW - 91 * DAY },
  'due tomorrow': { state: 'planned', startsAt: NOW + DAY },
} as const;
type Name = keyof typeof SESSIONS;
const NAMES = Object.keys(SESSIONS) as Name[];

async function plantAll(store: Store): Promise<void> {
  await store.groups.add(aGroup('group'));
  for (const name of NAMES) await plantSession(store, name);
  for (const days of [729, 731])
    await store.audit.add({
      id: `line-${String(days)}`,
      at: NOW - days * DAY,
      staffId: 'ann',
      action: 'door:set',
      subjectId: null,
      sessionId: null,
    });
}

async function plantSession(store: Store, name: Name): Promise<void> {
  await store.sessions.add(aSession(name, { spokenCode: name, ...SESSIONS[name] }));
  await store.sessions.addStage(aBoardStage(`stage ${name}`, { sessionId: name }));
  await store.sessions.addStage(aVoteStage(`vote ${name}`, { sessionId: name }));
  await store.boards.create({
    boardId: `board ${name}`,
    sessionId: name,
    stageId: `stage ${name}`,
  });
  for (let n = 1; n <= 3; n += 1) await store.boards.append(`board ${name}`, new Uint8Array([n]));
  await store.boards.saveSnapshot(`board ${name}`, 1, new Uint8Array([9]));
  await store.votes.open(`vote ${name}`, []);
  for (const person of ['a', 'b']) {
    const seat = `${person} ${name}`;
    await store.seats.add(aSeat(seat, { sessionId: name }));
    await store.boards.setAuthor(`leaf ${seat}`, `board ${name}`, seat);
    const choice = { method: 'dots' as const, dots: [{ option: 'x', n: 1 }] };
    await store.votes.cast(`vote ${name}`, seat, choice);
  }
}

/** What is left of one session. */
async function leftOf(store: Store, name: Name) {
  const board = await store.boards.load(`board ${name}`);
  return {
    seats: (await store.seats.all(name)).length,
    cookie: (await store.seats.findByTokenHash(`hash-of-a ${name}`)) !== null,
    author: (await store.boards.authorOf(`leaf a ${name}`)) !== null,
    words: (board?.log.length ?? 0) + (board?.snapshot === null ? 0 : 1),
    ballots: await store.votes.countBallots(`vote ${name}`),
  };
}
const ALL = { seats: 2, cookie: true, author: true, words: 3, ballots: 2 };
const NONE = { seats: 0, cookie: false, author: false, words: 0 };

export function describeRetention(name: string, openStore: OpenStore): void {
  describe(`retention (${name})`, () => {
    const store = eachStore(openStore);
    beforeEach(() => plantAll(store()));

    test('what is due goes, and what is not stays', async () => {
      // Asked before, so that an answer remembered from then would be found out.
      for (const session of NAMES) expect(await leftOf(store(), session)).toEqual(ALL);
      const gone = await forgetWhatIsDue(store(), NOW);
      const left = Object.fromEntries(
        await Promise.all(NAMES.map(async (n) => [n, await leftOf(store(), n)] as const)),
      );
      expect(left).toEqual({
        'signed off an hour ago': { ...NONE, ballots: 2 },
        'closed 91 days ago': { ...NONE, ballots: 0 },
        'closed 89 days ago': { ...ALL, ballots: 0 },
        'closed 23 hours ago': ALL,
        'open for a year': ALL,
        'never opened, due 91 days ago': { ...NONE, ballots: 2 },
        'due tomorrow': ALL,
      });
      expect((await store().audit.recent(9)).map(({ id }) => id)).toEqual(['line-729']);
      expect(gone).toMatchObject({ seat: 6, leaf_author: 6, ballot: 4, audit_line: 1 });
    });

    test('a moment before its time, nothing goes; at its time, it does', async () => {
      const at = SESSIONS['closed 89 days ago'].closedAt;
      const due = at + PERIODS['until signed off, at most 90 days'];
      await forgetWhatIsDue(store(), due - 1);
      expect(await leftOf(store(), 'closed 89 days ago')).toMatchObject({ seats: 2, words: 3 });
      await forgetWhatIsDue(store(), due);
      expect(await leftOf(store(), 'closed 89 days ago')).toMatchObject(NONE);
    });

    test('a session stays what it is: its plan, its stages and its counts', async () => {
      await store().room.addReactions('stage closed 91 days ago', null, { '2764': 3 });
      await forgetWhatIsDue(store(), NOW);
      expect(await store().sessions.stages('closed 91 days ago')).toHaveLength(2);
      const { stage } = await store().room.reactionTotals('stage closed 91 days ago');
      expect(stage).toEqual({ '2764': 3 });
      expect(await store().boards.find('board closed 91 days ago')).toMatchObject({ epoch: 1 });
    });

    test('many rows go in batches, to the last one', async () => {
      const boardId = 'board closed 91 days ago';
      await store().transaction(async (tx) => {
        for (let n = 0; n < 450; n += 1) await tx.boards.setAuthor(`many ${n}`, boardId, 'a');
      });
      const gone = await forgetWhatIsDue(store(), NOW);
      expect(gone.leaf_author).toBe(456);
      expect(await store().boards.leavesBy(boardId, 'a')).toEqual([]);
      expect(await forgetWhatIsDue(store(), NOW)).toEqual({});
    });

    test('an alias may be taken again from the start once its seats are forgotten', async () => {
      await forgetWhatIsDue(store(), NOW);
      const seat = await store().seats.add(
        aSeat('new', { sessionId: 'never opened, due 91 days ago' }),
      );
      expect(seat.aliasNumber).toBe(1);
    });
  });
}
