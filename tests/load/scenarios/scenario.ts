import type { Load } from '../machine.ts';
import type { ServerName } from '../servers/servers.ts';

/** What a round found, by name. Times in milliseconds, sizes in kilobytes, unless the name says else. */
export type Figures = Record<string, number>;

export type Round = {
  server: ServerName;
  quick: boolean;
  /** Shown while it runs: what is happening, and for about how long still. */
  say(doing: string, leftMs?: number): void;
};

export type Scenario = {
  /** In the order of the first round; every other round runs them backwards. */
  servers: readonly ServerName[];
  /** Those of them that `--quick` has time for. */
  quickServers: readonly ServerName[];
  /** About how long one round takes, for the countdown. */
  seconds: { quick: number; full: number };
  /** For what repeats itself inside one round. */
  maxRounds?: number;
  measure(round: Round): Promise<Figures>;
};

/** How busy the machine was, as figures beside the others. */
export const loadFigures = ({ server, generator, other }: Load): Figures => ({
  serverCores: server,
  generatorCores: generator,
  otherCores: other,
});

/**
 * How long a room is busy before anything is counted. A host runs for weeks: its first seconds, in
 * which a tenth of its work is compiling, are nobody's session. The same for every server.
 */
export const warmUpMsOf = ({ quick }: Round): number => (quick ? 1_000 : 10_000);
