import { ALIAS_IDS } from '@canopy/domain';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { startTestHost, type TestHost } from '../testing/test-host.ts';
import { goTo, makeSeat, makeSession, makeStaff, newId } from '../testing/test-people.ts';
import { closeTabs, enterTab, until } from '../testing/test-socket.ts';

let it: TestHost;
beforeAll(async () => {
  it = await startTestHost();
});
afterEach(closeTabs);
afterAll(() => it.stop());

const idea = (it: TestHost, boardId: string) => ({
  intentId: newId(it.house),
  boardId,
  leaf: { kind: 'idea', content: { form: 'words', text: 'A quiet room' }, lang: 'en' },
  branchId: null,
});

describe('pausing the room', () => {
  test('reaches thirty screens within a second, and a crafted intent is refused', async () => {
    const chair = await makeStaff(it.house, 'chair');
    const session = await makeSession(it.house, chair);
    const seats = await Promise.all(
      ALIAS_IDS.slice(0, 30).map((alias) => makeSeat(it.house, session, alias, chair)),
    );
    const { boardId } = await goTo(it.house, chair, session, 'board');
    const { sessionId } = session;
    const tabs = await Promise.all(
      seats.map(({ cookie }) => enterTab(it.url, { cookie, sessionId })),
    );
    const staff = await enterTab(it.url, { cookie: chair.cookie, sessionId });
    expect((await tabs[0]!.ask('leaf:place', idea(it, boardId))).ok).toBe(true);

    const began = performance.now();
    expect((await staff.ask('room:pause', { sessionId })).ok).toBe(true);
    await until(() => tabs.every(({ room }) => room?.pause === 'staff'), 1_000);
    expect(performance.now() - began).toBeLessThan(1_000);

    for (const tab of tabs.slice(0, 3))
      expect((await tab.ask('leaf:place', idea(it, boardId))).refusal?.code).toBe('paused');
    expect((await tabs[0]!.ask('room:resume', { sessionId })).refusal?.code).toBe('not-allowed');

    await staff.ask('room:resume', { sessionId });
    await until(() => tabs.every(({ room }) => room?.pause === null));
    expect((await tabs[0]!.ask('leaf:place', idea(it, boardId))).ok).toBe(true);
  });
});
