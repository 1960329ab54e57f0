import { BRANCHES_MAX, LEAVES_PER_SEAT_MAX, makeId } from '@canopy/domain';
import { beforeEach, describe, expect, test } from 'vitest';
import { makeTestBoard, textOf, type TestBoard } from '../testing/test-board.ts';

let room: TestBoard;
beforeEach(async () => {
  room = await makeTestBoard('adult');
  await room.did(room.chair, 'board:reveal', {});
});
const words = (text: string) => ({ kind: 'idea', content: { form: 'words', text } }) as const;
const branchId = async (i = 0) => (await room.board()).branches[i]?.id ?? '';

describe('writing while all place together', () => {
  test('a leaf is on its branch at once, and its writer is known to nobody but leaf:who', async () => {
    const { leafId } = await room.writes(room.rowan, 'one', { branchId: await branchId(1) });
    expect((await room.board()).branches[1]?.leaves.map(textOf)).toEqual(['one']);
    expect((await room.leaves())[0]?.alias).toBeNull();
    expect(await room.did(room.chair, 'leaf:who', { leafId })).toMatchObject({
      alias: 'rowan',
      aliasNumber: 1,
    });
  });

  test('on a branch that went while the phone was offline, the words arrive loose', async () => {
    const gone = await branchId();
    await room.did(room.chair, 'branch:remove', { branchId: gone });
    await room.writes(room.rowan, 'late', { branchId: gone });
    expect((await room.board()).loose.map(textOf)).toEqual(['late']);
  });

  test('the same intent twice is one leaf and one answer', async () => {
    const input = {
      intentId: makeId(room.house.randomBytes),
      boardId: room.boardId,
      leaf: { ...words('once'), lang: 'en' },
      branchId: null,
    };
    const first = await room.act(room.rowan.caller, 'leaf:place', input);
    expect(await room.act(room.rowan.caller, 'leaf:place', input)).toEqual(first);
    expect(await room.texts()).toEqual(['once']);
  });

  test('its sender may choose its id, at random; one that is or was a leaf’s is refused', async () => {
    const leafId = makeId(room.house.randomBytes);
    expect(await room.writes(room.rowan, 'mine', { leafId })).toMatchObject({ leafId });
    expect((await room.leaves()).map(({ id }) => id)).toEqual([leafId]);
    const again = { leafId, leaf: { ...words('again'), lang: 'en' }, branchId: null } as const;
    expect(await room.refused(room.oak, 'leaf:place', again)).toBe('bad-input');
    await room.did(room.rowan, 'leaf:withdraw', { leafId });
    expect(await room.refused(room.oak, 'leaf:place', again)).toBe('bad-input');
    const byStaff = await room.writes(room.chair, 'nobody’s');
    const taken = { ...again, leafId: byStaff.leafId };
    expect(await room.refused(room.oak, 'leaf:place', taken)).toBe('bad-input');
  });

  test('ten at once all arrive', async () => {
    const sent = Array.from({ length: 10 }, (_, i) => room.writes(i % 2 ? room.oak : room.rowan, `${i}`)); // prettier-ignore
    await Promise.all(sent);
    expect(await room.leaves()).toHaveLength(10);
  });

  test('no more leaves than a seat may have; one taken back makes room', async () => {
    const { leafId } = await room.writes(room.rowan, 'first');
    for (let i = 1; i < LEAVES_PER_SEAT_MAX; i += 1) await room.writes(room.rowan, `${i}`);
    await expect(room.writes(room.rowan, 'more')).rejects.toThrow('too-many');
    await room.did(room.rowan, 'leaf:withdraw', { leafId });
    await room.writes(room.rowan, 'more');
    await room.writes(room.oak, 'mine');
  });

  test('no more branches than fit', async () => {
    const have = (await room.board()).branches.length;
    const title = (i: number) => ({ title: `${i}`, lang: 'cy' }) as const;
    for (let i = have; i < BRANCHES_MAX; i += 1) await room.did(room.rowan, 'branch:add', title(i));
    expect(await room.refused(room.rowan, 'branch:add', title(0))).toBe('too-many');
    expect((await room.board()).branches.at(-1)?.title).toEqual({ en: '', cy: '23' });
  });
});

