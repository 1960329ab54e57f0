import { setTimeout as wait } from 'node:timers/promises';
import { watchLoad } from '../machine.ts';
import { roomOn } from '../servers/room-on.ts';
import { loadFigures, warmUpMsOf, type Figures, type Round, type Scenario } from './scenario.ts';

const [PEOPLE, WRITERS, IN_FLIGHT] = [100, 20, 8];

/**
 * As fast as the server goes: 20 writers, each with 8 moves under way, the next one sent when one is
 * acknowledged (or, where nothing is acknowledged, echoed). Moves only: a seat may place sixty leaves.
 */
export const saturate: Scenario = {
  servers: ['canopy', 'y-websocket', 'hocuspocus', 'hocuspocus-33', 'relay'],
  quickServers: ['canopy', 'hocuspocus'],
  seconds: { quick: 7, full: 22 },
  measure,
};

async function measure(round: Round): Promise<Figures> {
  const [warmUpMs, forMs] = [warmUpMsOf(round), round.quick ? 2_000 : 6_000];
  round.say('starting');
  const size = { people: PEOPLE, owners: WRITERS, leavesEach: IN_FLIGHT * 2 };
  const { program, crowd, close } = await roomOn(round.server, size);
  try {
    round.say(`${PEOPLE} people coming in`);
    await crowd.enter();
    let going = true;
    const next = (person: number): void => {
      if (going) crowd.act(person, 'move', () => next(person));
    };
    round.say('warming up', warmUpMs + forMs);
    for (let n = 0; n < WRITERS * IN_FLIGHT; n += 1) next(n % WRITERS);
    await wait(warmUpMs);
    const { deliveries } = crowd;
    const since = watchLoad(() => program.cpu());
    deliveries.begin();
    round.say('measuring', forMs);
    await wait(forMs);
    deliveries.end();
    const load = since();
    going = false;
    await wait(500);
    return {
      p50: deliveries.waits.at(0.5),
      p95: deliveries.waits.at(0.95),
      cpuPer1000: (load.serverMs / deliveries.delivered) * 1000,
      deliveriesPerSecond: (deliveries.delivered / load.ms) * 1000,
      refused: deliveries.refused,
      ...loadFigures(load),
    };
  } finally {
    await close();
  }
}
