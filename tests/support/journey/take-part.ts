import { expect } from '@playwright/test';
import { choose, press, type Person } from './person.ts';
import {
  beginsWith,
  boardLiveWords,
  faceWords,
  reactionWords,
  roomLiveWords,
  voteLiveWords,
  voteWords,
} from './words.ts';
import { leaf, stepTo } from './board.ts';

export type Face = 'great' | 'good' | 'ok' | 'low' | 'rough';
export type ReactionKey = Exclude<keyof typeof reactionWords.catalogue.en, 'title'>;

/** Says how they are today, or would rather not. */
export async function checkIn(person: Person, face: Face | 'pass'): Promise<void> {
  const { page, lang } = person;
  await press(person, page.getByRole('button', { name: faceWords(lang)(face), exact: true }));
  await expect(page.getByText(roomLiveWords(lang)('checkedIn')).first()).toBeVisible();
}

/** One reaction to what the room is doing now. */
export async function giveReaction(person: Person, reaction: ReactionKey): Promise<void> {
  const w = reactionWords(person.lang);
  const bar = person.page.getByRole('group', { name: w('title') });
  await press(person, bar.getByRole('button', { name: beginsWith(w(reaction)) }));
}

/** One reaction to a leaf. */
export async function reactToLeaf(
  person: Person,
  words: string,
  reaction: ReactionKey,
): Promise<void> {
  const { page, lang } = person;
  const w = boardLiveWords(lang);
  await stepTo(person, words);
  await press(person, leaf(person, words).getByRole('button', { name: beginsWith(w('react')) }));
  const sheet = page.getByRole('dialog', { name: w('reactTitle') });
  const name = beginsWith(reactionWords(lang)(reaction));
  await press(person, sheet.getByRole('button', { name }));
  await press(person, sheet.getByRole('button', { name: w('close'), exact: true }));
  await expect(sheet).toBeHidden();
}

/** Puts dots on the choices, by name, and sends the vote (again, after a change of mind). */
export async function castDots(
  person: Person,
  dots: Readonly<Record<string, number>>,
  { changed = false } = {},
): Promise<void> {
  const { page, lang } = person;
  const w = voteWords(lang);
  const live = voteLiveWords(lang);
  await takeAllDotsBack(person);
  for (const [option, n] of Object.entries(dots)) {
    const add = page.getByRole('button', { name: w('addDot', { option }), exact: true });
    for (let dot = 0; dot < n; dot += 1) await press(person, add);
    await expect(page.getByText(w('dotsOn', { n, option }), { exact: true })).toBeAttached();
  }
  await press(person, page.getByRole('button', { name: live(changed ? 'change' : 'send') }));
  await expect(page.getByText(live('saved'))).toBeVisible();
}

async function takeAllDotsBack(person: Person): Promise<void> {
  const { page, lang } = person;
  const name = beginsWith(voteWords(lang)('takeDot', { option: '' }).trim());
  const full = page.getByRole('button', { name, disabled: false });
  while ((await full.count()) > 0) await press(person, full.first());
}

/** Picks a face on a scale and sends the vote. */
export async function castFace(person: Person, face: Face): Promise<void> {
  const { page, lang } = person;
  const live = voteLiveWords(lang);
  await choose(person, page.getByRole('radio', { name: faceWords(lang)(face), exact: true }));
  await press(person, page.getByRole('button', { name: live('send') }));
  await expect(page.getByText(live('saved'))).toBeVisible();
}

/** Joins the queue of people who would like to speak. */
export async function askToSpeak(person: Person, place: number): Promise<void> {
  const { page, lang } = person;
  const w = roomLiveWords(lang);
  await press(person, page.getByRole('button', { name: w('speak'), exact: true }));
  await expect(page.getByText(w('speakQueued', { n: place })).first()).toBeVisible();
}
