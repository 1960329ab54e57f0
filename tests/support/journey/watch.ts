import type { BrowserContext, Page } from '@playwright/test';

/** What the browser itself prints while it has no signal at all. Anything else it prints is ours. */
const NO_SIGNAL = /net::ERR_INTERNET_DISCONNECTED/;

/**
 * Everything one person's browser was sent and did behind the screen: each frame that reached it,
 * requests that left the origin, errors. Faults are kept, not thrown, so that a session is seen to
 * its end; the test asks for them there.
 */
export class Watch {
  readonly faults: string[] = [];
  /** Frames of both sockets as text; board updates are binary, and a leaf's words stand in them as UTF-8. */
  readonly frames: { at: number; text: string }[] = [];
  /** True while the test has taken this person's signal away. */
  offline = false;
  /** How often a pointer touched a page, where that is noted. */
  pointers = 0;
  readonly #who: string;
  readonly #origin: string;

  constructor(who: string, origin: string) {
    this.#who = who;
    this.#origin = origin;
  }

  async follow(context: BrowserContext): Promise<void> {
    const isForeign = (url: URL): boolean =>
      url.protocol !== 'data:' && url.protocol !== 'blob:' && url.origin !== this.#origin;
    await context.route(isForeign, (route) => {
      this.#fault(`asked another origin: ${route.request().url()}`);
      return route.abort();
    });
    context.on('weberror', (error) => this.#fault(`page error: ${error.error().message}`));
    context.on('console', (message) => {
      if (message.type() !== 'error') return;
      if (this.offline && NO_SIGNAL.test(message.text())) return;
      this.#fault(`console error: ${message.text()} (${message.location().url})`);
    });
    context.on('page', (page) => this.#hear(page));
  }

  /** Text of all frames since a moment. */
  heardSince(at: number): string {
    return this.frames
      .filter((frame) => frame.at >= at)
      .map(({ text }) => text)
      .join('\n');
  }

  /** How long after a moment this person was sent something, in ms. */
  waitedFor(words: string, since: number): number {
    const frame = this.frames.find(({ at, text }) => at >= since && text.includes(words));
    return frame === undefined ? Infinity : frame.at - since;
  }

  /** Where a whole word stands in what this person was sent, with what is around it. */
  mentions(word: string): string[] {
    const whole = new RegExp(`.{0,60}(?<![A-Za-z0-9])${word}(?![A-Za-z0-9]).{0,60}`, 'gs');
    return this.frames.flatMap(({ text }) => text.match(whole) ?? []).slice(0, 3);
  }

  #hear(page: Page): void {
    page.on('websocket', (socket) => {
      const url = new URL(socket.url());
      if (url.host !== new URL(this.#origin).host)
        this.#fault(`opened a socket to another origin: ${socket.url()}`);
      socket.on('framereceived', ({ payload }) =>
        this.frames.push({ at: Date.now(), text: payload.toString() }),
      );
    });
  }

  #fault(what: string): void {
    this.faults.push(`${this.#who}: ${what}`);
  }
}
