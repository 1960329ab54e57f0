const WITHIN_MS = 5_000;
const TIMES = 3;

/** Shift three times in five seconds, with nothing typed in between: cover my screen. */
export class ShiftKnock {
  #at: number[] = [];

  /** True when this press is the third knock. A held key and any other key do not count. */
  press(key: string, at: number, repeat = false): boolean {
    if (repeat) return false;
    if (key !== 'Shift') {
      this.#at = [];
      return false;
    }
    this.#at = [...this.#at.filter((each) => at - each < WITHIN_MS), at];
    if (this.#at.length < TIMES) return false;
    this.#at = [];
    return true;
  }
}
