/** A seat outlives reloads and a sleeping phone, and not the day. */
export const SEAT_LIVES_MS = 12 * 60 * 60 * 1000;
