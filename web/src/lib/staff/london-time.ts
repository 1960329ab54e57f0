import type { Lang } from '../language/lang.ts';

/** Sessions happen in England and Wales, whatever clock the server or a laptop keeps. */
const timeZone = 'Europe/London';
const LOCALES = { en: 'en-GB', cy: 'cy-GB' } as const;

const parts = new Intl.DateTimeFormat('en-GB', {
  timeZone,
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});

/** As a date-and-time box holds it: 2026-11-20T18:00. */
export function toLondon(at: number): string {
  const named = new Map(parts.formatToParts(at).map(({ type, value }) => [type, value]));
  const part = (name: Intl.DateTimeFormatPartTypes): string => named.get(name) ?? '';
  return `${part('year')}-${part('month')}-${part('day')}T${part('hour')}:${part('minute')}`;
}

/**
 * What the box says, as a moment. Null = not a date or time, or an hour the clocks skip in March.
 * Of the hour that comes twice in October, the first.
 */
export function fromLondon(local: string): number | null {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d$/.test(local)) return null;
  const asUtc = Date.parse(`${local}:00Z`);
  if (Number.isNaN(asUtc)) return null;
  const hourMs = 3_600_000;
  return [asUtc - hourMs, asUtc].find((at) => toLondon(at) === local) ?? null;
}

const day = (lang: Lang): Intl.DateTimeFormat =>
  new Intl.DateTimeFormat(LOCALES[lang], {
    timeZone,
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
  });
const clock = new Intl.DateTimeFormat('en-GB', {
  timeZone,
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});

/** "Friday 20 November 2026, 18:00" */
export const sayWhen = (at: number, lang: Lang): string =>
  `${day(lang).format(at).replace(',', '')}, ${clock.format(at)}`;

/** "3 December, 18:00", for lists; the year stands where it is not this one. */
export function sayShort(at: number, lang: Lang, now = Date.now()): string {
  const named = new Map(
    day(lang)
      .formatToParts(at)
      .map(({ type, value }) => [type, value]),
  );
  const part = (name: Intl.DateTimeFormatPartTypes): string => named.get(name) ?? '';
  const year = toLondon(at).slice(0, 4) === toLondon(now).slice(0, 4) ? '' : ` ${part('year')}`;
  // Put together here: asked for a day and a month alone, Welsh locale data turns them round.
  return `${part('day')} ${part('month')}${year}, ${clock.format(at)}`;
}

export const isSameDay = (a: number, b: number): boolean =>
  toLondon(a).slice(0, 10) === toLondon(b).slice(0, 10);

export function partOfDay(at: number): 'morning' | 'afternoon' | 'evening' {
  const hour = Number(toLondon(at).slice(11, 13));
  if (hour >= 4 && hour < 12) return 'morning';
  return hour >= 12 && hour < 18 ? 'afternoon' : 'evening';
}
