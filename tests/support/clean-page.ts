import type { Page } from '@playwright/test';
import { frameWords } from '../../web/src/lib/words/frame.ts';
import { axeOn, type Watch } from './look-at-page.ts';
import type { Lang } from './world.ts';

/** A page, and what is heard of it. */
export type Looker = { page: Page; watch: Watch };

/** Where the promises that every page keeps are broken: its language, a title, one heading, silence, axe. */
export async function uncleanOf(
  { page, watch }: Looker,
  lang: Lang,
  covered = false,
): Promise<string[]> {
  const shown = await page.evaluate(() => ({
    lang: document.documentElement.lang,
    title: document.title,
    headings: [...document.querySelectorAll('h1')].filter((h1) => h1.checkVisibility()).length,
  }));
  const title = covered ? frameWords(lang)('coveredTitle') : `· ${frameWords(lang)('brand')}`;
  return [
    ...(shown.lang === lang ? [] : [`its language is ${shown.lang}`]),
    ...(shown.title.endsWith(title) ? [] : [`its title is "${shown.title}"`]),
    ...(shown.headings === 1 ? [] : [`${shown.headings} main headings`]),
    ...(await axeOn(page)),
    ...watch.take(),
  ];
}
