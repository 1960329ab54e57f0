import { createContext } from 'svelte';
import { Announcements } from './announcements.ts';

/** Puts announcements where Announcer.svelte can show them to a screen reader. */
export class Announcer {
  polite = $state('');
  urgent = $state('');
  #core = new Announcements((text, urgent) => this.#show(text, urgent));

  own(text: string): void {
    this.#core.own(text);
  }
  changed(digest: () => string | null): void {
    this.#core.changed(digest);
  }
  now(text: string): void {
    this.#core.now(text);
  }
  digest(on: boolean): void {
    this.#core.digestOn = on;
  }
  stop(): void {
    this.#core.stop();
  }

  // The same sentence twice running must still be a change, or it is not spoken: add a quiet space.
  #show(text: string, urgent: boolean): void {
    if (urgent) this.urgent = this.urgent === text ? `${text}\u00a0` : text;
    else this.polite = this.polite === text ? `${text}\u00a0` : text;
  }
}

const [getAnnouncer, setAnnouncer] = createContext<Announcer>();
export { getAnnouncer, setAnnouncer };
