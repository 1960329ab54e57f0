/**
 * Keys that sort: a new key fits between any two, so moving one leaf writes one leaf. Digits in
 * character order; a key never ends in the lowest digit, so there is always room in front of it.
 */
const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const BASE = DIGITS.length;

/** Ends are filled in steps, so that a long list typed in order keeps three-digit keys. */
const WIDTH = 3;
const WHOLE = BASE ** WIDTH;
const STEP = 16;

/** A key longer than this means many moves to one spot: the siblings are spread out again. */
export const RANK_LONG = 24;

/** A key after `low` and before `high`; null = no bound. `low` must sort before `high`. */
export function rankBetween(low: string | null, high: string | null): string {
  if (low === null && high === null) return whole(WHOLE / 2);
  if (high === null) {
    const next = numberOf(low ?? '') + STEP;
    if (next < WHOLE) return whole(next);
  } else if (low === null) {
    const next = numberOf(high) - STEP;
    if (next > 0) return whole(next);
  }
  return middle(low ?? '', high);
}

/** `n` keys in order, evenly apart. */
export function ranksFor(n: number): string[] {
  const ranks: string[] = [];
  for (let i = 0; i < n; i += 1) {
    const last = ranks.at(-1) ?? null;
    ranks.push(last === null ? whole(STEP) : rankBetween(last, null));
  }
  return ranks;
}

const numberOf = (rank: string): number =>
  [...rank.padEnd(WIDTH, '0').slice(0, WIDTH)].reduce((n, d) => n * BASE + valueOf(d), 0);

function whole(n: number): string {
  let key = '';
  for (let rest = Math.floor(n), i = 0; i < WIDTH; i += 1, rest = Math.floor(rest / BASE))
    key = digit(rest % BASE) + key;
  return key.replace(/0+$/, '');
}

function middle(low: string, high: string | null): string {
  let key = '';
  let bound = high;
  for (let i = 0; ; i += 1) {
    // Only damaged keys get here (equal but for lowest digits): any key beats never answering.
    if (bound !== null && i > Math.max(low.length, bound.length)) bound = null;
    const from = valueOf(low[i] ?? '0');
    const to = bound === null ? BASE : valueOf(bound[i] ?? '0');
    if (to - from > 1) return key + digit(Math.floor((from + to) / 2));
    key += digit(from);
    // Once below the upper bound, everything that follows is below it too.
    if (to > from) bound = null;
  }
}

const digit = (n: number): string => DIGITS.charAt(n);
/** An unknown character counts as the lowest: a damaged key must not stop a board. */
const valueOf = (d: string): number => Math.max(0, DIGITS.indexOf(d));
