/** Failures that cost nothing: people mistype. An address is shared by an office, so it gets more. */
const FREE = { email: 5, address: 20 } as const;
const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 15 * 60_000;
/** A key without failures for this long starts afresh. */
const FORGET_MS = 60 * 60_000;
/** An attempt that never reported back stops counting after this. */
const ATTEMPT_MS = 10_000;
/** So that a flood of invented addresses fills this and not the memory. */
const KEYS_MAX = 10_000;

type Tried = { failures: number; lastAt: number; waitUntil: number; attempts: number[] };

/** What failed sign-ins are counted by. Kept in memory only, never logged. */
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
  mayTry(key: SlowKey, now: number): boolean;
  /** How long until the next try, for telling people. 0 = now. */
  waitMs(key: SlowKey, now: number): number;
  failed(key: SlowKey, now: number): void;
  succeeded(key: SlowKey): void;
}

export function makeSlowDown(): SlowDown {
  const tried = new Map<SlowKey, Tried>();

  const recent = (key: SlowKey, now: number): Tried => {
    const known = tried.get(key);
    if (known !== undefined && now - known.lastAt < FORGET_MS) {
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
      if (over >= 0)
        entry.waitUntil = now + Math.min(FIRST_WAIT_MS * 2 ** Math.min(over, 20), LONGEST_WAIT_MS);
      keep(key, entry);
    },

    succeeded(key) {
      if (key.startsWith('email:')) tried.delete(key);
      else tried.get(key)?.attempts.shift();
    },
  };
}

const freeFor = (key: SlowKey): number => (key.startsWith('email:') ? FREE.email : FREE.address);
