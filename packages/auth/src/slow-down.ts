/** How failed sign-ins are slowed, wherever they are counted. */
export const SLOW_DOWN = {
  /** Failures that cost nothing: people mistype. An address is shared by an office, so it gets more. */
  free: { email: 5, address: 20 },
  firstWaitMs: 1_000,
  longestWaitMs: 15 * 60_000,
  /** A key without failures for this long starts afresh. */
  forgetMs: 60 * 60_000,
} as const;
/** An attempt that never reported back stops counting after this. */
const ATTEMPT_MS = 10_000;
/** So that a flood of invented addresses fills this and not the memory. */
const KEYS_MAX = 10_000;

type Tried = { failures: number; lastAt: number; waitUntil: number; attempts: number[] };

/** What failed sign-ins are counted by. Never stored and never logged. */
export type SlowKey = `email:${string}` | `address:${string}`;

/**
 * Failed sign-ins grow expensive. Ask `mayTry` for each key before checking a password, then report
 * `failed` or `succeeded` for each. After the free failures each further one doubles the wait.
 *
 * An attempt under way counts as a failure until it reports, so that a hundred sent at the same
 * instant are not all let through. Success clears an email's count; an address's stays, or an
 * attacker with one account of their own could clear it at will.
 */
export interface SlowDown {
  mayTry(key: SlowKey, now: number): boolean | Promise<boolean>;
  failed(key: SlowKey, now: number): void | Promise<void>;
  succeeded(key: SlowKey): void | Promise<void>;
}

/** Counted in this process alone, and so at once. */
export interface OwnSlowDown extends SlowDown {
  mayTry(key: SlowKey, now: number): boolean;
  /** How long until the next try. 0 = now. */
  waitMs(key: SlowKey, now: number): number;
  failed(key: SlowKey, now: number): void;
  succeeded(key: SlowKey): void;
}

export function makeSlowDown(): OwnSlowDown {
  const tried = new Map<SlowKey, Tried>();

  const recent = (key: SlowKey, now: number): Tried => {
    const known = tried.get(key);
    if (known !== undefined && now - known.lastAt < SLOW_DOWN.forgetMs) {
      known.attempts = known.attempts.filter((at) => now - at < ATTEMPT_MS);
      return known;
    }
    return { failures: 0, lastAt: now, waitUntil: 0, attempts: [] };
  };

  /** The longest untouched goes first: a map keeps the order in which keys were put in. */
  const keep = (key: SlowKey, entry: Tried): void => {
    tried.delete(key);
    tried.set(key, entry);
    for (const oldest of tried.keys()) {
      if (tried.size <= KEYS_MAX) break;
      tried.delete(oldest);
    }
  };

  return {
    mayTry(key, now) {
      const entry = recent(key, now);
      if (now < entry.waitUntil) return false;
      const under = entry.attempts.length;
      if (under > 0 && entry.failures + under >= freeFor(key)) return false;
      entry.attempts.push(now);
      entry.lastAt = now;
      keep(key, entry);
      return true;
    },

    waitMs: (key, now) => Math.max(0, recent(key, now).waitUntil - now),

    failed(key, now) {
      const entry = recent(key, now);
      entry.attempts.shift();
      entry.failures += 1;
      entry.lastAt = now;
      const over = entry.failures - freeFor(key);
      if (over >= 0) entry.waitUntil = now + waitAfter(over);
      keep(key, entry);
    },

    succeeded(key) {
      if (key.startsWith('email:')) tried.delete(key);
      else tried.get(key)?.attempts.shift();
    },
  };
}

export const freeFor = (key: SlowKey): number =>
  key.startsWith('email:') ? SLOW_DOWN.free.email : SLOW_DOWN.free.address;

/** Milliseconds to wait after that many failures past the free ones. */
export const waitAfter = (over: number): number =>
  Math.min(SLOW_DOWN.firstWaitMs * 2 ** Math.min(over, 20), SLOW_DOWN.longestWaitMs);
