import { randomBytes } from 'node:crypto';
import { makeId } from '@canopy/domain';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { AcrossHosts } from '../support/across-hosts.ts';
import { textOf, leavesIn } from '../support/ledger.ts';
import { newIntent, until, type LivePerson } from '../support/live-person.ts';
import type { PatientSeat } from '../support/patient-seat.ts';

let it: AcrossHosts;
let seats: PatientSeat[];
let chairOnA: LivePerson;
let chairOnB: LivePerson;
beforeAll(async () => {
  it = await AcrossHosts.open({ rooms: [{ seats: 6 }] });
  seats = await it.seat();
  chairOnA = await it.chair(0);
  chairOnB = await it.chair(1);
});
afterAll(() => it?.close());

const on = (lane: number): PatientSeat => seats[lane]!;
const shows = (seat: PatientSeat, text: string): number =>
  leavesIn(seat.board).filter((leaf) => textOf(leaf) === text).length;

test('a leaf placed on one host is seen on the other, once, and acknowledged once', async () => {
  const entry = await on(0).post({ do: 'place', text: 'From A to B', branchId: null });
  expect(entry).toMatchObject({ outcome: 'acknowledged', sent: 1 });
  await until('B shows it', () => shows(on(1), 'From A to B') === 1);
});

test('forty leaves written on both at once are on every screen in one order', async () => {
  const all = seats.flatMap((seat, n) =>
    Array.from({ length: 7 }, (_, k) =>
      seat.post({ do: 'place', text: `Leaf ${n}.${k}`, branchId: it.room.branches[k % 3] ?? null }),
    ),
  );
  await Promise.all(all);
  await it.judge(it.room, seats);
});

test('one intent sent to both hosts at the same instant is done once, and both answers agree', async () => {
  const { boardId, sessionId } = it.room;
  const cookie = it.room.seats[0]!.cookie;
  const [a, b] = [it.person(cookie, sessionId, 0), it.person(cookie, sessionId, 1)];
  await until('both are in', () => a.seat !== null && b.seat !== null);
  for (let n = 0; n < 20; n += 1) {
    const text = `Sent twice ${n}`;
    const leaf = { kind: 'idea', content: { form: 'words', text }, lang: 'en' } as const;
    const input = { intentId: newIntent(), boardId, leaf, branchId: null };
    const [one, other] = await Promise.all([
      a.surely('leaf:place', input),
      b.surely('leaf:place', input),
    ]);
    expect(one.ok).toBe(true);
    expect(other).toEqual(one);
  }
  const stored = leavesIn(await it.board(boardId)).map(textOf);
  expect(stored.filter((text) => text.startsWith('Sent twice')).length).toBe(20);
  await until('all twenty are seen on B', () =>
    Array.from({ length: 20 }, (_, n) => shows(on(1), `Sent twice ${n}`)).every((n) => n === 1),
  );
});

test('a pause on one host holds for both, and ends for both', async () => {
  const { sessionId, boardId } = it.room;
  expect((await chairOnA.surely('room:pause', { sessionId })).ok).toBe(true);
  await until('B shows it', () => chairOnB.room?.pause === 'staff');
  const cookie = it.room.seats[1]!.cookie;
  const member = it.person(cookie, sessionId, 1);
  await until('the member is in', () => member.room);
  const leaf = { kind: 'idea', content: { form: 'words', text: 'Held' }, lang: 'en' } as const;
  const refused = await member.say('leaf:place', {
    intentId: newIntent(),
    boardId,
    leaf,
    branchId: null,
  });
  expect(refused).toEqual({ ok: false, refusal: { code: 'paused' } });
  expect((await chairOnB.surely('room:resume', { sessionId })).ok).toBe(true);
  await until('A shows it', () => chairOnA.room?.pause === null);
});

test('a stage move on one host shows on the other, and every vote on either counts once', async () => {
  const { sessionId, voteStageId, branches } = it.room;
  expect((await chairOnA.surely('stage:go', { sessionId, stageId: voteStageId })).ok).toBe(true);
  await until('B is at the vote', () => chairOnB.room?.stage?.id === voteStageId);
  const votes = seats.map((seat, n) =>
    seat.post({ do: 'vote', stageId: voteStageId, option: branches[n % 2] ?? '' }),
  );
  // Changed one's mind on the other host: the last choice is the one that counts.
  await Promise.all(votes);
  const again = it.person(it.room.seats[0]!.cookie, sessionId, 1);
  await until('the same member is on B too', () => again.seat);
  const choice = { method: 'dots', dots: [{ option: branches[1] ?? '', n: 2 }] } as const;
  const changed = { intentId: makeId((n) => randomBytes(n)), stageId: voteStageId, choice };
  expect((await again.surely('ballot:cast', changed as never)).ok).toBe(true);
  expect((await chairOnB.surely('vote:close', { stageId: voteStageId })).ok).toBe(true);
  const result = await until('A shows the result', () => {
    const stage = chairOnA.room?.stage;
    return stage?.kind === 'vote' && stage.result !== null ? stage.result : null;
  });
  expect(result.voters).toBe(6);
  const people = new Map(result.lines.map((line) => [line.option, line.people]));
  expect([people.get(branches[0]!), people.get(branches[1]!)]).toEqual([2, 4]);
});