describe('staff writing', () => {
  test('for somebody on the telephone it is that seat’s leaf', async () => {
    const { leafId } = await room.writes(room.chair, 'by phone', { forSeat: room.phone.id });
    expect(await room.did(room.chair, 'leaf:who', { leafId })).toMatchObject({ alias: 'wren' });
    expect(await room.refused(room.chair, 'leaf:edit', { leafId, ...words('x') })).toBe(
      'not-yours',
    );
    const forSeat = room.phone.id;
    await room.did(room.chair, 'leaf:edit', { leafId, ...words('as she said it'), forSeat });
    expect(await room.texts()).toEqual(['as she said it']);
    await room.did(room.chair, 'leaf:withdraw', { leafId, forSeat });
    expect(await room.texts()).toEqual([]);
  });

  test('never for a seat with its own phone, of another session, or not admitted', async () => {
    const elsewhere = await room.addSession({ kind: 'adult' });
    const other = await room.addSeat(elsewhere, 'oak', { way: 'on-the-phone' });
    const waiting = await room.addSeat(room.session, 'fox', { way: 'on-the-phone', state: 'waiting' }); // prettier-ignore
    const why = async (forSeat: string) =>
      room.writes(room.chair, 'x', { forSeat }).catch((e: Error) => e.message);
    expect(await why(room.rowan.id)).toBe('not-yours');
    expect(await why(other.id)).toBe('not-found');
    expect(await why(waiting.id)).toBe('not-admitted');
  });

  test('for themselves it is nobody’s, and any of them may change it', async () => {
    const { leafId } = await room.writes(room.chair, 'parked');
    expect(await room.refused(room.chair, 'leaf:who', { leafId })).toBe('not-found');
    expect(await room.refused(room.rowan, 'leaf:edit', { leafId, ...words('x') })).toBe(
      'not-yours',
    );
    const second = await room.addStaff('chair');
    await room.did(second, 'leaf:edit', { leafId, ...words('parked for May') });
    expect(await room.texts()).toEqual(['parked for May']);
  });

  test('a member cannot write for another', async () => {
    await expect(room.writes(room.rowan, 'x', { forSeat: room.oak.id })).rejects.toThrow(
      'not-yours',
    );
    await expect(room.writes(room.rowan, 'x', { forSeat: room.phone.id })).rejects.toThrow('not-yours'); // prettier-ignore
  });
});

describe('changing', () => {
  test('anyone moves any leaf; only its writer edits or withdraws it', async () => {
    const { leafId } = await room.writes(room.rowan, 'one');
    const to = await branchId(2);
    await room.did(room.oak, 'leaf:move', { leafId, branchId: to, before: null });
    expect((await room.board()).branches[2]?.leaves).toHaveLength(1);
    expect(await room.refused(room.oak, 'leaf:edit', { leafId, ...words('x') })).toBe('not-yours');
    expect(await room.refused(room.oak, 'leaf:withdraw', { leafId })).toBe('not-yours');
    await room.did(room.rowan, 'leaf:edit', { leafId, ...words('better') });
    expect(await room.texts()).toEqual(['better']);
    await room.did(room.rowan, 'leaf:withdraw', { leafId });
    expect(await room.refused(room.oak, 'leaf:move', { leafId, branchId: to, before: null })).toBe('leaf-gone'); // prettier-ignore
  });

  test('branches are tidied by staff alone', async () => {
    const [a, b] = [await branchId(0), await branchId(1)];
    const title = { en: 'New', cy: 'Newydd' };
    expect(await room.refused(room.rowan, 'branch:rename', { branchId: a, title })).toBe('not-allowed'); // prettier-ignore
    expect(await room.refused(room.rowan, 'branch:merge', { branchId: a, into: b })).toBe('not-allowed'); // prettier-ignore
    await room.did(room.chair, 'branch:rename', { branchId: a, title });
    await room.did(room.chair, 'branch:move', { branchId: b, before: a });
    expect((await room.board()).branches.slice(0, 2).map((x) => x.id)).toEqual([b, a]);
    await room.writes(room.rowan, 'one', { branchId: a });
    await room.did(room.chair, 'branch:merge', { branchId: a, into: b });
    expect((await room.board()).branches[0]?.leaves.map(textOf)).toEqual(['one']);
  });

  test('staff take a leaf off the screen at any stage, and under the pause', async () => {
    const { leafId } = await room.writes(room.rowan, 'one');
    await room.goTo(room.session, 'talk');
    const session = await room.store.sessions.find(room.session.id);
    if (session !== null) await room.store.sessions.change({ ...session, pausedReason: 'staff' });
    room.announced();
    await room.did(room.chair, 'leaf:remove', { leafId });
    expect(await room.texts()).toEqual([]);
    expect(room.announced()).toContainEqual({ what: 'seat', sessionId: room.session.id, seatId: room.rowan.id }); // prettier-ignore
  });
});

