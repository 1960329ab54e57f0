import { expect, type Locator } from '@playwright/test';
import { choose, press, write, type Person } from './person.ts';
import { beginsWith, boardLiveWords, boardWords, leafWords } from './words.ts';

export type Kind = 'idea' | 'works' | 'problem' | 'want' | 'parked';

/** One leaf as this person sees it, wherever it hangs. */
export const leaf = ({ page }: Person, words: string): Locator =>
  page.getByRole('main').getByRole('listitem').filter({ hasText: words });

/** One leaf, if it hangs on that branch. */
export const leafOn = (person: Person, words: string, name: string): Locator =>
  branch(person, name).getByRole('listitem').filter({ hasText: words });

/** One branch as this person sees it. */
export const branch = ({ page }: Person, name: string): Locator =>
  page.getByRole('region', { name, exact: true });

/** Opens the box and types, without placing yet; gives the box. */
export async function beginLeaf(person: Person, words: string): Promise<Locator> {
  const { page, lang } = person;
  const w = boardWords(lang);
  const dock = page.getByRole('region', { name: w('addLeaf') });
  await press(person, dock.getByRole('button', { name: w('wayWords') }));
  const box = page.getByRole('textbox', { name: w('yourWords') });
  await write(person, box, words);
  return box;
}

/**
 * Writes an idea and places it. Without signal the words stay on the phone; its button says so as
 * soon as the phone has noticed.
 */
export async function placeLeaf(
  person: Person,
  words: string,
  { kind = 'idea', offline = false }: { kind?: Kind; offline?: boolean } = {},
): Promise<void> {
  const { page, lang } = person;
  const w = boardWords(lang);
  await beginLeaf(person, words);
  if (kind !== 'idea')
    await choose(person, page.getByRole('radio', { name: leafWords(lang)(kind), exact: true }));
  const place = page.getByRole('button', { name: w('place') });
  const save = page.getByRole('button', { name: w('saveHere') });
  await press(person, offline ? place.or(save) : place);
  await expect(leaf(person, words)).toBeVisible();
  if (offline) await expect(leaf(person, words)).toContainText(leafWords(lang)('onThisPhone'));
}

/** Waits until nothing of this person's is still only on the phone. */
export async function everythingIsSent(person: Person): Promise<void> {
  const onPhone = leafWords(person.lang)('onThisPhone');
  await expect(person.page.getByRole('listitem').filter({ hasText: onPhone })).toHaveCount(0);
}

/** Moves a leaf by its menu, to a branch by name. */
export async function moveLeaf(person: Person, words: string, toBranch: string): Promise<void> {
  const { page, lang } = person;
  const w = boardLiveWords(lang);
  await stepTo(person, words);
  await press(person, leaf(person, words).getByRole('button', { name: beginsWith(w('move')) }));
  const sheet = page.getByRole('dialog', { name: w('moveTitle') });
  await press(person, sheet.getByRole('button', { name: toBranch, exact: true }));
  await expect(sheet).toBeHidden();
}

/** Picks a leaf up and puts it down on a branch: two taps, or two presses of a key. */
export async function carryLeaf(person: Person, words: string, toBranch: string): Promise<void> {
  const { page, lang } = person;
  const w = boardLiveWords(lang);
  await stepTo(person, words);
  await press(person, leaf(person, words).getByRole('button', { name: beginsWith(w('move')) }));
  const sheet = page.getByRole('dialog', { name: w('moveTitle') });
  await press(person, sheet.getByRole('button', { name: w('pickUp') }));
  await press(person, page.getByRole('button', { name: w('putHereOn', { branch: toBranch }) }));
  await expect(page.getByText(w('holding'))).toBeHidden();
}

/** Starts a branch of one's own on the blank one. */
export async function startBranch(person: Person, name: string): Promise<void> {
  const { page, lang } = person;
  const w = boardLiveWords(lang);
  await press(person, page.getByRole('button', { name: boardWords(lang)('startBranch') }));
  const sheet = page.getByRole('dialog', { name: w('startTitle') });
  await write(person, sheet.getByRole('textbox', { name: w('branchName') }), name);
  await press(person, sheet.getByRole('button', { name: w('startIt') }));
  await expect(branch(person, name)).toBeVisible();
}

export async function undo(person: Person): Promise<void> {
  const name = boardLiveWords(person.lang)('undo');
  await press(person, person.page.getByRole('button', { name, exact: true }));
}

/** Only one leaf is in the Tab order; arrows go to the others (people 3). */
export async function stepTo(person: Person, words: string): Promise<void> {
  const { page, lang, hands, who } = person;
  if (hands !== 'keys') return;
  const w = boardLiveWords(lang);
  const target = leaf(person, words);
  const board = page.getByRole('region', { name: w('boardRegion') });
  await target.waitFor();
  const leaves = board
    .getByRole('listitem')
    .filter({ has: page.getByRole('button', { name: beginsWith(w('move')) }) });
  const onALeaf = (): Promise<boolean> =>
    leaves.evaluateAll((nodes) => nodes.some((node) => node === document.activeElement));
  const there = (): Promise<boolean> => target.evaluate((node) => node === document.activeElement);
  for (let tabs = 0; tabs < 100 && !(await onALeaf()); tabs += 1) await page.keyboard.press('Tab');
  for (const key of ['ArrowUp', 'ArrowDown'])
    for (let steps = await leaves.count(); steps >= 0; steps -= 1) {
      if (await there()) return;
      await page.keyboard.press(key);
    }
  throw new Error(`${who} never reached the leaf "${words}" with arrow keys`);
}
