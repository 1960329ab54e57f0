import { makeId, type Choice, type StageInput, type VoteSettings } from '@canopy/domain';
import { describe, expect, test } from 'vitest';
import type { Caller } from '../caller.ts';
import { makeTestBoard } from '../testing/test-board.ts';
import { makeTestHouse } from '../testing/test-house.ts';

const b = (en: string) => ({ en, cy: '' });
const stage = (vote: Partial<VoteSettings>): StageInput => ({
  kind: 'vote',
  name: b('Vote'),
  rung: 'asked',
  minutes: null,
  question: b('Which?'),
  privacy: 'hidden',
  vote: {
    method: 'dots',
    source: { from: 'list', options: ['x', 'y', 'z'].map((id) => ({ id, text: b(id) })) },
    dots: 5,
    maxPerOption: 3,
    ...vote,
  },
});

async function room(vote: Partial<VoteSettings> = {}) {
  const house = await makeTestHouse();
  const session = await house.addSession({ kind: 'adult', stages: [stage(vote), stage({})] });
  const [first, second] = await house.store.sessions.stages(session.id);
  const stageId = first?.id ?? '';
  await house.goTo(session, { id: stageId });
  const cast = async (who: { caller: Caller }, choice: Choice, forSeat?: string) => {
    const result = await house.act(who.caller, 'ballot:cast', {
      intentId: makeId(house.house.randomBytes),
      stageId,
      choice,
      forSeat,
    });
    return result.ok ? null : result.refusal.code;
  };
  return {
    ...house,
    session,
    stageId,
    other: second?.id ?? '',
    cast,
    chair: await house.addStaff('chair'),
    rowan: await house.addSeat(session, 'rowan'),
    oak: await house.addSeat(session, 'oak'),
    phone: await house.addSeat(session, 'wren', { way: 'on-the-phone' }),
    close: () => house.act(house.nobody, 'vote:close', { stageId }),
  };
}
const dots = (option: string, n: number): Choice => ({ method: 'dots', dots: [{ option, n }] });

describe('casting', () => {
  test('again replaces, and the result is hidden until staff close', async () => {
    const at = await room();
    at.announced();
    expect(await at.cast(at.rowan, dots('x', 3))).toBeNull();
    expect(await at.cast(at.rowan, dots('y', 2))).toBeNull();
    expect(at.announced().slice(0, 2)).toEqual([
      { what: 'seat', sessionId: at.session.id, seatId: at.rowan.id },
      { what: 'room', sessionId: at.session.id },
    ]);
    expect(await at.store.votes.countBallots(at.stageId)).toBe(1);
    expect((await at.store.votes.find(at.stageId))?.result).toBeNull();
    const closed = await at.act(at.chair.caller, 'vote:close', { stageId: at.stageId });
    expect(closed.ok).toBe(true);
    expect((await at.store.votes.find(at.stageId))?.result).toMatchObject({
      voters: 1,
      eligible: 3,
      lines: [{ count: 0 }, { option: 'y', count: 2, people: 1 }, { count: 0 }],
    });
    expect(await at.cast(at.oak, dots('x', 1))).toBe('vote-closed');
    const again = await at.act(at.chair.caller, 'vote:close', { stageId: at.stageId });
    expect(again).toMatchObject({ refusal: { code: 'vote-closed' } });
  });

  test('staff cast only for a seat that has no phone of its own', async () => {
    const at = await room();
    expect(await at.cast(at.chair, dots('x', 1))).toBe('bad-input');
    expect(await at.cast(at.chair, dots('x', 1), at.rowan.id)).toBe('not-yours');
    expect(await at.cast(at.chair, dots('x', 1), at.phone.id)).toBeNull();
    expect(await at.cast(at.rowan, dots('x', 1), at.phone.id)).toBe('not-yours');
    expect(await at.store.votes.ballotOf(at.stageId, at.phone.id)).toEqual(dots('x', 1));
  });

  test('a choice that does not answer this vote is refused', async () => {
    const at = await room();
    expect(await at.cast(at.rowan, dots('x', 4))).toBe('bad-choice');
    expect(await at.cast(at.rowan, dots('nobody', 1))).toBe('bad-choice');
    expect(await at.cast(at.rowan, { method: 'scale', face: 'ok' })).toBe('bad-choice');
    expect(await at.cast(at.rowan, { method: 'dots', dots: [] })).toBeNull();
  });

  test('only where the room is, while it is open, going on and let in', async () => {
    const at = await room();
    const waiting = await at.addSeat(at.session, 'fox', { state: 'waiting' });
    expect(await at.cast(waiting, dots('x', 1))).toBe('not-admitted');
    const change = async (to: object) => {
      const found = await at.store.sessions.find(at.session.id);
      if (found !== null) await at.store.sessions.change({ ...found, ...to });
    };
    await change({ pausedReason: 'staff' });
    expect(await at.cast(at.rowan, dots('x', 1))).toBe('paused');
    expect(await at.cast(at.chair, dots('x', 1), at.phone.id)).toBe('paused');
    await change({ pausedReason: null, stageId: at.other });
    expect(await at.cast(at.rowan, dots('x', 1))).toBe('wrong-stage');
    // The room was sent there without entering it: nothing has been asked yet.
    const early = await at.act(at.chair.caller, 'vote:close', { stageId: at.other });
    expect(early).toMatchObject({ refusal: { code: 'vote-not-open' } });
    await change({ state: 'closed', stageId: at.stageId });
    expect(await at.cast(at.rowan, dots('x', 1))).toBe('session-closed');
  });

  test('closing is for staff', async () => {
    const at = await room();
    expect(await at.close()).toMatchObject({ refusal: { code: 'not-signed-in' } });
    const member = await at.act(at.rowan.caller, 'vote:close', { stageId: at.stageId });
    expect(member).toMatchObject({ refusal: { code: 'not-allowed' } });
  });
});