describe('when it is not the time', () => {
  const session = async (change: object) => {
    const found = await room.store.sessions.find(room.session.id);
    if (found !== null) await room.store.sessions.change({ ...found, ...change });
  };
  const everyone = async () => [
    await room.refused(room.rowan, 'leaf:place', { leaf: { ...words('x'), lang: 'en' }, branchId: null }), // prettier-ignore
    await room.refused(room.chair, 'leaf:place', { leaf: { ...words('x'), lang: 'en' }, branchId: null }), // prettier-ignore
  ];

  test('paused: the server takes nothing, from members or for them (people 52)', async () => {
    await session({ pausedReason: 'too-few-adults' });
    expect(await everyone()).toEqual(['paused', 'paused']);
  });
  test('the room has moved on: what a phone sends when its signal is back still arrives', async () => {
    const { leafId } = await room.writes(room.rowan, 'first');
    await room.goTo(room.session, 'vote');
    expect(await everyone()).toEqual([null, 'wrong-stage']);
    await room.did(room.rowan, 'leaf:withdraw', { leafId });
    expect(await room.texts()).toEqual(['x']);
  });
  test('a board the room has not reached takes nothing', async () => {
    const next = await room.addSession({ kind: 'adult' });
    await room.goTo(next, 'welcome');
    const fox = await room.addSeat(next, 'fox');
    const stage = (await room.store.sessions.stages(next.id)).find(({ kind }) => kind === 'board');
    const boardId = 'b'.repeat(20);
    await room.store.boards.create({ boardId, sessionId: next.id, stageId: stage?.id ?? '' });
    const leaf = { ...words('early'), lang: 'en' };
    const early = { intentId: 'i'.repeat(20), boardId, leaf, branchId: null };
    expect(await room.act(fox.caller, 'leaf:place', early)).toMatchObject({
      refusal: { code: 'wrong-stage' },
    });
  });
  test('the session is closed', async () => {
    await session({ state: 'closed' });
    expect(await everyone()).toEqual(['session-closed', 'session-closed']);
    const { loose } = await room.board();
    expect(loose).toEqual([]);
  });
});

describe('leaf:who', () => {
  test('is for staff, goes into the audit, and stays within the session', async () => {
    const { leafId } = await room.writes(room.rowan, 'one');
    expect(await room.refused(room.oak, 'leaf:who', { leafId })).toBe('not-allowed');
    await room.did(room.chair, 'leaf:who', { leafId });
    // Several acts share one tick of the clock here, so it is looked for and not taken as the newest.
    expect(await room.store.audit.recent(20)).toContainEqual(
      expect.objectContaining({ staffId: room.chair.id, action: 'leaf:who', subjectId: leafId }),
    );
    const elsewhere = await room.addSession({ kind: 'youth' });
    const { boardId } = await room.goTo(elsewhere, 'board');
    const asked = await room.act(room.chair.caller, 'leaf:who', { boardId, leafId });
    expect(asked).toMatchObject({ ok: false, refusal: { code: 'not-found' } });
  });

  test('a co-facilitator of one group reaches no other', async () => {
    const { leafId } = await room.writes(room.rowan, 'one');
    const panel = await room.addGroup('youth');
    const worker = await room.addStaff('co-facilitator', { groupIds: [panel.id] });
    expect(await room.refused(worker, 'leaf:who', { leafId })).toBe('not-allowed');
  });
});
