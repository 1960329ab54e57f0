import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import type { Announcement, House } from '@canopy/actions';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { keepHouse } from './housekeeping.ts';
import { startTestHost } from './testing/test-host.ts';
import { act, goTo, makeSeat, makeSession, makeStaff, newId } from './testing/test-people.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

describe('on a real host', () => {
  test('words that were taken away are in no file of the data folder soon after the session has closed; words that stand are in its record', async () => {
    const it = await startTestHost();
    const { house, dataDir } = it;
    const filesWith = async (words: string): Promise<string[]> => {
      const found: string[] = [];
      for (const name of await readdir(dataDir))
        if ((await readFile(path.join(dataDir, name))).includes(words)) found.push(name);
      return found;
    };
    const chair = await makeStaff(house, 'chair');
    const session = await makeSession(house, chair);
    const rowan = await makeSeat(house, session, 'rowan', chair);
    const { boardId } = await goTo(house, chair, session, 'board');
    const place = (text: string) =>
      act(house, rowan.caller, 'leaf:place', {
        intentId: newId(house),
        boardId,
        branchId: null,
        leaf: { kind: 'idea', content: { form: 'words', text }, lang: 'en' },
      });
    await act(house, chair.caller, 'board:reveal', { intentId: newId(house), boardId });
    await place('canary that stands');
    const { leafId } = await place('canary taken away');
    const edited = await place('canary before editing');
    await act(house, chair.caller, 'leaf:remove', { intentId: newId(house), boardId, leafId });
    await act(house, rowan.caller, 'leaf:edit', {
      intentId: newId(house),
      boardId,
      leafId: edited.leafId,
      kind: 'idea',
      content: { form: 'words', text: 'other words' },
    });
    expect(await filesWith('canary taken away')).not.toEqual([]);
    await act(house, chair.caller, 'session:close', { sessionId: session.sessionId });

    const soon = { timeout: 5_000, interval: 100 };
    await expect.poll(() => filesWith('canary taken away'), soon).toEqual([]);
    await expect.poll(() => filesWith('canary before editing'), soon).toEqual([]);
    expect(await filesWith('canary that stands')).toEqual(['canopy.db']);
    await it.stop();
    expect(await filesWith('canary').catch(() => [])).toEqual([]);
  });
});

describe('by the clock', () => {
  const ended: Announcement = { what: 'session-ended', sessionId: 's' };
  let done: string[];
  let house: House;
  let bugs: unknown[];
  beforeEach(async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'setInterval', 'clearTimeout', 'clearInterval'] });
    done = [];
    bugs = [];
    const note = (what: string) => () => {
      done.push(what);
      return Promise.resolve(true);
    };
    const noRows = () => Promise.resolve(0);
    house = {
      boards: { rest: note('boards') },
      notes: { rest: note('notes') },
      auth: { sweep: note('sign-ins') },
      store: {
        scrub: note('files'),
        votes: { removeDue: noRows },
        boards: { removeDue: noRows },
        seats: {
          removeDue: (now: number) => {
            done.push(`seats due at ${now / DAY}`);
            return noRows();
          },
          removeDueAliases: noRows,
        },
        audit: { removeDue: noRows },
      },
      clock: () => 7 * DAY,
      log: () => undefined,
    } as unknown as House;
  });
  afterEach(() => void vi.useRealTimers());
  const keep = () => keepHouse(house, (error) => bugs.push(error));
  /** Without the clock, which `vi.waitFor` would move on. */
  const settled = async () => {
    for (let turns = 0; turns < 50; turns += 1) await turn();
  };
  const TIDY = ['boards', 'notes', 'files'];

  test('each minute boards and notes are written whole, and only then leave their words the files', async () => {
    const keeping = keep();
    // What is forgotten at half a minute is over by then.
    await vi.advanceTimersByTimeAsync(MINUTE - 1);
    await settled();
    done = [];
    await vi.advanceTimersByTimeAsync(1);
    expect(done).toEqual(TIDY);
    keeping.stop();
    await vi.advanceTimersByTimeAsync(10 * MINUTE);
    expect(done).toEqual(TIDY);
  });

  test('what is due is forgotten soon after a start, and each hour, by the house’s own clock', async () => {
    const keeping = keep();
    await vi.advanceTimersByTimeAsync(30_000);
    await settled();
    expect(done).toEqual(['sign-ins', 'seats due at 7', ...TIDY]);
    done = [];
    await vi.advanceTimersByTimeAsync(60 * MINUTE - 30_000);
    await settled();
    expect(done.filter((what) => what.startsWith('seats'))).toEqual(['seats due at 7']);
    keeping.stop();
  });

  test('a session that ends is tidied up after at once, and ten that end together once', async () => {
    const keeping = keep();
    for (let n = 0; n < 10; n += 1) keeping.hear(ended);
    keeping.hear({ what: 'room', sessionId: 's' });
    await vi.advanceTimersByTimeAsync(1_000);
    expect(done).toEqual(TIDY);
    keeping.stop();
  });

  test('a full disk is no bug, and anything else is told', async () => {
    const failing = (error: Error) => {
      house = { ...house, boards: { ...house.boards, rest: () => Promise.reject(error) } };
      const keeping = keep();
      keeping.hear(ended);
      return vi.advanceTimersByTimeAsync(1_000).then(() => keeping.stop());
    };
    await failing(Object.assign(new Error('full'), { code: 'SQLITE_FULL' }));
    expect(bugs).toEqual([]);
    await failing(new Error('a bug'));
    expect(bugs).toHaveLength(1);
  });
});
