import { setTimeout as wait } from 'node:timers/promises';

/**
 * Calls `act` `perSecond` times a second, evenly, until `endAt` (performance.now) or while `going`. Late turns are
 * made up for, so that the offered load is what was asked for also when a timer was slow.
 */
export async function pace(
  perSecond: number,
  endAt: number,
  act: (turn: number) => void,
  going: () => boolean = () => true,
): Promise<number> {
  const startAt = performance.now();
  let turn = 0;
  while (going() && performance.now() < endAt) {
    const due = Math.floor(((performance.now() - startAt) / 1000) * perSecond);
    while (turn < due) {
      act(turn);
      turn += 1;
    }
    const nextAt = startAt + ((turn + 1) / perSecond) * 1000;
    await wait(Math.max(1, Math.floor(nextAt - performance.now())));
  }
  return turn;
}

/** Waits until something is so, or throws a sentence that says what was not. */
export async function until(what: string, isSo: () => boolean, withinMs: number): Promise<void> {
  const end = performance.now() + withinMs;
  while (!isSo()) {
    if (performance.now() > end) throw new Error(`waited ${withinMs} ms for: ${what}`);
    await wait(5);
  }
}
