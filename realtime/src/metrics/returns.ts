import type { LiveServer } from '../live/live-server.ts';

const BACK_WITHIN_MS = 2 * 60_000;

/**
 * People whose last connection ended and who are back within two minutes: a train, a lift, a host that
 * restarted elsewhere. Who it was is held in memory for those two minutes and told to nobody.
 */
export class Returns {
  readonly #cameBack: () => void;
  readonly #open = new Map<string, number>();
  /** Oldest first, because each is put in when it leaves. */
  readonly #left = new Map<string, number>();

  constructor(cameBack: () => void) {
    this.#cameBack = cameBack;
  }

  watch(io: LiveServer): void {
    io.on('connection', (socket) => {
      const { sessionId, person } = socket.data;
      const key = `${sessionId} ${person.kind} ${person.id}`;
      this.enter(key, performance.now());
      socket.on('disconnect', () => this.leave(key, performance.now()));
    });
  }

  enter(key: string, now: number): void {
    const leftAt = this.#left.get(key);
    this.#left.delete(key);
    if (leftAt !== undefined && now - leftAt <= BACK_WITHIN_MS) this.#cameBack();
    this.#open.set(key, (this.#open.get(key) ?? 0) + 1);
  }

  leave(key: string, now: number): void {
    const rest = (this.#open.get(key) ?? 1) - 1;
    if (rest > 0) return void this.#open.set(key, rest);
    this.#open.delete(key);
    this.#left.set(key, now);
    for (const [other, leftAt] of this.#left) {
      if (now - leftAt <= BACK_WITHIN_MS) break;
      this.#left.delete(other);
    }
  }
}
