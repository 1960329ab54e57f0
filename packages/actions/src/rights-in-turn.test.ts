import { beforeEach, describe, expect, test } from 'vitest';
import { makeTestBoard, type TestBoard } from './testing/test-board.ts';
import { replaceStore } from './testing/test-house.ts';

/*
 * Transactions wait their turn, and what was true when a command was looked at may not be true when
 * it runs. `whileItWaits` happens in between.
 */
let room: TestBoard;
let whileItWaits: () => Promise<unknown>;

beforeEach(async () => {
  room = await makeTestBoard('adult');
  await room.did(room.chair, 'board:reveal', {});
  const { store } = room;
  replaceStore(room.house, {
    ...store,
    transaction: async <T>(work: Parameters<typeof store.transaction<T>>[0], turn?: string) => {
      await whileItWaits();
      return store.transaction(work, turn);
    },
  });
  whileItWaits = () => Promise.resolve();
});

describe('rights are those of the moment a thing is done', () => {
  test('somebody removed while their command waited changes nothing', async () => {
    whileItWaits = () => room.store.seats.setState(room.rowan.id, 'removed');
    const before = await room.board();
    expect(await room.refused(room.rowan, 'branch:add', { title: 'Late', lang: 'en' })).toBe(
      'removed',
    );
    expect(await room.board()).toEqual(before);
  });

  test('leaving at that moment does not turn a removal into a farewell', async () => {
    whileItWaits = () => room.store.seats.setState(room.rowan.id, 'removed');
    expect(await room.act(room.rowan.caller, 'seat:leave', {})).toMatchObject({
      refusal: { code: 'removed' },
    });
    expect((await room.store.seats.find(room.rowan.id))?.state).toBe('removed');
  });

  test('staff switched off while their command waited do nothing more, as staff or as a seat', async () => {
    const { chair } = room;
    whileItWaits = async () => {
      const staff = await room.store.staff.find(chair.id);
      if (staff !== null) await room.store.staff.change({ ...staff, disabledAt: 1 });
    };
    const both = { caller: { ...chair.caller, seat: room.rowan.caller.seat } };
    const before = await room.board();
    expect(await room.refused(both, 'branch:add', { title: 'Late', lang: 'en' })).toBe(
      'not-signed-in',
    );
    expect(await room.board()).toEqual(before);
  });

  test('a worker taken off the group while their command waited reaches it no more', async () => {
    const groupIds = [room.session.groupId];
    const worker = await room.addStaff('co-facilitator', { groupIds });
    whileItWaits = async () => {
      const staff = await room.store.staff.find(worker.id);
      if (staff !== null) await room.store.staff.change({ ...staff, groupIds: [] });
    };
    const shut = { sessionId: room.session.id, door: 'shut' };
    expect(await room.act(worker.caller, 'door:set', shut)).toMatchObject({
      refusal: { code: 'not-allowed' },
    });
    expect((await room.store.sessions.find(room.session.id))?.door).toBe('open');
  });
});
