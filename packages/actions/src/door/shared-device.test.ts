import type { Session } from '@canopy/domain';
import { beforeEach, describe, expect, test } from 'vitest';
import { identify } from '../caller.ts';
import { makeTestHouse, type TestHouse } from '../testing/test-house.ts';
import type { TestStaff } from '../testing/test-members.ts';

let t: TestHouse;
let chair: TestStaff;
let session: Session;
beforeEach(async () => {
  t = await makeTestHouse();
  chair = await t.addStaff('chair');
  session = await t.addSession({ kind: 'adult' });
});

const must = <T>(result: { ok: true; value: T } | { ok: false; refusal: { code: string } }): T => {
  if (!result.ok) throw new Error(result.refusal.code);
  return result.value;
};
async function sharedSeat(): Promise<string> {
  const seat = { sessionId: session.id, alias: 'oak', language: 'cy', way: 'shared-device' };
  return must(await t.act(chair.caller, 'seat:add', seat)).seatId;
}
const handOn = async (seatId: string) =>
  must(await t.act(chair.caller, 'seat:hand-on', { seatId })).token;
const claim = (token: string) => t.act(t.nobody, 'seat:claim', { token });
const cannotJoin = { ok: false, refusal: { code: 'cannot-join' } };

describe('a shared device', () => {
  test('takes its seat by a link that works once', async () => {
    const seatId = await sharedSeat();
    const link = await handOn(seatId);
    const { token, ...taken } = must(await claim(link));
    expect(taken).toEqual({ seatId, sessionId: session.id });
    expect((await identify(t.house, { seat: token }, '')).seat?.seatId).toBe(seatId);
    expect(await claim(link)).toMatchObject(cannotJoin);
    expect((await identify(t.house, { seat: link }, '')).seat).toBeNull();
  });

  test('handing it on again ends what the device before could do', async () => {
    const seatId = await sharedSeat();
    const first = must(await claim(await handOn(seatId)));
    t.announced();
    await handOn(seatId);
    expect((await identify(t.house, { seat: first.token }, '')).seat).toBeNull();
    expect(t.announced()).toContainEqual({
      what: 'seat-ended',
      sessionId: session.id,
      seatId,
      why: 'left',
    });
  });

  test('never opens somebody’s own phone, a removed seat or a session that is over', async () => {
    const phone = await t.addSeat(session, 'wren', { way: 'own-phone' });
    expect(await t.act(chair.caller, 'seat:hand-on', { seatId: phone.id })).toMatchObject({
      refusal: { code: 'not-allowed' },
    });
    const removed = await sharedSeat();
    const link = await handOn(removed);
    await t.act(chair.caller, 'seat:remove', { seatId: removed });
    expect(await claim(link)).toMatchObject(cannotJoin);
    const late = await handOn(await sharedSeat());
    await t.store.sessions.change({ ...session, state: 'closed' });
    expect(await claim(late)).toMatchObject(cannotJoin);
    expect(await claim('a guess')).toMatchObject(cannotJoin);
  });
});
