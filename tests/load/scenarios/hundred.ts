import { setTimeout as wait } from 'node:timers/promises';
import { watchLoad } from '../machine.ts';
import { CanopyCrowd } from '../people/canopy-crowd.ts';
import { Deliveries } from '../people/edits.ts';
import { pace } from '../people/schedule.ts';
import { preparedData } from '../prepare/prepared.ts';
import { startCanopy } from '../servers/canopy.ts';
import { loadFigures, type Figures, type Round, type Scenario } from './scenario.ts';
import { settled } from './steady.ts';

const [SEATS, EACH_EVERY_S] = [12, 5];

/** A hundred ordinary sessions at once on one host, twelve people in each, each acting every five seconds. */
export const hundred: Scenario = {
  servers: ['canopy'],
  quickServers: ['canopy'],
  seconds: { quick: 9, full: 35 },
  measure,
};

async function measure(round: Round): Promise<Figures> {
  const sessions = round.quick ? 12 : 100;
  const [warmUpMs, forMs] = round.quick ? [1_000, 3_000] : [5_000, 15_000];
  round.say(`preparing ${sessions} sessions`);
  const { dataDir, prepared, remove } = await preparedData({
    sessions,
    seats: SEATS,
    waiting: 0,
    leaves: SEATS * 2,
    moves: 0,
    stage: 'board',
  });
  const program = await startCanopy(dataDir);
  const deliveries = new Deliveries();
  const rooms = prepared.sessions.map(
    (session) =>
      new CanopyCrowd({ url: program.url, session, people: SEATS, owners: SEATS, deliveries }),
  );
  try {
    round.say(`${sessions * SEATS} people coming in`);
    for (const room of rooms) await room.enter();
    round.say('warming up', warmUpMs + forMs);
    const perSecond = (sessions * SEATS) / EACH_EVERY_S;
    const acting = pace(perSecond, performance.now() + warmUpMs + forMs, (turn) => {
      const person = Math.floor(turn / sessions) % SEATS;
      rooms[turn % sessions]?.act(person, turn % 10 === 0 ? 'place' : 'move');
    });
    await wait(warmUpMs);
    const since = watchLoad(() => program.cpu());
    deliveries.begin();
    round.say('measuring', forMs);
    await wait(forMs);
    deliveries.end();
    const load = since();
    await acting;
    await settled(() => deliveries.everDelivered);
    return {
      ackP50: deliveries.acks.at(0.5),
      ackP99: deliveries.acks.at(0.99),
      seenP99: deliveries.waits.at(0.99),
      missing: deliveries.sent * (SEATS - 1) - deliveries.everDelivered,
      refused: deliveries.refused,
      ...loadFigures(load),
    };
  } finally {
    for (const room of rooms) room.leave();
    await program.stop();
    await remove();
  }
}
