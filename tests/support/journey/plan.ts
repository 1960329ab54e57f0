import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect } from '@playwright/test';
import type { Host } from '../host.ts';
import { press, write, type Person } from './person.ts';
import { planInviteWords, planWords, signInWords, staffWords } from './words.ts';

/** The demo's staff are birds; their email is the bird, their password stands beside the data. */
export async function signInAsStaff(
  person: Person,
  host: Pick<Host, 'dataDir'>,
  bird: string,
): Promise<void> {
  const { page, lang } = person;
  const kept = await readFile(path.join(host.dataDir, 'demo-sign-in.txt'), 'utf8');
  const password = /^password: (\S+)$/m.exec(kept)?.[1] ?? '';
  const w = signInWords(lang);
  await page.goto(lang === 'cy' ? '/cy/staff/sign-in' : '/staff/sign-in');
  await write(person, page.getByRole('textbox', { name: w('email') }), `${bird}@canopy.example`);
  await write(person, page.getByLabel(w('password')), password);
  await press(person, page.getByRole('button', { name: w('signIn') }));
  await expect(page.getByText(staffWords(lang)('signedInAs'))).toBeVisible();
}

export type Plan = {
  group: string;
  template: string;
  title: { en: string; cy: string };
  startsAt: Date;
};

/** From the desk to a plan made from a template; gives the plan's address. */
export async function planSession(person: Person, plan: Plan): Promise<string> {
  const { page, lang } = person;
  const w = planWords(lang);
  const s = staffWords(lang);
  await press(person, page.getByRole('link', { name: s('home'), exact: true }));
  await press(person, page.getByRole('link', { name: s('planSession') }));
  const main = page.getByRole('main');
  await press(person, main.getByRole('link', { name: plan.group, exact: true }));
  await page
    .getByRole('group', { name: w('template') })
    .getByRole('radio', { name: new RegExp(`^${plan.template}`) })
    .check();
  const title = page.getByRole('group', { name: w('sessionTitle') });
  await write(
    person,
    title.getByRole('textbox', { name: s('english'), exact: true }),
    plan.title.en,
  );
  await write(person, title.getByRole('textbox', { name: s('welshMaybe') }), plan.title.cy);
  await write(person, page.getByLabel(w('starts')), londonBox(plan.startsAt));
  await press(person, page.getByRole('button', { name: w('makePlan') }));
  await expect(page.getByRole('heading', { level: 1, name: plan.title[lang] })).toBeVisible();
  return new URL(page.url()).pathname;
}

/** What a date and time box holds, as a clock in London shows it. */
function londonBox(at: Date): string {
  return new Intl.DateTimeFormat('sv-SE', {
    timeZone: 'Europe/London',
    dateStyle: 'short',
    timeStyle: 'short',
  })
    .format(at)
    .replace(' ', 'T');
}

/** The session of a group that is next, from the group's page; gives the plan's address. */
export async function findSession(person: Person, title: string): Promise<string> {
  const { page, lang } = person;
  await press(person, page.getByRole('link', { name: staffWords(lang)('sessions'), exact: true }));
  await press(person, page.getByRole('main').getByRole('link', { name: title, exact: true }));
  await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible();
  return new URL(page.url()).pathname;
}

export async function goToInvitation(person: Person, plan: string): Promise<void> {
  const { page, lang } = person;
  const w = planInviteWords(lang);
  await page.goto(`${plan}/invite`);
  await expect(page.getByRole('heading', { level: 1, name: w('title') })).toBeVisible();
}

export async function openTheDoor(person: Person): Promise<void> {
  const { page, lang } = person;
  const w = planInviteWords(lang);
  await press(person, page.getByRole('button', { name: w('openIt') }));
  await expect(page.getByRole('heading', { name: w('open') })).toBeVisible();
}

/** The link as it stands on the invitation. */
export async function readJoinLink({ page, lang }: Person): Promise<string> {
  const sheet = page.getByRole('region', { name: planInviteWords(lang)('title') });
  return (await sheet.getByRole('link').innerText()).trim();
}

/** The code somebody reads out, from the invitation: two groups of four. */
export async function readSpokenCode({ page, lang }: Person): Promise<string> {
  const sheet = page.getByRole('region', { name: planInviteWords(lang)('title') });
  const code = sheet.getByText(/^[A-Z0-9]{4}[ -]?[A-Z0-9]{4}$/i);
  return (await code.innerText()).trim();
}
