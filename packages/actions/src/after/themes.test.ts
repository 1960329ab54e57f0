import { beforeEach, describe, expect, test } from 'vitest';
import { liveSession, type LivedSession } from './fixtures/lived-session.ts';
import { leavesIn } from './open-record.ts';

let s: LivedSession;
let leafIds: string[];
beforeEach(async () => {
  s = await liveSession(6);
  await s.close();
  const stored = await s.t.store.outcomes.readRecord(s.session.id);
  leafIds = stored === null ? [] : leavesIn(stored.record).map(({ id }) => id);
});

const line = { en: 'People want warning.', cy: '' };
const add = (name: string, leaves = leafIds.slice(0, 2), words = line) =>
  s.t.act(s.chair.caller, 'theme:add', {
    sessionId: s.session.id,
    theme: { name: { en: name, cy: '' }, line: words, leafIds: leaves },
  });
async function added(name: string, words = line): Promise<string> {
  const result = await add(name, undefined, words);
  if (!result.ok) throw new Error(result.refusal.code);
  return result.value.themeId;
}
async function strand(): Promise<string> {
  const result = await s.t.act(s.chair.caller, 'strand:add', {
    kind: 'reporting',
    name: { en: 'Reporting', cy: 'Adrodd' },
    ownerName: 'Wren',
  });
  if (!result.ok) throw new Error(result.refusal.code);
  return result.value.strandId;
}
const send = (themeId: string, strandId: string | null) =>
  s.t.act(s.chair.caller, 'theme:send', { themeId, strandId });
const sign = () => s.t.act(s.chair.caller, 'record:sign-off', { sessionId: s.session.id });
const names = async () =>
  (await s.t.store.outcomes.themesOf(s.session.id)).map(({ name }) => name.en);
const refused = (code: string) => ({ ok: false, refusal: { code } });

describe('themes', () => {
  test('are added in order, moved, taken away and put back', async () => {
    const [a, , c] = [await added('A'), await added('B'), await added('C')];
    expect(await names()).toEqual(['A', 'B', 'C']);
    await s.t.act(s.chair.caller, 'theme:move', { themeId: c, to: 0 });
    expect(await names()).toEqual(['C', 'A', 'B']);
    await s.t.act(s.chair.caller, 'theme:delete', { themeId: a });
    expect(await names()).toEqual(['C', 'B']);
    expect(await s.t.act(s.chair.caller, 'theme:delete', { themeId: a })).toMatchObject(
      refused('not-found'),
    );
    await s.t.act(s.chair.caller, 'theme:restore', { themeId: a });
    expect(await names()).toEqual(['C', 'A', 'B']);
  });

  test('hold only leaves of this record, each once', async () => {
    expect(await add('Stranger', ['a'.repeat(20)])).toMatchObject(refused('leaf-gone'));
    const [one = '', two = ''] = leafIds;
    expect((await add('Twice', [one, two, one])).ok).toBe(true);
    expect((await s.t.store.outcomes.themesOf(s.session.id))[0]?.leafIds).toEqual([one, two]);
  });

  test('are changed only between close and sign-off', async () => {
    const open = await liveSession(1);
    expect(
      await open.t.act(open.chair.caller, 'theme:add', {
        sessionId: open.session.id,
        theme: { name: { en: 'Early', cy: '' }, line, leafIds: [] },
      }),
    ).toMatchObject(refused('not-found'));

    const themeId = await added('A');
    await send(themeId, await strand());
    expect((await sign()).ok).toBe(true);
    expect(await add('Late')).toMatchObject(refused('already-signed-off'));
    for (const [name, input] of [
      ['theme:edit', { themeId, theme: { name: { en: 'B', cy: '' }, line, leafIds: [] } }],
      ['theme:move', { themeId, to: 0 }],
      ['theme:delete', { themeId }],
      ['theme:restore', { themeId }],
      ['theme:send', { themeId, strandId: null }],
    ] as const)
      expect(await s.t.act(s.chair.caller, name, input)).toMatchObject(
        refused('already-signed-off'),
      );
  });

  test('go to a strand that is there, or to none', async () => {
    const themeId = await added('A');
    expect(await send(themeId, 'b'.repeat(20))).toMatchObject(refused('not-found'));
    expect((await send(themeId, await strand())).ok).toBe(true);
    expect((await send(themeId, null)).ok).toBe(true);
  });
});

describe('signing off', () => {
  test('needs a line and a strand on each theme', async () => {
    const themeId = await added('A', { en: '', cy: '' });
    expect(await sign()).toMatchObject(refused('theme-unfinished'));
    await send(themeId, await strand());
    expect(await sign()).toMatchObject({
      ok: false,
      refusal: { code: 'theme-unfinished', field: themeId },
    });
    await s.t.act(s.chair.caller, 'theme:edit', {
      themeId,
      theme: { name: { en: 'A', cy: '' }, line, leafIds: [] },
    });
    expect((await sign()).ok).toBe(true);
    expect((await s.t.store.sessions.find(s.session.id))?.state).toBe('signed-off');
    expect(await sign()).toMatchObject(refused('already-signed-off'));
  });

  test('may be done with no theme at all, and not before the session has closed', async () => {
    expect((await sign()).ok).toBe(true);
    const open = await liveSession(1);
    expect(
      await open.t.act(open.chair.caller, 'record:sign-off', { sessionId: open.session.id }),
    ).toMatchObject(refused('not-found'));
  });

  test('is the chair’s, not a helper’s', async () => {
    const helper = await s.t.addStaff('co-facilitator', { groupIds: [s.session.groupId] });
    expect(
      await s.t.act(helper.caller, 'record:sign-off', { sessionId: s.session.id }),
    ).toMatchObject(refused('not-allowed'));
  });
});

test('a strand is changed, and one that is not there is not', async () => {
  const strandId = await strand();
  const changed = { kind: 'other', name: { en: 'New name', cy: '' }, ownerName: 'Lark' };
  expect((await s.t.act(s.chair.caller, 'strand:edit', { strandId, strand: changed })).ok).toBe(
    true,
  );
  expect(await s.t.store.outcomes.findStrand(strandId)).toMatchObject(changed);
  expect(
    await s.t.act(s.chair.caller, 'strand:edit', { strandId: 'c'.repeat(20), strand: changed }),
  ).toMatchObject(refused('not-found'));
});
