import { beforeEach, describe, expect, test } from 'vitest';
import { listGroups, readGroup } from '../read/groups.ts';
import { listSessions, readSession } from '../read/sessions.ts';
import { makeTestHouse, type TestHouse } from '../testing/test-house.ts';
import type { TestStaff } from '../testing/test-members.ts';

let t: TestHouse;
let chair: TestStaff;
beforeEach(async () => {
  t = await makeTestHouse();
  chair = await t.addStaff('chair');
});

const b = (en: string, cy = '') => ({ en, cy });
const details = { title: b('Winter session', 'Sesiwn y gaeaf'), startsAt: 1_800_000_000_000 };
const session = { ...details, reactionSet: 'adult' };
const groupInput = {
  kind: 'youth',
  name: b('Riverside panel'),
  serviceName: 'Riverside',
  cadence: 'three-a-year',
  language: 'both',
};

async function plan(template = 'quarterly', groupId?: string) {
  const id = groupId ?? (await t.addGroup('adult')).id;
  const planned = await t.act(chair.caller, 'session:plan', { groupId: id, template, session });
  if (!planned.ok) throw new Error(planned.refusal.code);
  return planned.value.sessionId;
}
const stagesOf = async (sessionId: string) => t.store.sessions.stages(sessionId);
const kinds = async (sessionId: string) => (await stagesOf(sessionId)).map(({ kind }) => kind);
const talk = { kind: 'talk', name: b('Talk more'), rung: 'asked', minutes: 5 };
const board = {
  kind: 'board',
  name: b('Board two'),
  rung: 'asked',
  minutes: null,
  question: b('What next?'),
  privacy: 'named',
  branches: [b('Soon'), b('Later')],
};
async function stageOf(sessionId: string, kind: string) {
  const stage = (await stagesOf(sessionId)).find((each) => each.kind === kind);
  if (stage === undefined) throw new Error(`no ${kind}`);
  return stage;
}

describe('groups', () => {
  test('are added and edited, and keep their kind', async () => {
    const added = await t.act(chair.caller, 'group:add', groupInput);
    if (!added.ok) throw new Error(added.refusal.code);
    const { groupId } = added.value;
    const renamed = { ...groupInput, name: b('Moorland panel') };
    await t.act(chair.caller, 'group:edit', { groupId, group: renamed });
    const read = await readGroup(t.house, chair.caller, groupId);
    expect(read).toMatchObject({ value: { group: { name: b('Moorland panel') }, sessions: [] } });
    const adult = { ...groupInput, kind: 'adult' };
    expect(await t.act(chair.caller, 'group:edit', { groupId, group: adult })).toMatchObject({
      refusal: { code: 'bad-input', field: 'group.kind' },
    });
  });

  test('a co-facilitator sees their own panel and nobody else’s', async () => {
    const [ours, theirs] = [await t.addGroup('youth'), await t.addGroup('youth')];
    await plan('panel', ours.id);
    const other = await plan('panel', theirs.id);
    const { caller } = await t.addStaff('co-facilitator', { groupIds: [ours.id] });
    const groups = await listGroups(t.house, caller);
    expect(groups.ok && groups.value.map(({ id }) => id)).toEqual([ours.id]);
    const sessions = await listSessions(t.house, caller);
    expect(sessions.ok && sessions.value.map(({ groupId }) => groupId)).toEqual([ours.id]);
    const refused = { refusal: { code: 'not-allowed' } };
    expect(await readGroup(t.house, caller, theirs.id)).toMatchObject(refused);
    expect(await readSession(t.house, caller, other)).toMatchObject(refused);
    expect(await listGroups(t.house, t.nobody)).toMatchObject({
      refusal: { code: 'not-signed-in' },
    });
  });
});

