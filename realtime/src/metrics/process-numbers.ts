import { monitorEventLoopDelay } from 'node:perf_hooks';
import { collectDefaultMetrics, Gauge, type Registry } from 'prom-client';

const RESOLUTION_MS = 20;
const QUANTILES = [0.5, 0.99, 1];

/** Memory, processor, files and garbage, and how late the event loop runs. Returns how to stop. */
export function showProcess(registry: Registry): () => void {
  // Precision: the library's own monitor, whose numbers are taken out below, wakes once a second only.
  collectDefaultMetrics({ register: registry, eventLoopMonitoringPrecision: 1_000 });
  // They hold the timer's own period, so that an idle host seems ten milliseconds late.
  for (const { name } of registry.getMetricsAsArray())
    if (name.startsWith('nodejs_eventloop_')) registry.removeSingleMetric(name);

  const delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  delay.enable();
  new Gauge({
    name: 'canopy_event_loop_delay_seconds',
    help: 'How late the event loop ran since the numbers were last read; 1 is the worst.',
    labelNames: ['quantile'],
    registers: [registry],
    collect() {
      for (const quantile of QUANTILES) {
        const ms = delay.percentile(quantile * 100) / 1e6 - RESOLUTION_MS;
        this.set({ quantile: String(quantile) }, Math.max(0, ms) / 1000);
      }
      delay.reset();
    },
  });
  return () => void delay.disable();
}
