import { beforeEach, describe, expect, test } from 'vitest';
import { liveSession, type LivedSession } from '../after/fixtures/lived-session.ts';
import { readSaidAndDone } from './said-and-done.ts';
import { listStrands, readStrand } from './strands.ts';

let s: LivedSession;
let strandId: string;
beforeEach(async () => {
  s = await liveSession(4);
  await s.close();
  const strand = await s.t.act(s.chair.caller, 'strand:add', {
    kind: 'reporting',
    name: { en: 'Reporting', cy: 'Adrodd' },
    ownerName: 'Wren',
  });
  const theme = await s.t.act(s.chair.caller, 'theme:add', {
    sessionId: s.session.id,
    theme: { name: { en: 'Warn us', cy: '' }, line: { en: 'A text helps.', cy: '' }, leafIds: [] },
  });
  if (!strand.ok || !theme.ok) throw new Error('not planted');
  strandId = strand.value.strandId;
  await s.t.act(s.chair.caller, 'theme:send', { themeId: theme.value.themeId, strandId });
});

const sign = () => s.t.act(s.chair.caller, 'record:sign-off', { sessionId: s.session.id });
const said = async () => {
  const read = await readSaidAndDone(s.t.house, s.session.groupId);
  if (!read.ok) throw new Error(read.refusal.code);
  return read.value;
};

describe('said and done (people 99)', () => {
  test('shows nothing before sign-off, and then each theme, where it went and the answer', async () => {
    expect((await said()).sessions).toEqual([]);
    await sign();
    expect((await said()).sessions).toMatchObject([
      {
        id: s.session.id,
        themes: [{ name: { en: 'Warn us' }, answer: 'heard', strand: { name: { en: 'Reporting' }, ownerName: 'Wren' } }],
      },
    ]); // prettier-ignore
  });

  test('never counts a small group, and carries no seat, alias or staff', async () => {
    await sign();
    const view = await said();
    expect(view.sessions[0]?.members).toEqual({ shown: false });
    const json = JSON.stringify(view);
    for (const secret of [...s.seats.map(({ id }) => id), s.chair.id, 'example.org', 'Said by all'])
      expect(json).not.toContain(secret);
  });

  test('a group that is not there is not found', async () => {
    expect(await readSaidAndDone(s.t.house, 'z'.repeat(20))).toMatchObject({ refusal: { code: 'not-found' } }); // prettier-ignore
  });
});

describe('a strand', () => {
  const read = (caller = s.chair.caller) => readStrand(s.t.house, caller, strandId);

  test('lists its themes with group, session and date, once they are signed off', async () => {
    expect(await read()).toMatchObject({ value: { themes: [] } });
    await sign();
    expect(await read()).toMatchObject({
      value: {
        strand: { ownerName: 'Wren' },
        themes: [{ group: { id: s.session.groupId }, session: { id: s.session.id } }],
        mayEdit: true,
      },
    });
    expect(await listStrands(s.t.house, s.chair.caller)).toMatchObject({ value: { strands: [{ themes: 1 }] } }); // prettier-ignore
  });

  test('shows a helper only what came from their own groups', async () => {
    await sign();
    const other = await s.t.addStaff('co-facilitator', { groupIds: [] });
    expect(await read(other.caller)).toMatchObject({ value: { themes: [], mayEdit: false } });
    expect(await listStrands(s.t.house, other.caller)).toMatchObject({ value: { strands: [{ themes: 0 }] } }); // prettier-ignore
    expect(await read(s.t.nobody)).toMatchObject({ refusal: { code: 'not-signed-in' } });
  });
});
