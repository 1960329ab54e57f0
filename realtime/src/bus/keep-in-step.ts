import type { Bus } from './bus.ts';

const WHILE_DOWN_EVERY_MS = 1_000;
/** When all is well this finds nothing. It is here for the fault nobody has thought of. */
const SAFETY_EVERY_MS = 10_000;

export type InStep = {
  bus: Bus;
  /** Reads what was missed: boards, views and counts. Runs alone, never beside itself. */
  catchUp(): Promise<void>;
  /** Asks of everybody connected whether they may still be here. */
  recheck(): Promise<void>;
  onBug: (error: unknown) => void;
};

/**
 * Keeps a host in step with the others when the bus does not: reads the database when the bus is
 * back, once a second while it is down, and now and then in any case. Somebody who was removed while
 * no host could be told of it is therefore still cut off within a second or so.
 */
export function keepInStep({ bus, catchUp, recheck, onBug }: InStep): () => void {
  let running = false;
  let again = false;
  const round = async (work: () => Promise<void>): Promise<void> => {
    if (running) {
      again = true;
      return;
    }
    running = true;
    await work().catch(onBug);
    running = false;
    if (!again) return;
    again = false;
    await round(both);
  };
  const both = async (): Promise<void> => {
    await recheck();
    await catchUp();
  };
  const stopHearing = bus.onBack(() => void round(both));
  let safeAt = performance.now();
  const timer = setInterval(() => {
    const isDue = performance.now() - safeAt >= SAFETY_EVERY_MS;
    if (isDue) safeAt = performance.now();
    if (bus.state === 'down') {
      // One that takes longer than its second is not asked for twice.
      if (!running) void round(both);
    } else if (isDue) void round(catchUp);
  }, WHILE_DOWN_EVERY_MS);
  return () => {
    stopHearing();
    clearInterval(timer);
  };
}
