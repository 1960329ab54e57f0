import type { Band } from '@canopy/passes';

/**
 * How many of so many, said so that nobody is given away. With one fewer or all it says the same, and
 * with one or none it says the same: whoever is asked "did you?" can always have been the one.
 */
export function band(n: number, of: number): Band {
  if (n <= 1) return 'none-or-one';
  if (n >= of - 1) return 'all-or-all-but-one';
  const share = n / of;
  if (share < 0.375) return 'some';
  return share > 0.625 ? 'most' : 'about-half';
}
