export const BANDS = ['none-or-one', 'some', 'about-half', 'most', 'all-or-all-but-one'] as const;
export type Band = (typeof BANDS)[number];

/** A number as it may be shown: itself, or the band it lies in. */
export type Shown = number | Band;

/**
 * The band a count lies in, out of `of` people (at least five). The ends are joined, so that
 * whoever voted like everyone else, or like nobody else, can be somebody who did not (anonymity 10);
 * and every band holds two counts or more, so that none is a number in disguise. Few people leave
 * no room for all five: "about half" stands alone for five and six, and is left out for seven and eight.
 *
 * `step` is what one person can give when that is more than one, as with dots: counts are then of
 * dots, and `of` still of people.
 */
export function bandOf(count: number, of: number, step = 1): Band {
  const people = count / step;
  if (people <= 1) return 'none-or-one';
  if (people >= of - 1) return 'all-or-all-but-one';
  if (of <= 6) return 'about-half';
  const apart = Math.abs(2 * people - of);
  if (of >= 9 && apart <= of / 5) return 'about-half';
  return 2 * people > of ? 'most' : 'some';
}

/** Which of two bands is more; 0 when they are the same. */
export const compareBands = (a: Band, b: Band): number => BANDS.indexOf(a) - BANDS.indexOf(b);

/** The bands there are among so many people, least first. */
export const bandsFor = (of: number): Band[] => {
  const used = new Set(Array.from({ length: of + 1 }, (_, n) => bandOf(n, of)));
  return BANDS.filter((band) => used.has(band));
};
