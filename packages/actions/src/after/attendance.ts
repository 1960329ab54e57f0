import type { Seat, SessionRecord } from '@canopy/domain';

/**
 * Who was there, in numbers. Somebody who went home early was there; somebody still in the lobby or
 * removed from the room was not.
 */
export function countAttendance(
  seats: readonly Pick<Seat, 'state' | 'way' | 'language'>[],
  staff: number,
): SessionRecord['attendance'] {
  const there = seats.filter(({ state }) => state === 'admitted' || state === 'left');
  return {
    members: there.length,
    byWay: tally(there.map(({ way }) => way)),
    staff,
    languages: tally(there.map(({ language }) => language)),
  };
}

/** Keys in alphabetical order: order of first arrival would say who came first. */
function tally(values: readonly string[]): Record<string, number> {
  const counts = new Map<string, number>();
  for (const value of [...values].sort()) counts.set(value, (counts.get(value) ?? 0) + 1);
  return Object.fromEntries(counts);
}
