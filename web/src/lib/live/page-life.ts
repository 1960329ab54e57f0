/** What a page is told of its own life, as far as its lines to the server care. */
export type LifeHears = {
  /** Awake, shown, with signal, or back from the browser's page cache: look at once. */
  back: () => void;
  /** The device says it has no signal. */
  offline: () => void;
};

/**
 * A phone sleeps, a tab is hidden, a train enters a tunnel: timers are late then, and a line may look
 * open that has long been cut. Whoever comes back should not wait for a timer.
 */
export class PageLife {
  #hears: LifeHears;
  #back = (): void => this.#hears.back();
  #offline = (): void => this.#hears.offline();
  #change = (): void => {
    if (!PageLife.hidden) this.#hears.back();
  };
  #shown = (event: PageTransitionEvent): void => {
    if (event.persisted) this.#hears.back();
  };

  constructor(hears: LifeHears) {
    this.#hears = hears;
  }

  static get hidden(): boolean {
    return document.visibilityState === 'hidden';
  }

  start(): void {
    addEventListener('online', this.#back);
    addEventListener('offline', this.#offline);
    addEventListener('pageshow', this.#shown);
    document.addEventListener('visibilitychange', this.#change);
  }
  stop(): void {
    removeEventListener('online', this.#back);
    removeEventListener('offline', this.#offline);
    removeEventListener('pageshow', this.#shown);
    document.removeEventListener('visibilitychange', this.#change);
  }
}
