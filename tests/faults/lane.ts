/**
 * How often, how many and how long: the quick lane inside `npm test` keeps every case and shortens
 * its waits; the long one (`pnpm faults --long`) runs reliability.md's full waits and ten times its
 * numbers.
 */
const quick = {
  /** F1: clients, what each does a second, and kills. */
  killNine: { seats: 24, perSecond: 5, kills: 8, killsInVote: 3 },
  /** F3 */
  drain: { seats: 12, perSecond: 4, stops: 3 },
  /** F4: longer than the eight seconds after which a silent line is given up. */
  stopped: { forMs: 9_500, times: 1 },
  /** F5 */
  heldLoop: { forMs: 2_000, times: 2 },
  /** F6: how long the disk stays full once it has refused. */
  diskFull: { forMs: 1_000, times: 2 },
  /** F7: longer than the five seconds SQLite itself would wait. */
  locked: { forMs: 6_000, times: 1 },
  /** F9: each jump is an hour on, an hour back, and right again. */
  clock: { jumps: 1 },
  /** F10: 144 clients. */
  storm: { rooms: 3, seats: 48, storms: 1 },
  /** F11 */
  compacting: { kills: 10 },
  /** F12 */
  migration: { interruptions: 3 },
  /** N1 to N6; silent longer than the eight seconds after which both ends give a line up. */
  badLine: { forMs: 8_000, resetEveryMs: 1_500, silentMs: 9_000, perSecond: 2 },
  /** N7 */
  slowReader: { readers: 5, forMs: 4_000 },
  /** N8 */
  redis: { kills: 2, awayMs: 2_500 },
  /** N9 */
  postgres: { kills: 3, awayMs: 1_000 },
  /** N10 */
  oneBoard: { claims: 3, forMs: 3_000 },
  /** N11 */
  asleep: { forMs: 4_000, times: 1 },
  /** B1: the twelve frames, at each door. */
  frames: { times: 3 },
  /** B2 and B7 */
  mutated: { updates: 10_000, intents: 10_000, forms: 400 },
  /** B3 */
  gaps: { updates: 8_000 },
  /** B4 */
  spoofed: { variants: 100 },
  /** B6 */
  oversize: { times: 1 },
  /** B12: each is four or five intents. */
  outOfOrder: { leaves: 25 },
  /** B14 */
  flood: { events: 5_000, floods: 1 },
  /** B15 */
  idle: { sockets: 800, cap: 300 },
  /** L7. A host that has just started is still finding its size: it grows for a thousand, then no more. */
  soak: { boards: 20, warmUp: 1_000, cycles: 500 },
  /** Each seed is walked on one host and on two. */
  converge: { seeds: 2, steps: 300, people: 5 },
};

type Lane = typeof quick;

const long: Lane = {
  killNine: { seats: 24, perSecond: 5, kills: 180, killsInVote: 20 },
  drain: { seats: 24, perSecond: 5, stops: 50 },
  stopped: { forMs: 15_000, times: 30 },
  heldLoop: { forMs: 2_000, times: 30 },
  diskFull: { forMs: 10_000, times: 30 },
  locked: { forMs: 6_000, times: 30 },
  clock: { jumps: 10 },
  storm: { rooms: 3, seats: 48, storms: 10 },
  compacting: { kills: 100 },
  migration: { interruptions: 30 },
  badLine: { forMs: 600_000, resetEveryMs: 3_000, silentMs: 20_000, perSecond: 1 },
  slowReader: { readers: 50, forMs: 30_000 },
  redis: { kills: 50, awayMs: 5_000 },
  postgres: { kills: 100, awayMs: 1_000 },
  oneBoard: { claims: 10, forMs: 60_000 },
  asleep: { forMs: 600_000, times: 1 },
  frames: { times: 30 },
  mutated: { updates: 100_000, intents: 100_000, forms: 5_000 },
  gaps: { updates: 80_000 },
  spoofed: { variants: 1_000 },
  oversize: { times: 10 },
  outOfOrder: { leaves: 50 },
  flood: { events: 5_000, floods: 10 },
  idle: { sockets: 4_000, cap: 600 },
  soak: { boards: 50, warmUp: 1_000, cycles: 5_000 },
  converge: { seeds: 25, steps: 2_000, people: 8 },
};

export const laneName = process.env.CANOPY_FAULTS === 'long' ? 'long' : 'quick';
export const lane: Lane = laneName === 'long' ? long : quick;
