/**
 * Timers advise; people decide (people 14). The screen shows words in whole minutes, never a
 * countdown, and zero asks staff: it closes nothing.
 */
export type TimerWords =
  | { say: 'no-rush' }
  | { say: 'minutes-left'; minutes: number }
  | { say: 'halfway' }
  | { say: 'one-minute' }
  | { say: 'finish-when-ready' };

export function timerWords(
  now: number,
  startedAt: number | null,
  minutes: number | null,
  extraMinutes: number,
): TimerWords {
  if (minutes === null || startedAt === null) return { say: 'no-rush' };
  const lengthMs = (minutes + extraMinutes) * 60_000;
  const leftMs = startedAt + lengthMs - now;
  if (leftMs <= 0) return { say: 'finish-when-ready' };
  if (leftMs <= 60_000) return { say: 'one-minute' };
  const halfMs = lengthMs / 2;
  if (leftMs <= halfMs && leftMs > halfMs - 60_000) return { say: 'halfway' };
  return { say: 'minutes-left', minutes: Math.ceil(leftMs / 60_000) };
}
