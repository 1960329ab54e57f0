import { expect, type Locator } from '@playwright/test';
import { press, write, type AliasId, type Person } from './person.ts';
import { aliasWords, joinWords, lobbyWords } from './words.ts';

export type Way = { link: string } | { code: string };

const NAMES = { en: 'English', cy: 'Cymraeg' } as const;
/** The pictures come eight at a time, in four sets. */
const SETS = 4;

/** From the invitation to the lobby: the door, the language, a name for today, the promise. */
export async function comeIn(person: Person, alias: AliasId, by: Way): Promise<void> {
  await knock(person, by);
  await takeASeat(person, alias);
}

/** At the door, and a language chosen: the names come next. */
export async function knock(person: Person, by: Way): Promise<void> {
  const { page, lang } = person;
  if ('link' in by) await page.goto(by.link);
  else await typeTheCode(person, by.code);
  await press(person, page.getByRole('link', { name: NAMES[lang], exact: true }));
  const title = joinWords(lang)('nameHeading');
  await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible();
}

/** A name for today, the promise, the lobby. */
export async function takeASeat(person: Person, alias: AliasId): Promise<void> {
  const { page, lang } = person;
  const w = joinWords(lang);
  await pickAName(person, alias);
  await expect(page.getByText(w('nameNow'))).toBeVisible();
  await press(person, page.getByRole('button', { name: w('takeMeIn') }));
  const hello = lobbyWords(lang)('hello', { name: aliasWords(lang)(alias) });
  await expect(page.getByRole('heading', { level: 1, name: hello })).toBeVisible();
}

/** The lobby has led into the room by itself, and "Connecting" has gone: a press does something now. */
export async function isIn({ page }: Person): Promise<void> {
  await page.waitForURL((url) => !url.pathname.endsWith('/lobby'));
  await isLive(page.locator('html'));
}

/** The page is connected: before that it says so, and a press goes nowhere. */
export const isLive = (root: Locator): Promise<void> =>
  expect(root).toHaveAttribute('data-live', 'connected');

async function typeTheCode(person: Person, code: string): Promise<void> {
  const { page, lang } = person;
  const w = joinWords(lang);
  await page.goto(lang === 'cy' ? '/cy/join' : '/join');
  await write(person, page.getByRole('textbox', { name: w('codeLabel') }), code);
  await press(person, page.getByRole('button', { name: w('goIn') }));
}

async function pickAName(person: Person, alias: AliasId): Promise<void> {
  const { page, lang } = person;
  const w = joinWords(lang);
  const picture = page.getByRole('button', { name: aliasWords(lang)(alias), exact: true });
  for (let set = 0; set < SETS && (await picture.count()) === 0; set += 1) {
    const before = page.url();
    await press(person, page.getByRole('link', { name: w('showOthers') }));
    await page.waitForURL((url) => url.href !== before);
  }
  await press(person, picture);
}
