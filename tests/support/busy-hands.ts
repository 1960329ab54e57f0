import { pause, until } from './live-person.ts';
import type { PatientSeat } from './patient-seat.ts';
import type { Prng } from './prng.ts';

const LEAVES_MOST = 50;

/**
 * Everybody writes, moves, rewrites and takes back leaves of their own, `perSecond` times a second
 * each, for as long as nobody stops them: acknowledged or not, as a hand does not wait either.
 */
export function keepBusy(
  seats: readonly PatientSeat[],
  branches: readonly string[],
  { perSecond, chance }: { perSecond: number; chance: Prng },
): { stop: (withinMs?: number) => Promise<void> } {
  let going = true;
  const hands = seats.map(async (seat, n) => {
    for (let step = 0; going; step += 1) {
      // A phone without signal: nobody writes fifty leaves into it in a few seconds.
      if (seat.unsent < 10) void oneDeed(seat, `${n}.${step}`, branches, chance);
      await pause((1_000 / perSecond) * (0.5 + chance.next()));
    }
  });
  return {
    async stop(withinMs = 20_000) {
      going = false;
      await Promise.all(hands);
      await until('all that was written is answered', () => seats.every(({ unsent }) => unsent === 0), withinMs); // prettier-ignore
    },
  };
}

export function oneDeed(
  seat: PatientSeat,
  label: string,
  branches: readonly string[],
  chance: Prng,
): Promise<unknown> {
  const branchId = branches.length === 0 || chance.chance(0.2) ? null : chance.pick(branches);
  const text = `${seat.of.seatId.slice(0, 4)} ${label}`;
  const { own } = seat;
  if (own.length < 3 || (own.length < LEAVES_MOST && chance.chance(0.25)))
    return seat.post({ do: 'place', text: `Leaf ${text}`, branchId });
  const leafId = chance.pick(own);
  if (chance.chance(0.15)) return seat.post({ do: 'edit', leafId, text: `Again ${text}` });
  if (chance.chance(0.05)) {
    own.splice(own.indexOf(leafId), 1);
    return seat.post({ do: 'withdraw', leafId });
  }
  return seat.post({ do: 'move', leafId, branchId });
}
