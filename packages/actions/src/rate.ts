/** How often something happens, per second, fading over about half a second. */
export class Rate {
  static readonly #FADE_MS = 500;
  #perSecond = 0;
  #at = -Infinity;

  hit(times: number, now: number): void {
    this.#perSecond = this.at(now) + (times * 1_000) / Rate.#FADE_MS;
    this.#at = now;
  }

  at(now: number): number {
    return this.#perSecond * Math.exp((this.#at - now) / Rate.#FADE_MS);
  }
}
