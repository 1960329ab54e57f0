import { setTimeout as wait } from 'node:timers/promises';
import { watchLoad } from '../machine.ts';
import { pace } from '../people/schedule.ts';
import { roomOn } from '../servers/room-on.ts';
import { loadFigures, warmUpMsOf, type Figures, type Round, type Scenario } from './scenario.ts';
import { settled } from './steady.ts';

const [PEOPLE, DRAGGERS, STEPS_PER_SECOND, STEPS] = [100, 10, 20, 40];

/**
 * 100 people watch ten of them drag a leaf, 20 steps a second, two seconds each time. A delivery =
 * one step, or a newer one of the same leaf, known to one other person.
 */
export const drag: Scenario = {
  servers: ['canopy', 'y-websocket', 'hocuspocus', 'hocuspocus-33', 'relay'],
  quickServers: ['canopy', 'hocuspocus-33'],
  seconds: { quick: 7, full: 26 },
  measure,
};

async function measure(round: Round): Promise<Figures> {
  const [warmUpMs, forMs] = [warmUpMsOf(round), round.quick ? 2_000 : 10_000];
  round.say('starting');
  const size = { people: PEOPLE, owners: DRAGGERS, leavesEach: 32 };
  const { program, crowd, close } = await roomOn(round.server, size);
  try {
    round.say(`${PEOPLE} people coming in`);
    await crowd.enter();
    const { deliveries } = crowd;
    round.say('warming up', warmUpMs + forMs);
    const step = (turn: number): void => {
      const dragger = turn % DRAGGERS;
      // Not all in step: each began its drag at another time.
      const at = (Math.floor(turn / DRAGGERS) + dragger * 4) % STEPS;
      crowd.drag(dragger, at === STEPS - 1);
    };
    const endAt = performance.now() + warmUpMs + forMs;
    const dragging = pace(DRAGGERS * STEPS_PER_SECOND, endAt, step);
    await wait(warmUpMs);
    const since = watchLoad(() => program.cpu());
    deliveries.begin();
    round.say('measuring', forMs);
    await wait(forMs);
    deliveries.end();
    const load = since();
    await dragging;
    // The last step of each is a drop, so that everything before it is known to everybody.
    for (let n = 0; n < DRAGGERS; n += 1) crowd.drag(n, true);
    await settled(() => deliveries.everDelivered);
    return {
      p50: deliveries.waits.at(0.5),
      p95: deliveries.waits.at(0.95),
      cpuPer1000: (load.serverMs / deliveries.delivered) * 1000,
      deliveriesPerSecond: (deliveries.delivered / load.ms) * 1000,
      missing: deliveries.sent * (PEOPLE - 1) - deliveries.everDelivered,
      refused: deliveries.refused,
      ...loadFigures(load),
    };
  } finally {
    await close();
  }
}
