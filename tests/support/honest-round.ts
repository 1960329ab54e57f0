import { expect } from 'vitest';
import { budgetMs } from './crowded-machine.ts';
import { FormClient } from './form-client.ts';
import { Ledger } from './ledger.ts';
import { LivePerson, until } from './live-person.ts';
import { PatientSeat } from './patient-seat.ts';
import type { PlantedRoom } from './planted-rooms.ts';

/** Where people come in: one host, or what stands before several. */
type Door = { url: string };

/** Reliability 8: what every case ends with, and how long it may take. */
const ROUND_WITHIN_MS = 2_000;

let rounds = 0;
// The round moves its room between two stages, so two at once would stand in each other's way.
let last: Promise<unknown> = Promise.resolve();

/**
 * The host answers /health, and somebody who means well comes in by the link, writes, sees it on the
 * board, votes and leaves, within two seconds. Gives how long that took.
 */
export function honestRound(host: Door, room: PlantedRoom): Promise<number> {
  const round = last.then(() => goRound(host, room));
  last = round.catch(() => undefined);
  return round;
}

async function goRound(host: Door, room: PlantedRoom): Promise<number> {
  const health = await fetch(`${host.url}/health`);
  expect(await health.json()).toMatchObject({ status: 'ok' });
  const { sessionId, boardId, boardStageId, voteStageId } = room;
  const chair = new LivePerson(host.url, { cookie: room.chair.cookie, sessionId });
  let member: PatientSeat | null = null;
  try {
    await until('the chair is in', () => chair.staff);
    const began = performance.now();
    const phone = new FormClient(host.url);
    await phone.get(`/join/${room.joinToken}`);
    await phone.post('/come-in/promise', { name: 'acorn' });
    const { seatId } = await until('somebody waits', () =>
      chair.staff?.seats.find(({ state }) => state === 'waiting'),
    );
    await said(chair.surely('seat:admit', { seatId }));
    const cookie = `canopy-seat=${phone.cookie('canopy-seat')}`;
    const origin = host.url;
    member = new PatientSeat(
      { at: origin, origin, cookie, seatId, sessionId, boardId },
      new Ledger(),
    );

    rounds += 1;
    const text = `Round ${rounds}`;
    expect(await member.post({ do: 'place', text, branchId: null })).toMatchObject({
      outcome: 'acknowledged',
    });
    const seen = member;
    await until('the leaf is on the board', () => JSON.stringify(seen.board).includes(`"${text}"`));

    await said(chair.surely('stage:go', { sessionId, stageId: voteStageId }));
    const option = room.branches[0] ?? '';
    expect(await member.post({ do: 'vote', stageId: voteStageId, option })).toMatchObject({
      outcome: 'acknowledged',
    });
    const tookMs = performance.now() - began;
    expect(tookMs, 'join, write and vote took too long').toBeLessThan(budgetMs(ROUND_WITHIN_MS));

    await said(chair.surely('stage:go', { sessionId, stageId: boardStageId }));
    await said(chair.surely('seat:remove', { seatId }));
    return tookMs;
  } finally {
    member?.leave();
    chair.leave();
  }
}

async function said(answer: Promise<{ ok: boolean }>): Promise<void> {
  expect(await answer).toMatchObject({ ok: true });
}
