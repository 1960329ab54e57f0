import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { startTestHost, type TestHost } from '../testing/test-host.ts';
import {
  goTo,
  makeSeat,
  makeSession,
  makeStaff,
  newId,
  type TestSeat,
} from '../testing/test-people.ts';
import { closeReaders, openReader, type TestReader } from '../testing/test-reader.ts';
import { closeTabs, enterTab, until, type TestSocket } from '../testing/test-socket.ts';

let it: TestHost;
beforeAll(async () => {
  it = await startTestHost();
});
afterEach(() => {
  closeTabs();
  closeReaders();
});
afterAll(() => it.stop());

/** Every byte that reached one person, by either door. */
const everything = (tab: TestSocket, reader: TestReader): string =>
  tab.heard.join('\n') + Buffer.concat(reader.received).toString('latin1');

async function playBoard(privacy: 'named' | 'hidden') {
  const chair = await makeStaff(it.house, 'chair');
  const session = await makeSession(it.house, chair, 'adult', privacy);
  const author: TestSeat = await makeSeat(it.house, session, 'thistle', chair);
  const other = await makeSeat(it.house, session, 'pebble', chair);
  const { boardId } = await goTo(it.house, chair, session, 'board');
  const { sessionId } = session;
  const enter = ({ cookie }: { cookie: string }) => enterTab(it.url, { cookie, sessionId });
  const [writes, watches, staff] = [await enter(author), await enter(other), await enter(chair)];
  const feed = openReader(it.url, boardId, { cookie: other.cookie });
  await feed.synced;

  const say = (text: string) =>
    writes.ask('leaf:place', {
      intentId: newId(it.house),
      boardId,
      leaf: { kind: 'idea', content: { form: 'words', text }, lang: 'en' },
      branchId: null,
    });
  const held = await say('held back till reveal');
  expect(held.ok).toBe(true);
  await new Promise((resolve) => setTimeout(resolve, 200));
  const whileThinking = everything(watches, feed);
  const reveal = { intentId: newId(it.house), boardId };
  expect((await staff.ask('board:reveal', reveal)).ok).toBe(true);
  await say('said together');
  await until(() => everything(watches, feed).includes('said together'));
  return { author, other, whileThinking, watches, feed, staff };
}

describe('what another member receives', () => {
  test('while people think alone: nothing of anybody’s leaf but a number', async () => {
    const { whileThinking, author } = await playBoard('hidden');
    expect(whileThinking).not.toContain('held back');
    expect(whileThinking).not.toContain(author.seatId);
    expect(whileThinking).toContain('"held":1');
  });

  test('at Hidden: never the author’s alias and never a seat but their own', async () => {
    const { author, watches, feed } = await playBoard('hidden');
    const got = everything(watches, feed);
    expect(got).toContain('held back till reveal');
    expect(got).not.toContain('thistle');
    expect(got).not.toContain(author.seatId);
    expect(got).toContain('pebble');
  });

  test('at Named: the alias, and still no seat', async () => {
    const { author, watches, feed } = await playBoard('named');
    const got = everything(watches, feed);
    expect(got).toContain('thistle');
    expect(got).not.toContain(author.seatId);
  });

  test('the log holds no word, alias, token or address', async () => {
    const { author } = await playBoard('hidden');
    const token = author.cookie.split('=')[1] ?? '';
    for (const secret of ['held back', 'thistle', token, '127.0.0.1', '::1', 'localhost'])
      expect(it.logs()).not.toContain(secret);
  });
});
