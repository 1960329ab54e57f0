import type { Announcement } from '@canopy/actions';
import type { Bus } from '../bus/bus.ts';

type Listener = (announcement: Announcement) => void;

/**
 * Where actions say what changed and hosts hear it. Every host makes fresh views for its own sockets:
 * what travels between hosts is the news that something changed and never the view itself.
 */
export class Announcer {
  readonly #listeners = new Set<Listener>();
  readonly #bus: Bus;

  constructor(bus: Bus) {
    this.#bus = bus;
    bus.hear((message) => {
      if (message.kind === 'announcement') this.sayHere(message.announcement);
    });
  }

  /** To this host and every other. */
  say(announcement: Announcement): void {
    this.sayHere(announcement);
    this.#bus.publish({ kind: 'announcement', announcement });
  }

  /** For what every host finds out by itself. */
  sayHere(announcement: Announcement): void {
    for (const listener of this.#listeners) listener(announcement);
  }

  hear(listener: Listener): void {
    this.#listeners.add(listener);
  }
}
