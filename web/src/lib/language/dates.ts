import type { Lang } from './lang.ts';

const LOCALES = { en: 'en-GB', cy: 'cy-GB' } as const;
/** Sessions happen in England and Wales, whatever clock the server keeps. */
const ZONE = 'Europe/London';

type When = number | string | Date;
const said = (when: When, lang: Lang, parts: Intl.DateTimeFormatOptions): string =>
  new Intl.DateTimeFormat(LOCALES[lang], { timeZone: ZONE, ...parts }).format(new Date(when));

/** "20 November 2026" */
export const longDate = (when: When, lang: Lang): string =>
  said(when, lang, { day: 'numeric', month: 'long', year: 'numeric' });

/** "Friday 20 November" */
export const dayDate = (when: When, lang: Lang): string =>
  said(when, lang, { weekday: 'long', day: 'numeric', month: 'long' });

/** "18:00" */
export const clockTime = (when: When, lang: Lang): string =>
  said(when, lang, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
