import type { SessionRecord } from '@canopy/domain';
import { beforeEach, describe, expect, test } from 'vitest';
import { liveSession, type LivedSession } from './fixtures/lived-session.ts';
import { replaceStore } from '../testing/test-house.ts';
import { leavesIn } from './open-record.ts';

let s: LivedSession;
beforeEach(async () => {
  s = await liveSession();
});

const state = async () => (await s.t.store.sessions.find(s.session.id))?.state;
async function record(): Promise<SessionRecord> {
  const stored = await s.t.store.outcomes.readRecord(s.session.id);
  if (stored === null) throw new Error('no record');
  return stored.record;
}
const textOf = (leaf: ReturnType<typeof leavesIn>[number]) =>
  leaf.content.form === 'words' ? leaf.content.text : '';

describe('closing a session', () => {
  test('writes the record and closes, and tells everyone it has ended', async () => {
    s.t.announced();
    expect(await s.close()).toEqual({ ok: true, value: {} });
    const session = await s.t.store.sessions.find(s.session.id);
    expect(session).toMatchObject({ state: 'closed', door: 'shut', closedAt: s.t.house.clock() });
    expect(await record()).toMatchObject({
      sessionId: s.session.id,
      attendance: { members: 12, staff: 1 },
    });
    expect(s.t.announced()).toContainEqual({ what: 'session-ended', sessionId: s.session.id });
  });

  test('every leaf that was sent is in the record once, held ones too, and none twice', async () => {
    await s.close();
    const texts = leavesIn(await record()).map(textOf);
    expect([...texts].sort()).toEqual([...s.shown, ...s.held].sort());
  });

  test('a held leaf hangs on the branch it was written for, without its writer', async () => {
    await s.close();
    const board = (await record()).stages.find((stage) => stage.kind === 'board');
    const last = board?.kind === 'board' ? board.board.branches[0]?.leaves.at(-1) : undefined;
    expect(last).toMatchObject({ content: { text: s.held[0] }, alias: null });
  });

  test('forgets the link and the code that opened its door (data map)', async () => {
    const { joinToken, spokenCode } = s.session;
    await s.close();
    expect(await s.t.store.sessions.findByJoinToken(joinToken)).toBeNull();
    expect((await s.t.store.sessions.find(s.session.id))?.spokenCode).not.toContain(spokenCode);
  });

  test('what was held back is kept in the record and nowhere else, so that no row says whose it was', async () => {
    expect(await s.t.store.boards.countHeld(s.boardId)).toBeGreaterThan(0);
    await s.close();
    expect(await s.t.store.boards.heldOn(s.boardId)).toEqual([]);
  });

  test('every ballot is counted, though nobody closed the vote', async () => {
    await s.close();
    const vote = (await record()).stages.find((stage) => stage.id === s.voteStageId);
    expect(vote).toMatchObject({ kind: 'vote', result: { voters: 12, eligible: 12 } });
    expect(vote?.kind === 'vote' && vote.result?.lines[0]).toMatchObject({ count: 12, people: 12 });
  });

  test('keeps check-in totals, reactions and the time of the stage the room was in', async () => {
    await s.close();
    const { stages } = await record();
    expect(stages.find(({ kind }) => kind === 'check-in')).toMatchObject({
      totals: { great: 10, ok: 1, rough: 1 },
    });
    expect(stages.find(({ kind }) => kind === 'board')).toMatchObject({
      reactions: { '1f44d': 7 },
    });
    expect(stages.find(({ id }) => id === s.voteStageId)).toMatchObject({ spentMs: 60_000 });
    expect(stages.find(({ kind }) => kind === 'welcome')).toMatchObject({ spentMs: null });
  });

  test('holds no seat, no alias at Hidden, no staff id and no address (people 70, 72)', async () => {
    await s.close();
    const json = JSON.stringify(await record());
    for (const { id, alias } of s.seats) {
      expect(json).not.toContain(id);
      expect(json).not.toContain(`"${alias}`);
    }
    expect(json).not.toContain(s.chair.id);
    expect(json).not.toContain('example.org');
  });

  test('a throw after the record is written leaves the room open and no record', async () => {
    const { store } = s.t.house;
    const real = store.transaction.bind(store);
    const broken: typeof store = {
      ...store,
      transaction: (work) =>
        real((tx) =>
          work({
            ...tx,
            room: { ...tx.room, clear: () => Promise.reject(new Error('the disk is gone')) },
          }),
        ),
    };
    replaceStore(s.t.house, broken);
    await expect(s.close()).rejects.toThrow('the disk is gone');
    replaceStore(s.t.house, store);
    expect(await state()).toBe('open');
    expect(await s.t.store.outcomes.readRecord(s.session.id)).toBeNull();
    expect((await s.t.store.votes.find(s.voteStageId))?.state).toBe('open');
    expect((await s.close()).ok).toBe(true);
  });

  test('happens once', async () => {
    await s.close();
    expect(await s.close()).toMatchObject({ ok: false, refusal: { code: 'session-closed' } });
  });

  test('needs the lead, or a chair or administrator', async () => {
    const helper = await s.t.addStaff('co-facilitator', { groupIds: [s.session.groupId] });
    const { caller } = helper;
    const input = { sessionId: s.session.id };
    const refused = { ok: false, refusal: { code: 'needs-lead' } };
    expect(await s.t.act(caller, 'session:close', input)).toMatchObject(refused);
    expect(await state()).toBe('open');
    const session = await s.t.store.sessions.find(s.session.id);
    if (session) await s.t.store.sessions.change({ ...session, leadStaffId: helper.id });
    expect((await s.t.act(caller, 'session:close', input)).ok).toBe(true);
  });

  test('a leaf sent afterwards is refused, and the record stays as it was', async () => {
    await s.close();
    const before = JSON.stringify(await record());
    const late = await s.t.act(s.seats[0]?.caller ?? s.t.nobody, 'leaf:place', {
      intentId: s.intentId(),
      boardId: s.boardId,
      branchId: null,
      leaf: { kind: 'idea', content: { form: 'words', text: 'Late' }, lang: 'en' },
    });
    expect(late.ok).toBe(false);
    expect(JSON.stringify(await record())).toBe(before);
  });
});
