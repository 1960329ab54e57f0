import type { Letter } from './outbox-letter.ts';

/**
 * Carries unsent letters across a reload or a phone's sleep, and at no other time. Canopy keeps no
 * board content in browser storage (people 80), yet "saved on this phone" must stay true when the
 * phone drops the page. So: written only as the page is hidden and only if something is unsent, in
 * this tab's own sessionStorage, and taken out again the moment the page is back. Words still being
 * typed are not carried.
 */
export class OutboxCarry {
  #key: string;
  #read: () => readonly Letter[];
  #hide = (): void => this.#put();
  #change = (): void => (document.visibilityState === 'hidden' ? this.#put() : this.clear());
  // Back from the browser's page cache, with everything still in memory.
  #shown = (event: PageTransitionEvent): void => {
    if (event.persisted) this.clear();
  };

  constructor(owner: string, read: () => readonly Letter[]) {
    this.#key = `canopy-unsent-${owner}`;
    this.#read = read;
  }

  start(): void {
    addEventListener('pagehide', this.#hide);
    addEventListener('pageshow', this.#shown);
    document.addEventListener('visibilitychange', this.#change);
  }
  stop(): void {
    removeEventListener('pagehide', this.#hide);
    removeEventListener('pageshow', this.#shown);
    document.removeEventListener('visibilitychange', this.#change);
    this.clear();
  }

  /** What the last page left, once. */
  take(): Letter[] {
    try {
      const kept = sessionStorage.getItem(this.#key);
      this.clear();
      return kept === null ? [] : (JSON.parse(kept) as Letter[]);
    } catch {
      return [];
    }
  }

  clear(): void {
    try {
      sessionStorage.removeItem(this.#key);
    } catch {
      // Storage is switched off: then nothing was kept either.
    }
  }

  #put(): void {
    const letters = this.#read();
    if (letters.length === 0) return;
    try {
      sessionStorage.setItem(this.#key, JSON.stringify(letters));
    } catch {
      // Full or switched off: the letters stay in memory for as long as the page lives.
    }
  }
}
