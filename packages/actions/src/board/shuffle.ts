/**
 * Fisher–Yates. The order in which people wrote must not survive the reveal (people 72), so the
 * choice at each step is exactly even: numbers past the last whole multiple are drawn again.
 */
export function shuffle<T>(items: readonly T[], randomBytes: (n: number) => Uint8Array): T[] {
  const mixed: T[] = [];
  for (const item of items) {
    const at = evenBelow(mixed.length + 1, randomBytes);
    mixed.push(item);
    [mixed[at], mixed[mixed.length - 1]] = [item, mixed[at] as T];
  }
  return mixed;
}

/** A whole number from 0 to `n` - 1, each as likely. `n` up to 2^32. */
function evenBelow(n: number, randomBytes: (n: number) => Uint8Array): number {
  const limit = 2 ** 32 - (2 ** 32 % n);
  for (;;) {
    const bytes = randomBytes(4);
    const drawn = new DataView(bytes.buffer, bytes.byteOffset, 4).getUint32(0);
    if (drawn < limit) return drawn % n;
  }
}
