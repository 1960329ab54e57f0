import { describe, expect, test } from 'vitest';
import { readStaffView } from '../read/staff-view.ts';
import { makeTestBoard, restarted } from '../testing/test-board.ts';

describe('people 38: thinking alone', () => {
  test('a leaf is held, and is in no document, log or anyone else’s view', async () => {
    const room = await makeTestBoard('adult');
    let updates = 0;
    room.house.boards.subscribe(room.boardId, () => (updates += 1));
    await room.writes(room.rowan, 'MARKER');
    expect(await room.held(room.rowan)).toEqual(['MARKER']);
    expect(await room.held(room.oak)).toEqual([]);
    expect(await room.texts()).toEqual([]);
    expect(updates).toBe(0);
    const stored = await room.store.boards.load(room.boardId);
    for (const { update } of stored?.log ?? [])
      expect(Buffer.from(update).includes('MARKER')).toBe(false);
  });

  test('its writer hears of it, and the room that one more is waiting', async () => {
    const room = await makeTestBoard('adult');
    room.announced();
    await room.writes(room.rowan, 'one');
    expect(room.announced()).toEqual([
      { what: 'room', sessionId: room.session.id },
      { what: 'seat', sessionId: room.session.id, seatId: room.rowan.id },
    ]);
  });

  test('held leaves can be edited and withdrawn by their writer and nobody else', async () => {
    const room = await makeTestBoard('adult');
    const { leafId } = await room.writes(room.rowan, 'one');
    const other = { kind: 'problem', content: { form: 'words', text: 'two' } } as const;
    expect(await room.refused(room.oak, 'leaf:edit', { leafId, ...other })).toBe('not-yours');
    expect(await room.refused(room.oak, 'leaf:withdraw', { leafId })).toBe('not-yours');
    expect(await room.refused(room.chair, 'leaf:edit', { leafId, ...other })).toBe('not-yours');
    await room.did(room.rowan, 'leaf:edit', { leafId, ...other });
    expect(await room.held(room.rowan)).toEqual(['two']);
    await room.did(room.rowan, 'leaf:withdraw', { leafId });
    expect(await room.held()).toEqual([]);
  });

  test('members neither move leaves nor add branches before the reveal; staff may set the board out', async () => {
    const room = await makeTestBoard('adult');
    const title = { title: 'New', lang: 'en' } as const;
    expect(await room.refused(room.rowan, 'branch:add', title)).toBe('wrong-stage');
    expect(await room.refused(room.chair, 'branch:add', title)).toBeNull();
    const move = { leafId: room.boardId, branchId: null, before: null };
    expect(await room.refused(room.rowan, 'leaf:move', move)).toBe('wrong-stage');
  });

  test('staff have no leaf of their own to hold', async () => {
    const room = await makeTestBoard('adult');
    await expect(room.writes(room.chair, 'led')).rejects.toThrow('wrong-stage');
  });
});

describe('the reveal', () => {
  test('shows everything held in one update, shuffled, and ends thinking alone', async () => {
    const room = await makeTestBoard('adult');
    const written: string[] = [];
    for (let i = 0; i < 20; i += 1) {
      written.push(`${i}`);
      await room.writes(i % 2 === 0 ? room.rowan : room.oak, `${i}`);
    }
    let updates = 0;
    room.house.boards.subscribe(room.boardId, () => (updates += 1));
    await room.did(room.chair, 'board:reveal', {});
    const shown = await room.texts();
    expect(updates).toBe(1);
    expect(await room.held()).toEqual([]);
    // One order in 20! is the order of writing.
    expect(shown).not.toEqual(written);
    expect([...shown].sort()).toEqual([...written].sort());
    const { stageId } = (await room.store.boards.find(room.boardId)) ?? { stageId: '' };
    expect((await room.store.sessions.findStage(stageId))?.phase).toBe('place');
  });

  test('is announced to the room and to those whose leaves were shown', async () => {
    const room = await makeTestBoard('adult');
    await room.writes(room.rowan, 'one');
    await room.writes(room.rowan, 'two');
    room.announced();
    await room.did(room.chair, 'board:reveal', {});
    expect(room.announced()).toEqual([
      { what: 'room', sessionId: room.session.id },
      { what: 'seat', sessionId: room.session.id, seatId: room.rowan.id },
    ]);
  });

  test('at Hidden no alias is anywhere in the document; at Named it is on each leaf', async () => {
    for (const privacy of ['hidden', 'named'] as const) {
      const room = await makeTestBoard('adult', privacy);
      const second = await room.addSeat(room.session, 'rowan');
      await room.writes(room.rowan, 'first');
      await room.writes(second, 'second');
      await room.did(room.chair, 'board:reveal', {});
      await room.writes(room.oak, 'later');
      const aliases = Object.fromEntries(
        (await room.leaves()).map((leaf) => [
          leaf.content.form === 'words' ? leaf.content.text : '',
          leaf.alias,
        ]),
      );
      const state = await room.house.boards.join(room.boardId);
      const wire = Buffer.concat(state?.lacking(new Uint8Array()) ?? []);
      if (privacy === 'named') {
        expect(aliases).toEqual({ first: 'rowan', second: 'rowan-2', later: 'oak' });
      } else {
        expect(aliases).toEqual({ first: null, second: null, later: null });
        for (const secret of ['rowan', 'oak', room.rowan.id, second.id])
          expect(wire.includes(secret)).toBe(false);
      }
    }
  });

  test('of nothing still ends thinking alone; of a leaf just withdrawn says so', async () => {
    const room = await makeTestBoard('adult');
    const { leafId } = await room.writes(room.rowan, 'one');
    await room.did(room.rowan, 'leaf:withdraw', { leafId });
    expect(await room.refused(room.chair, 'board:reveal', { leafIds: [leafId] })).toBe('leaf-gone');
    expect(await room.refused(room.chair, 'board:reveal', {})).toBeNull();
    await room.writes(room.rowan, 'two');
    expect(await room.texts()).toEqual(['two']);
  });

  test('is for staff, at the stage the room is in', async () => {
    const room = await makeTestBoard('adult');
    expect(await room.refused(room.rowan, 'board:reveal', {})).toBe('not-allowed');
    await room.goTo(room.session, 'talk');
    expect(await room.refused(room.chair, 'board:reveal', {})).toBe('wrong-stage');
  });
});

