import type { Announcement } from '@canopy/actions';

type Listener = (announcement: Announcement) => void;

/** Where actions say what changed and the host hears it. One process; a bus takes its place when there are two. */
export class Announcer {
  readonly #listeners = new Set<Listener>();

  say(announcement: Announcement): void {
    for (const listener of this.#listeners) listener(announcement);
  }

  hear(listener: Listener): void {
    this.#listeners.add(listener);
  }
}
