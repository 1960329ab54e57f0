/** Own acts are confirmed after this long, so the focus change they cause does not cut them off. */
export const OWN_AFTER_MS = 1_000;
/** Other people's acts become one digest, at most this often. */
export const DIGEST_EVERY_MS = 10_000;
const WORDS_MAX = 20;

export type Clock = { now: () => number; after: (ms: number, run: () => void) => () => void };
export type Speak = (text: string, urgent: boolean) => void;

const browserClock: Clock = {
  now: () => Date.now(),
  after: (ms, run) => {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  },
};

/**
 * What a screen reader is told, and how often (people 5). Own acts once, after about a second.
 * Others' acts never one by one: `changed` only marks that a digest is owed, and the sentence is
 * made when it is spoken, from the newest counts.
 */
export class Announcements {
  #speak: Speak;
  #clock: Clock;
  #digest: (() => string | null) | null = null;
  #lastDigestAt = -DIGEST_EVERY_MS;
  #stopDigest: (() => void) | null = null;
  #stopOwn: (() => void) | null = null;
  /** Off: only own acts and urgent words are spoken. */
  digestOn = true;

  constructor(speak: Speak, clock: Clock = browserClock) {
    this.#speak = speak;
    this.#clock = clock;
  }

  /** Confirms something the person just did. A second one within the second replaces the first. */
  own(text: string): void {
    this.#stopOwn?.();
    this.#stopOwn = this.#clock.after(OWN_AFTER_MS, () => this.#say(text, false));
  }

  /** Something others did. `digest` returns the sentence, or null when nothing is worth saying any more. */
  changed(digest: () => string | null): void {
    if (!this.digestOn) return;
    this.#digest = digest;
    if (this.#stopDigest) return;
    const wait = Math.max(OWN_AFTER_MS, this.#lastDigestAt + DIGEST_EVERY_MS - this.#clock.now());
    this.#stopDigest = this.#clock.after(wait, () => {
      this.#stopDigest = null;
      const text = this.#digest?.() ?? null;
      this.#digest = null;
      if (text === null) return;
      this.#lastDigestAt = this.#clock.now();
      this.#say(text, false);
    });
  }

  /** Paused, resumed, vote open or closed, the floor is yours, connection lost or back, closing. */
  now(text: string): void {
    this.#say(text, true);
  }

  stop(): void {
    this.#stopOwn?.();
    this.#stopDigest?.();
    this.#stopDigest = null;
  }

  #say(text: string, urgent: boolean): void {
    const words = text.split(/\s+/);
    this.#speak(
      words.length > WORDS_MAX ? `${words.slice(0, WORDS_MAX).join(' ')}…` : text,
      urgent,
    );
  }
}
