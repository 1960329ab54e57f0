import type { Server } from 'node:http';
import type { Doors } from '@canopy/actions';
import type { Config } from '../config.ts';
import type { LiveServer } from '../live/live-server.ts';
import type { HostLog } from '../log.ts';
import type { Moment } from './gauges.ts';
import { unheardHost, type HostMeters } from './host-meters.ts';

/** The host's numbers, or nothing at all: switched off, no part of the host does more than call a function. */
export type Numbers = {
  meters: HostMeters;
  /** The log, with its bugs counted. */
  log: HostLog;
  doors(doors: Doors): Doors;
  watch(server: Server, io: LiveServer): void;
  /** Begins to answer. */
  serve(moment: Omit<Moment, 'outgoingBytes'>): Promise<void>;
  close(): Promise<void>;
};

export async function openNumbers(
  { metrics }: Pick<Config, 'metrics'>,
  log: HostLog,
): Promise<Numbers> {
  if (metrics !== null) {
    // Loaded where somebody counts: other hosts would wait for a hundred files at each start.
    const { countNumbers } = await import('./count-numbers.ts');
    return countNumbers(metrics, log);
  }
  return {
    meters: unheardHost,
    log,
    doors: (doors) => doors,
    watch: () => undefined,
    serve: () => Promise.resolve(),
    close: () => Promise.resolve(),
  };
}
