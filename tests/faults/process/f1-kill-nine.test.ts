import { afterAll, beforeAll, expect, test } from 'vitest';
import { keepBusy } from '../../support/busy-hands.ts';
import { budgetMs } from '../../support/crowded-machine.ts';
import { count } from '../../support/fault-counts.ts';
import { leavesIn, textOf } from '../../support/ledger.ts';
import { LivePerson, pause, until } from '../../support/live-person.ts';
import type { PatientSeat } from '../../support/patient-seat.ts';
import { seeded } from '../../support/prng.ts';
import { storedBoard, storedVotes } from '../../support/stored-session.ts';
import { UnderFault } from '../../support/under-fault.ts';
import { lane } from '../lane.ts';

const { seats: people, perSecond, kills, killsInVote } = lane.killNine;
const chance = seeded('F1');
let house: UnderFault;
let seats: PatientSeat[];

beforeAll(async () => {
  house = await UnderFault.open({ rooms: [{ seats: people }] });
  seats = await house.seat();
});
afterAll(() => house?.close());

/** Kills and starts again; gives how long pages, and then everybody, were away. */
async function strike(): Promise<{ pagesMs: number; everybodyMs: number }> {
  await pause(chance.between(100, 600));
  await house.host.kill('SIGKILL');
  const killedAt = performance.now();
  await house.host.restart();
  expect((await fetch(house.host.url)).status).toBe(200);
  const pagesMs = performance.now() - killedAt;
  await until('everybody is back', () => seats.every(({ isUp }) => isUp), 60_000);
  return { pagesMs, everybodyMs: performance.now() - killedAt };
}

// F2, a killed web server, is this case too: one process serves pages and sockets, so what is left
// of F2 is that pages are back within three seconds.
test('F1 F2 kill -9 while everybody writes: nothing acknowledged is missing or doubled, pages are back in 3 s and everybody in 6 s', async () => {
  const busy = keepBusy(seats, house.room.branches, { perSecond, chance });
  const away: { pagesMs: number; everybodyMs: number }[] = [];
  for (let kill = 0; kill < kills; kill += 1) away.push(await strike());
  await busy.stop(60_000);
  await house.judge(house.room, seats);
  count({ load: { clients: people, p99Ms: house.ledger.p99Ms } });
  expect(Math.max(...away.map(({ pagesMs }) => pagesMs)), 'pages').toBeLessThan(budgetMs(3_000));
  expect(Math.max(...away.map(({ everybodyMs }) => everybodyMs)), 'sockets').toBeLessThan(
    budgetMs(6_000),
  );
  await house.stands(kills);
});

test('F1 kill -9 while everybody votes: each last acknowledged ballot counts, once; the record and the export are the board', async () => {
  const { sessionId, voteStageId, branches, chair: proof } = house.room;
  const chair = new LivePerson(house.host.url, { ...proof, sessionId });
  const moved = await chair.surely('stage:go', { sessionId, stageId: voteStageId });
  chair.leave();
  expect(moved).toMatchObject({ ok: true });

  let voting = true;
  const voters = seats.map(async (seat) => {
    while (voting) {
      await seat.post({ do: 'vote', stageId: voteStageId, option: chance.pick(branches) });
      await pause(chance.between(60, 200));
    }
  });
  for (let kill = 0; kill < killsInVote; kill += 1) await strike();
  voting = false;
  await Promise.all(voters);

  const counted = await storedVotes(house.host, voteStageId);
  expect(house.ledger.judgeVotes(voteStageId, counted)).toEqual([]);
  expect(counted.size, 'one ballot each').toBe(people);
  const words = leavesIn(await storedBoard(house.host, house.room.boardId)).map(textOf);
  await house.closes();

  // Logs hold event names and random ids: no words, no way in, nobody's cookie (reliability S18).
  const printed = house.host.logs();
  for (const secret of [...words, house.room.joinToken])
    expect(printed.includes(secret), `the log holds “${secret}”`).toBe(false);
  expect(printed).not.toMatch(/canopy-(staff|seat)=/);
  await house.stands(killsInVote);
});