describe('people 60: the glance in a youth panel', () => {
  test('what a worker did not read is not shown by their press: edited or come since', async () => {
    const room = await makeTestBoard('youth');
    await room.did(room.chair, 'board:reveal', {});
    const marks = async () => {
      const view = await readStaffView(room.house, room.session.id, room.chair.id);
      return (view?.held ?? []).map(({ mark }) => mark);
    };
    const { leafId } = await room.writes(room.rowan, 'hello');
    const before = await marks();
    const other = { kind: 'idea', content: { form: 'words', text: 'a cruel word' } } as const;
    const edited = await room.did(room.rowan, 'leaf:edit', { leafId, ...other });
    const one = { leafIds: [leafId], marks: before };
    expect(await room.refused(room.chair, 'board:reveal', one)).toBe('leaf-gone');
    expect(await room.texts()).toEqual([]);
    expect(await room.held()).toEqual(['a cruel word']);

    // Taken back to what was read, it may be shown; what came meanwhile still waits.
    await room.did(room.rowan, 'board:undo', { undoes: edited.intentId });
    await room.writes(room.oak, 'another');
    await room.did(room.chair, 'board:reveal', { marks: before });
    expect(await room.texts()).toEqual(['hello']);
    expect(await room.held()).toEqual(['another']);
    await room.did(room.chair, 'board:reveal', { marks: await marks() });
    expect(await room.held()).toEqual([]);
  });

  test('branch titles are free text, so staff write them', async () => {
    const room = await makeTestBoard('youth');
    await room.did(room.chair, 'board:reveal', {});
    const title = { title: 'Ask Mr Hazel', lang: 'en' } as const;
    expect(await room.refused(room.rowan, 'branch:add', title)).toBe('not-allowed');
    expect(await room.refused(room.chair, 'branch:add', title)).toBeNull();
  });

  test('a leaf written on a branch is shown on that branch', async () => {
    const room = await makeTestBoard('youth');
    await room.did(room.chair, 'board:reveal', {});
    const branchId = (await room.board()).branches[1]?.id ?? '';
    await room.writes(room.rowan, 'here', { branchId });
    await room.did(room.chair, 'board:reveal', {});
    expect((await room.board()).branches[1]?.leaves).toMatchObject([{ branchId }]);
  });

  test('after the reveal leaves still wait, one by one, for a worker', async () => {
    const room = await makeTestBoard('youth');
    await room.did(room.chair, 'board:reveal', {});
    const one = await room.writes(room.rowan, 'one');
    await room.writes(room.oak, 'two');
    expect(await room.texts()).toEqual([]);
    await room.did(room.chair, 'board:reveal', { leafIds: [one.leafId] });
    expect(await room.texts()).toEqual(['one']);
    expect(await room.held()).toEqual(['two']);
  });

  test('a shown leaf that is edited goes behind the glance again', async () => {
    const room = await makeTestBoard('youth');
    const { leafId } = await room.writes(room.rowan, 'hello');
    await room.did(room.chair, 'board:reveal', {});
    const text = 'call me on 07700 900123';
    await room.did(room.rowan, 'leaf:edit', {
      leafId,
      kind: 'idea',
      content: { form: 'words', text },
    });
    expect(await room.texts()).toEqual([]);
    expect(await room.held(room.rowan)).toEqual([text]);
    await room.did(room.chair, 'board:reveal', { leafIds: [leafId] });
    expect(await room.texts()).toEqual([text]);
    expect(await room.did(room.chair, 'leaf:who', { leafId })).toMatchObject({ alias: 'rowan' });
  });

  test('what a worker types for a child has been seen by a worker', async () => {
    const room = await makeTestBoard('youth');
    await room.did(room.chair, 'board:reveal', {});
    await room.writes(room.chair, 'said on the phone', { forSeat: room.phone.id });
    expect(await room.texts()).toEqual(['said on the phone']);
  });

  test('held leaves and the phase outlive a restart', async () => {
    const before = await makeTestBoard('youth');
    await before.did(before.chair, 'board:reveal', {});
    await before.writes(before.rowan, 'one');
    const room = restarted(before);
    expect(await room.held()).toEqual(['one']);
    await room.did(room.chair, 'board:reveal', {});
    expect(await room.texts()).toEqual(['one']);
  });
});
