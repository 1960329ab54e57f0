import type { Server } from 'node:http';
import type { Doors } from '@canopy/actions';
import { Registry } from 'prom-client';
import type { Config } from '../config.ts';
import type { LiveServer } from '../live/live-server.ts';
import type { HostLog } from '../log.ts';
import { countInto } from './counting.ts';
import { showMoment, type Moment } from './gauges.ts';
import { countRefusals, hearAnswers } from './hear-answers.ts';
import { unheardHost, type HostMeters } from './host-meters.ts';
import { serveNumbers } from './listener.ts';
import { watchOutgoing } from './outgoing.ts';
import { showProcess } from './process-numbers.ts';
import { Returns } from './returns.ts';

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

export function openNumbers({ metrics }: Pick<Config, 'metrics'>, log: HostLog): Numbers {
  if (metrics === null)
    return {
      meters: unheardHost,
      log,
      doors: (doors) => doors,
      watch: () => undefined,
      serve: () => Promise.resolve(),
      close: () => Promise.resolve(),
    };

  const registry = new Registry();
  const meters = countInto(registry);
  const counted: HostLog = {
    ...log,
    bug(event, error) {
      meters.bug();
      return log.bug(event, error);
    },
  };
  let outgoingBytes = (): number => 0;
  let stop: () => Promise<void> = () => Promise.resolve();
  return {
    meters,
    log: counted,
    doors: (doors) => countRefusals(doors, meters),
    watch(server, io) {
      outgoingBytes = watchOutgoing(server);
      hearAnswers(io, meters);
      new Returns(() => meters.cameBack()).watch(io);
    },
    async serve(moment) {
      showMoment(registry, { ...moment, outgoingBytes: () => outgoingBytes() });
      const stopProcess = showProcess(registry);
      const listener = await serveNumbers(
        registry,
        metrics,
        (error) => void counted.bug('metrics:failed', error),
      );
      log.event('metrics:ready', { port: listener.port });
      stop = async () => {
        stopProcess();
        await listener.close();
      };
    },
    close: () => stop(),
  };
}
