/** Fisher and Yates, all orders equally likely. `below(n)` = a random whole number from 0 to n - 1. */
export function shuffle<T>(items: readonly T[], below: (n: number) => number): T[] {
  const mixed = [...items];
  for (let i = mixed.length - 1; i > 0; i -= 1) {
    const j = below(i + 1);
    const [a, b] = [mixed[i], mixed[j]];
    if (a !== undefined && b !== undefined) [mixed[i], mixed[j]] = [b, a];
  }
  return mixed;
}