describe('what is asked', () => {
  const optionsFrom = async (source: VoteSettings['source']) => {
    const at = await makeTestBoard('adult');
    const stages = await at.store.sessions.stages(at.session.id);
    const vote = stages.find((each) => each.kind === 'vote');
    if (vote?.kind === 'vote')
      await at.store.sessions.changeStage({ ...vote, vote: { ...vote.vote, source } });
    return { at, voteId: vote?.id ?? '', boardStageId: stages.find((s) => s.kind === 'board')?.id ?? '' }; // prettier-ignore
  };

  test('branches, as they stand when the room arrives, and not as they are moved later', async () => {
    const { at, voteId } = await optionsFrom({ from: 'branches', boardStageId: null });
    const { branches } = await at.board();
    const first = branches[0]?.id ?? '';
    await at.did(at.chair, 'branch:rename', { branchId: first, title: { en: 'Now', cy: 'Nawr' } });
    await at.goTo(at.session, 'vote');
    const asked = (await at.store.votes.find(voteId))?.options ?? [];
    expect(asked.map(({ id }) => id)).toEqual(branches.map(({ id }) => id));
    expect(asked[0]?.text).toEqual({ en: 'Now', cy: 'Nawr' });
    await at.goTo(at.session, 'board');
    await at.did(at.chair, 'branch:remove', { branchId: first });
    await at.goTo(at.session, 'vote');
    expect((await at.store.votes.find(voteId))?.options).toEqual(asked);
  });

  test('leaves, in the language each was written in; not those still held', async () => {
    const { at, voteId } = await optionsFrom({ from: 'leaves', boardStageId: null });
    await at.did(at.chair, 'board:reveal', {});
    const put = (content: object, lang: string) =>
      at.act(at.rowan.caller, 'leaf:place', {
        intentId: makeId(at.house.randomBytes),
        boardId: at.boardId,
        leaf: { kind: 'idea', content, lang },
        branchId: null,
      });
    await put({ form: 'words', text: 'Tai' }, 'cy');
    await put({ form: 'emoji', emoji: '1f3e0', word: 'Home' }, 'en');
    await put({ form: 'symbol', symbol: 'house', word: '' }, 'en');
    await at.goTo(at.session, 'vote');
    expect((await at.store.votes.find(voteId))?.options.map(({ text }) => text)).toEqual([
      { en: '', cy: 'Tai' },
      { en: 'Home', cy: '' },
      { en: 'house', cy: '' },
    ]);
  });

  test('of a board that does not exist: nothing', async () => {
    const { at, voteId } = await optionsFrom({ from: 'branches', boardStageId: 'none' });
    await at.goTo(at.session, 'vote');
    expect((await at.store.votes.find(voteId))?.options).toEqual([]);
  });

  test('a scale asks about the question itself', async () => {
    const at = await room({ method: 'scale' });
    expect((await at.store.votes.find(at.stageId))?.options).toEqual([]);
    expect(await at.cast(at.rowan, { method: 'scale', face: 'great' })).toBeNull();
  });
});
