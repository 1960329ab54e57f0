import { warmUpMsOf, type Scenario } from './scenario.ts';
import { steadyRoom } from './steady.ts';

/** An ordinary full room: 50 people, each acts once a second. */
export const session: Scenario = {
  servers: ['canopy', 'y-websocket', 'hocuspocus', 'relay'],
  quickServers: ['canopy', 'y-websocket', 'hocuspocus'],
  seconds: { quick: 7, full: 27 },
  measure: (round) =>
    steadyRoom(round, {
      people: 50,
      actsPerSecond: 50,
      warmUpMs: warmUpMsOf(round),
      forMs: round.quick ? 2_000 : 10_000,
    }),
};
