import { availableParallelism, loadavg } from 'node:os';

/**
 * A budget in milliseconds as it is on a machine that has its cores to itself, and as many times more
 * as there are programs waiting for each core now: what is judged is Canopy and not its neighbours.
 */
export function budgetMs(ms: number): number {
  const [waiting = 0] = loadavg();
  return ms * Math.max(1, waiting / availableParallelism());
}
