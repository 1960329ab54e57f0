import { setTimeout as wait } from 'node:timers/promises';
import { watchLoad } from '../machine.ts';
import { pace } from '../people/schedule.ts';
import { roomOn } from '../servers/room-on.ts';
import { loadFigures, type Figures, type Round } from './scenario.ts';

export type Steady = { people: number; actsPerSecond: number; warmUpMs: number; forMs: number };

/** One room in which people act in turn, evenly: what the others see when, and what it costs. */
export async function steadyRoom(round: Round, steady: Steady): Promise<Figures> {
  const { people, actsPerSecond, warmUpMs, forMs } = steady;
  round.say('starting');
  const { program, crowd, close } = await roomOn(round.server, {
    people,
    owners: people,
    leavesEach: 1,
  });
  try {
    round.say(`${people} people coming in`);
    await crowd.enter();
    const act = (turn: number): void =>
      crowd.act(turn % people, turn % 10 === Math.floor(turn / people) % 10 ? 'place' : 'move');
    round.say('warming up', warmUpMs + forMs);
    const acting = pace(actsPerSecond, performance.now() + warmUpMs + forMs, act);
    await wait(warmUpMs);
    const { deliveries } = crowd;
    const since = watchLoad(() => program.cpu());
    deliveries.begin();
    round.say('measuring', forMs);
    await wait(forMs);
    deliveries.end();
    const load = since();
    await acting;
    await settled(() => deliveries.everDelivered);
    return {
      p50: deliveries.waits.at(0.5),
      p95: deliveries.waits.at(0.95),
      p99: deliveries.waits.at(0.99),
      ackP99: deliveries.acks.at(0.99),
      cpuPer1000: (load.serverMs / deliveries.delivered) * 1000,
      deliveriesPerSecond: (deliveries.delivered / load.ms) * 1000,
      missing: deliveries.sent * (people - 1) - deliveries.everDelivered,
      refused: deliveries.refused,
      ...loadFigures(load),
    };
  } finally {
    await close();
  }
}

/** Until a number has stopped growing. */
export async function settled(read: () => number): Promise<void> {
  for (let last = -1; last !== read();) {
    last = read();
    await wait(300);
  }
}
