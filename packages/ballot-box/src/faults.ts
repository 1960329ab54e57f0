import type { BoxHealth } from '@canopy/passes';
import { StoreAway } from './store/store-away.ts';

/**
 * What went wrong, without who, what or when: the place in our code and how often. A log line for each
 * would be a list of the moments at which somebody voted, and a fault's message can hold what was
 * being read. Kept in memory and told to the app when it asks for the box's health.
 */
export class Faults {
  readonly #times = new Map<string, number>();

  note(error: unknown): void {
    const where = placeOf(error);
    // Places are in the code, so there are only so many; the bound is for what nobody thought of.
    if (this.#times.size < 100 || this.#times.has(where))
      this.#times.set(where, (this.#times.get(where) ?? 0) + 1);
  }

  all(): BoxHealth['faults'] {
    return [...this.#times].map(([where, times]) => ({ where, times }));
  }
}

/** `tally.ts:47`, of the first line of the stack that is ours. */
export function placeOf(error: unknown): string {
  const stack = error instanceof Error ? (error.stack ?? '') : '';
  // The message comes first and may hold anything, also something that looks like a place.
  const frames = stack.split('\n').filter((line) => /^ {4}at /.test(line));
  const own = frames.map((line) => /\/ballot-box\/src\/(?:[\w-]+\/)*([\w-]+\.ts:\d+)/.exec(line)?.[1]); // prettier-ignore
  return own.find((place) => place !== undefined) ?? 'elsewhere';
}

/** The disk is full, away or busy: nothing is wrong with what was asked, and it may be asked again. */
export const isStorageFault = (error: unknown): boolean =>
  error instanceof StoreAway ||
  (error instanceof Error &&
    'code' in error &&
    typeof error.code === 'string' &&
    /^SQLITE_(FULL|BUSY|LOCKED|IOERR|READONLY|CANTOPEN)/.test(error.code));
