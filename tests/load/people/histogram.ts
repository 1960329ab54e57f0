const STEP_MS = 0.05;
const FINE_MS = 2_000;
const FINE = FINE_MS / STEP_MS;
const COARSE_UNTIL_MS = 120_000;

/** Waits counted in steps of 0.05 ms up to 2 s and of 1 ms up to 2 minutes: millions cost no memory. */
export class Histogram {
  readonly #counts = new Uint32Array(FINE + COARSE_UNTIL_MS - FINE_MS + 1);
  count = 0;
  max = 0;

  add(ms: number): void {
    this.count += 1;
    if (ms > this.max) this.max = ms;
    const at = ms < FINE_MS ? ms / STEP_MS : FINE + Math.min(ms, COARSE_UNTIL_MS) - FINE_MS;
    const step = Math.max(0, Math.floor(at));
    this.#counts[step] = (this.#counts[step] ?? 0) + 1;
  }

  /** The wait that this share (0 to 1) of all stayed under; NaN when nothing was counted. */
  at(share: number): number {
    let left = Math.ceil(this.count * share);
    if (left === 0) return Number.NaN;
    for (const [step, n] of this.#counts.entries()) {
      left -= n;
      if (left <= 0) return step < FINE ? (step + 1) * STEP_MS : FINE_MS + step - FINE + 1;
    }
    return this.max;
  }
}
