import type { Bus } from './bus.ts';

const WHILE_DOWN_EVERY_MS = 1_000;
/** When all is well these find nothing. They are here for the fault nobody has thought of. */
const SAFETY_EVERY_MS = 10_000;
/** A view takes several readings for each person, where a board takes one for everybody. */
const VIEWS_EVERY_MS = 60_000;

export type InStep = {
  bus: Bus;
  /** Reads what was missed: boards, notes and counts. Runs alone, never beside itself. */
  catchUp(): Promise<void>;
  /** Shows everybody the room and themselves as they are now. */
  showAgain(): void;
  /** Asks of everybody connected whether they may still be here. */
  recheck(): Promise<void>;
  onBug: (error: unknown) => void;
};

/**
 * Keeps a host in step with the others when the bus does not: reads the database when the bus is
 * back, once a second while it is down, and now and then in any case. Somebody who was removed while
 * no host could be told of it is therefore still cut off within a second or so.
 */
export function keepInStep({ bus, catchUp, showAgain, recheck, onBug }: InStep): () => void {
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
    showAgain();
  };
  const stopHearing = bus.onBack(() => void round(both));
  const boardsDue = every(SAFETY_EVERY_MS);
  const viewsDue = every(VIEWS_EVERY_MS);
  const timer = setInterval(() => {
    const isDue = boardsDue();
    const showToo = viewsDue();
    if (bus.state === 'down') {
      // One that takes longer than its second is not asked for twice.
      if (!running) void round(both);
    } else if (isDue) void round(catchUp).then(showToo ? showAgain : undefined);
  }, WHILE_DOWN_EVERY_MS);
  return () => {
    stopHearing();
    clearInterval(timer);
  };
}

/** True at most once in so long. */
function every(ms: number): () => boolean {
  let lastAt = performance.now();
  return () => {
    if (performance.now() - lastAt < ms) return false;
    lastAt = performance.now();
    return true;
  };
}
