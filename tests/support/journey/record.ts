import { readFile } from 'node:fs/promises';
import { expect, type Locator } from '@playwright/test';
import type { SessionRecord, Theme, WorkStrand } from '@canopy/domain';
import { press, write, type Person } from './person.ts';
import {
  beginsWith,
  recordWords,
  saidWords,
  strandWords,
  staffWords,
  themeWords,
} from './words.ts';

/** The record as somebody downloads it. Small groups' results are left out of it. */
export type Export = {
  format: 'canopy-record';
  signedOffAt: number | null;
  record: Omit<SessionRecord, 'attendance'> & { attendance: { members: unknown } };
  themes: Theme[];
  strands: WorkStrand[];
};

export async function downloadJson(person: Person): Promise<Export> {
  const { page, lang } = person;
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    press(person, page.getByRole('link', { name: recordWords(lang)('asData') })),
  ]);
  return JSON.parse(await readFile(await download.path(), 'utf8')) as Export;
}

const theme = ({ page }: Person, name: string): Locator =>
  page.getByRole('article', { name, exact: true });

/** A branch of the record becomes a theme, in one press. */
export async function makeThemeFromBranch(person: Person, name: string): Promise<void> {
  const w = themeWords(person.lang);
  const row = person.page.getByRole('listitem').filter({ hasText: name });
  await press(person, row.getByRole('button', { name: beginsWith(w('makeTheme')) }));
  await expect(theme(person, name)).toBeVisible();
}

/** Writes a theme's line in both languages and sends it to a work strand. */
export async function sendToStrand(
  person: Person,
  name: string,
  { line, strand }: { line: { en: string; cy: string }; strand: string },
): Promise<void> {
  const w = themeWords(person.lang);
  const card = theme(person, name);
  await write(person, card.getByRole('textbox', { name: w('lineEn') }), line.en);
  await write(person, card.getByRole('textbox', { name: w('lineCy') }), line.cy);
  await card.getByRole('combobox', { name: w('strand') }).selectOption({ label: strand });
  await press(person, card.getByRole('button', { name: beginsWith(w('save')) }));
  await expect(card.getByRole('combobox', { name: w('strand') })).toHaveValue(/.+/);
}

/** The chair confirms two things by hand and signs. */
export async function signOff(person: Person): Promise<void> {
  const { page, lang } = person;
  const w = themeWords(lang);
  await page.getByRole('checkbox', { name: w('confirmRead') }).check();
  await page.getByRole('checkbox', { name: w('confirmNobody') }).check();
  await press(person, page.getByRole('button', { name: w('signAndSend') }));
  await expect(page.getByText(w('allDone'))).toBeVisible();
}

/** The page of one work strand, from the desk. */
export async function openStrand(person: Person, name: string): Promise<void> {
  const { page, lang } = person;
  await page.goto(lang === 'cy' ? '/cy/staff/strands' : '/staff/strands');
  await expect(
    page.getByRole('heading', { level: 1, name: staffWords(lang)('strands') }),
  ).toBeVisible();
  await press(person, page.getByRole('link', { name, exact: true }));
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
}

export const themeOnStrand = ({ page, lang }: Person, name: string): Locator =>
  page
    .getByRole('region', { name: strandWords(lang)('themes'), exact: true })
    .getByRole('article', { name, exact: true });

/** The answer "Heard" beside what a group said, on the page the group reads. */
export async function heardOnSaidAndDone(
  { page, lang }: Person,
  groupId: string,
  name: string,
): Promise<Locator> {
  const w = saidWords(lang);
  await page.goto(`${lang === 'cy' ? '/cy' : ''}/said-and-done/${groupId}`);
  await expect(page.getByRole('heading', { level: 1, name: w('heading') })).toBeVisible();
  const card = page.getByRole('listitem').filter({ hasText: name });
  return card.getByText(w('heard'), { exact: true });
}
