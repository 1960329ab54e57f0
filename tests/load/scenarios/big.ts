import { warmUpMsOf, type Scenario } from './scenario.ts';
import { steadyRoom } from './steady.ts';

/** A big room: 200 people, 100 actions a second between them. */
export const big: Scenario = {
  servers: ['canopy', 'y-websocket', 'hocuspocus', 'hocuspocus-33', 'relay'],
  quickServers: ['canopy', 'hocuspocus', 'hocuspocus-33'],
  seconds: { quick: 8, full: 28 },
  measure: (round) =>
    steadyRoom(round, {
      people: 200,
      actsPerSecond: 100,
      warmUpMs: warmUpMsOf(round),
      forMs: round.quick ? 2_000 : 10_000,
    }),
};
