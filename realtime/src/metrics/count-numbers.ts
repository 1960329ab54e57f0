import { Registry } from 'prom-client';
import type { HostLog } from '../log.ts';
import { countInto } from './counting.ts';
import { showMoment } from './gauges.ts';
import { countRefusals, hearAnswers } from './hear-answers.ts';
import { serveNumbers } from './listener.ts';
import type { Numbers } from './numbers.ts';
import { watchOutgoing } from './outgoing.ts';
import { showProcess } from './process-numbers.ts';
import { Returns } from './returns.ts';

/** The host's numbers, shown to whoever asks at `metrics`. */
export function countNumbers(metrics: { host: string; port: number }, log: HostLog): Numbers {
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
