import type { ReactionBurst } from '@canopy/protocol';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { startTestHost, type TestHost } from '../testing/test-host.ts';
import { goTo, makeSeat, makeSession, makeStaff } from '../testing/test-people.ts';
import { closeTabs, enterTab, until, type TestSocket } from '../testing/test-socket.ts';

let it: TestHost;
beforeAll(async () => {
  it = await startTestHost();
});
afterEach(closeTabs);
afterAll(() => it.stop());

const bursts = (tab: TestSocket): ReactionBurst[] =>
  tab.heard
    .map((line) => JSON.parse(line) as [string, ReactionBurst])
    .filter(([name]) => name === 'reactions:counted')
    .map(([, burst]) => burst);

describe('reactions', () => {
  test('are counted together, at most ten frames a second, and name nobody', async () => {
    const chair = await makeStaff(it.house, 'chair');
    const session = await makeSession(it.house, chair);
    const { stageId } = await goTo(it.house, chair, session, 'talk');
    const { sessionId } = session;
    const seats = await Promise.all(
      (['rowan', 'oak', 'willow'] as const).map((alias) =>
        makeSeat(it.house, session, alias, chair),
      ),
    );
    const tabs = await Promise.all(
      seats.map(({ cookie }) => enterTab(it.url, { cookie, sessionId })),
    );
    const watcher = await enterTab(it.url, { cookie: chair.cookie, sessionId });
    const began = performance.now();
    const code = '2764';
    await Promise.all(
      tabs.flatMap((tab) =>
        [1, 2, 3].map(() => tab.ask('reaction:send', { sessionId, code, leafId: null })),
      ),
    );
    await until(() => bursts(watcher).at(-1)?.totals[code] === 9);
    const frames = bursts(watcher).filter((burst) => Object.keys(burst.fresh).length > 0);
    expect(frames.length).toBeLessThanOrEqual(Math.ceil((performance.now() - began) / 100) + 1);
    expect(frames.reduce((sum, burst) => sum + (burst.fresh[code] ?? 0), 0)).toBe(9);
    for (const { seatId } of seats) expect(JSON.stringify(frames)).not.toContain(seatId);

    await new Promise((resolve) => setTimeout(resolve, 700));
    expect((await it.house.store.room.reactionTotals(stageId)).stage).toEqual({ [code]: 9 });

    // A newcomer is told what there is, and the next tap goes on from there.
    const late = await enterTab(it.url, { cookie: chair.cookie, sessionId });
    await until(() => bursts(late).at(-1)?.totals[code] === 9);
    await tabs[0]!.ask('reaction:send', { sessionId, code, leafId: null });
    await until(() => bursts(late).at(-1)?.totals[code] === 10);
  });

  test('one person cannot drown the room: four a second, the rest quietly not counted', () => {
    const { reactions } = it.house;
    const counted = Array.from({ length: 50 }, () =>
      reactions.count('session', 'no-such-stage', null, '2764', 'seat:x'),
    );
    expect(counted.filter(Boolean).length).toBeLessThanOrEqual(8);
  });

  test('what is in memory is written when it is asked for', async () => {
    const chair = await makeStaff(it.house, 'chair');
    const session = await makeSession(it.house, chair);
    const { stageId } = await goTo(it.house, chair, session, 'talk');
    it.house.reactions.count(session.sessionId, stageId, null, '1f44f', 'seat:y');
    await it.house.reactions.flush(session.sessionId);
    expect((await it.house.store.room.reactionTotals(stageId)).stage).toEqual({ '1f44f': 1 });
  });
});