describe('a session', () => {
  test('comes from a template with a door that is shut and a link of its own', async () => {
    const sessionId = await plan();
    expect(await kinds(sessionId)).toEqual(
      ['welcome', 'check-in', 'board', 'vote', 'talk', 'break', 'close'],
    ); // prettier-ignore
    const planned = await t.store.sessions.find(sessionId);
    expect(planned).toMatchObject({ state: 'planned', door: 'shut', stageId: null, ...details });
    expect(planned?.joinToken).toMatch(/^[a-z0-9]{20,}$/);
    // Nothing on a board until the room opens: the plan is words.
    expect(await t.store.boards.forStage((await stageOf(sessionId, 'board')).id)).toBeNull();
  });

  test('a panel planning a list gets the children’s', async () => {
    const sessionId = await plan('prioritise', (await t.addGroup('youth')).id);
    expect(JSON.stringify(await stageOf(sessionId, 'vote'))).toContain('Child First');
  });

  test('is copied stage by stage under new ids, with its votes on the copied board', async () => {
    const sessionId = await plan();
    const vote = await stageOf(sessionId, 'vote');
    const { id: boardStageId } = await stageOf(sessionId, 'board');
    if (vote.kind !== 'vote') throw new Error('no vote');
    const { id: stageId, name, rung, minutes, question, privacy } = vote;
    const onBoard = { ...vote.vote, source: { from: 'branches', boardStageId } };
    const stage = { kind: 'vote', name, rung, minutes, question, privacy, vote: onBoard };
    expect(await t.act(chair.caller, 'stage:edit', { stageId, stage })).toMatchObject({ ok: true });

    const copied = await t.act(chair.caller, 'session:duplicate', { sessionId });
    if (!copied.ok) throw new Error(copied.refusal.code);
    const copy = copied.value.sessionId;
    expect(await kinds(copy)).toEqual(await kinds(sessionId));
    const ids = new Set((await stagesOf(sessionId)).map(({ id }) => id));
    expect((await stagesOf(copy)).filter(({ id }) => ids.has(id))).toEqual([]);
    expect(await stageOf(copy, 'vote')).toMatchObject({
      vote: { source: { boardStageId: (await stageOf(copy, 'board')).id } },
    });
    const [before, after] = [
      await t.store.sessions.find(sessionId),
      await t.store.sessions.find(copy),
    ];
    expect(after).toMatchObject({ ...details, state: 'planned' });
    expect(after?.joinToken).not.toBe(before?.joinToken);
    expect(after?.spokenCode).not.toBe(before?.spokenCode);
  });

  test('is put aside and comes back; once open it stays', async () => {
    const sessionId = await plan();
    await t.act(chair.caller, 'session:delete', { sessionId });
    const list = await listSessions(t.house, chair.caller);
    expect(list).toEqual({ ok: true, value: [] });
    expect(await t.act(chair.caller, 'session:edit', { sessionId, session })).toMatchObject({
      refusal: { code: 'not-found' },
    });
    await t.act(chair.caller, 'session:restore', { sessionId });
    await t.act(chair.caller, 'session:open', { sessionId });
    expect(await t.act(chair.caller, 'session:delete', { sessionId })).toMatchObject({
      refusal: { code: 'session-open-already' },
    });
    expect(await kinds(sessionId)).toHaveLength(7);
  });
});

describe('stages', () => {
  test('are added before the close, moved, deleted and put back where they were', async () => {
    const sessionId = await plan('quick-check');
    const added = await t.act(chair.caller, 'stage:add', { sessionId, stage: talk });
    if (!added.ok) throw new Error(added.refusal.code);
    const { stageId } = added.value;
    expect(await kinds(sessionId)).toEqual(['welcome', 'vote', 'talk', 'close']);
    await t.act(chair.caller, 'stage:move', { stageId, to: 1 });
    expect(await kinds(sessionId)).toEqual(['welcome', 'talk', 'vote', 'close']);
    await t.act(chair.caller, 'stage:delete', { stageId });
    expect(await kinds(sessionId)).toEqual(['welcome', 'vote', 'close']);
    const read = await readSession(t.house, chair.caller, sessionId, stageId);
    expect(read).toMatchObject({ value: { deletedStage: { id: stageId } } });
    await t.act(chair.caller, 'stage:restore', { stageId });
    expect(await kinds(sessionId)).toEqual(['welcome', 'talk', 'vote', 'close']);
    expect((await stagesOf(sessionId)).map(({ position }) => position)).toEqual([0, 1, 2, 3]);
  });

  test('keep their kind', async () => {
    const { id: stageId } = await stageOf(await plan(), 'board');
    expect(await t.act(chair.caller, 'stage:edit', { stageId, stage: talk })).toMatchObject({
      refusal: { code: 'bad-input', field: 'stage.kind' },
    });
  });

  test('twenty and no more', async () => {
    const sessionId = await plan('quick-check');
    for (let i = 0; i < 17; i += 1)
      await t.act(chair.caller, 'stage:add', { sessionId, stage: talk });
    expect(await t.act(chair.caller, 'stage:add', { sessionId, stage: talk })).toMatchObject({
      refusal: { code: 'too-many' },
    });
  });

  test('once the room is open only what it has not reached can be shaped', async () => {
    const sessionId = await plan();
    await t.act(chair.caller, 'session:open', { sessionId });
    const { id: welcome } = await stageOf(sessionId, 'welcome');
    const { id: talkId } = await stageOf(sessionId, 'talk');
    const late = { refusal: { code: 'wrong-stage' } };
    expect(await t.act(chair.caller, 'stage:delete', { stageId: welcome })).toMatchObject(late);
    expect(await t.act(chair.caller, 'stage:move', { stageId: welcome, to: 3 })).toMatchObject(
      late,
    );
    expect((await t.act(chair.caller, 'stage:edit', { stageId: talkId, stage: talk })).ok).toBe(
      true,
    );
    await t.act(chair.caller, 'stage:go', { sessionId, stageId: talkId });
    await t.act(chair.caller, 'stage:go', { sessionId, stageId: welcome });
    expect(await t.act(chair.caller, 'stage:edit', { stageId: talkId, stage: talk })).toMatchObject(
      late,
    );
  });

  test('a board added to an open room, or edited before it is reached, has its new branches', async () => {
    const sessionId = await plan();
    await t.act(chair.caller, 'session:open', { sessionId });
    const added = await t.act(chair.caller, 'stage:add', { sessionId, stage: board });
    if (!added.ok) throw new Error(added.refusal.code);
    const { stageId } = added.value;
    const titles = async () => {
      const found = await t.store.boards.forStage(stageId);
      const content = found === null ? null : await t.house.boards.read(found.boardId);
      return content?.branches.map(({ title }) => title.en);
    };
    expect(await titles()).toEqual(['Soon', 'Later']);
    const edited = { ...board, branches: [b('Never'), b('Now')] };
    expect((await t.act(chair.caller, 'stage:edit', { stageId, stage: edited })).ok).toBe(true);
    expect(await titles()).toEqual(['Never', 'Now']);
  });

  test('a promise given is kept: a level may only become stricter once anyone was asked under it', async () => {
    const sessionId = await plan('quick-check');
    const vote = await stageOf(sessionId, 'vote');
    if (vote.kind !== 'vote') throw new Error('no vote');
    const { id: stageId, name, rung, minutes, question, vote: settings } = vote;
    const as = (privacy: string, also = {}) => ({
      stageId,
      stage: { kind: 'vote', name, rung, minutes, question, privacy, vote: settings, ...also },
    });
    expect((await t.act(chair.caller, 'stage:edit', as('named'))).ok).toBe(true);
    await t.act(chair.caller, 'session:open', { sessionId });
    await t.act(chair.caller, 'stage:go', { sessionId, stageId });
    // Nobody has voted yet, but somebody may be about to: what they were shown is what they get.
    expect((await t.act(chair.caller, 'stage:edit', as('hidden'))).ok).toBe(true);
    expect(await t.act(chair.caller, 'stage:edit', as('named'))).toMatchObject({
      refusal: { code: 'level-only-stricter' },
    });
    const other = as('hidden', { question: b('Something else?') });
    expect(await t.act(chair.caller, 'stage:edit', other)).toMatchObject({
      refusal: { code: 'wrong-stage' },
    });
  });

  test('a closed session’s plan is history', async () => {
    const { id: sessionId } = await t.addSession({ kind: 'adult', also: { state: 'closed' } });
    const { id: stageId } = await stageOf(sessionId, 'talk');
    const over = { refusal: { code: 'session-closed' } };
    expect(await t.act(chair.caller, 'stage:edit', { stageId, stage: talk })).toMatchObject(over);
    expect(await t.act(chair.caller, 'stage:add', { sessionId, stage: talk })).toMatchObject(over);
    expect(await t.act(chair.caller, 'session:edit', { sessionId, session })).toMatchObject(over);
  });
});
