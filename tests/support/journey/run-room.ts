import { expect, type Locator } from '@playwright/test';
import { branch } from './board.ts';
import { isLive } from './come-in.ts';
import { press, write, type Person } from './person.ts';
import {
  beginsWith,
  boardLiveWords,
  roomLiveWords,
  roomWords,
  staffRoomWords,
  voteLiveWords,
} from './words.ts';

/** Into the room as staff, and waits until a press there does something. */
export async function goToTheRoom({ page }: Person, plan: string): Promise<void> {
  await page.goto(`${plan}/room`);
  await isLive(page.locator('html'));
}

/** Lets everyone in who waits in the lobby, once as many wait as are expected. */
export async function admitEveryone(person: Person, waiting: number): Promise<void> {
  const { page, lang } = person;
  const w = staffRoomWords(lang);
  const lobby = page.getByRole('region', { name: beginsWith(w('waiting')) });
  await expect(lobby.getByRole('button', { name: beginsWith(w('admit')) })).toHaveCount(waiting);
  const one = lobby.getByRole('button', { name: beginsWith(w('admit')) });
  const all = lobby.getByRole('button', { name: w('admitAll') });
  await press(person, waiting === 1 ? one : all);
  await expect(lobby.getByText(w('waitingNone'))).toBeVisible();
}

export async function openTheDoorFromTheRoom(person: Person): Promise<void> {
  const w = staffRoomWords(person.lang);
  const door = person.page.getByRole('region', { name: w('door'), exact: true });
  await press(person, door.getByRole('button', { name: w('doorDoOpen') }));
}

export async function openTheRoom(person: Person): Promise<void> {
  const { page, lang } = person;
  const w = staffRoomWords(lang);
  await press(person, page.getByRole('button', { name: w('openSession') }));
  await expect(page.getByRole('button', { name: w('pauseRoom') })).toBeVisible();
}

/** Moves everyone to a stage by its name: the next in one press, any other after one question. */
export async function moveOnTo(person: Person, stage: string): Promise<void> {
  const { page, lang } = person;
  const w = staffRoomWords(lang);
  const rail = page.getByRole('navigation', { name: roomWords(lang)('stages') });
  const next = rail.getByRole('button', { name: roomWords(lang)('moveOn', { stage }) });
  if ((await next.count()) > 0) await press(person, next);
  else {
    await press(
      person,
      rail.getByRole('listitem').getByRole('button', { name: beginsWith(stage) }),
    );
    const sheet = page.getByRole('dialog', { name: w('goTitle', { stage }) });
    await press(person, sheet.getByRole('button', { name: w('goDo', { stage }) }));
  }
  const now = rail.getByRole('listitem').getByRole('button', { name: beginsWith(stage) });
  await expect(now).toHaveAttribute('aria-current', 'step');
}

export async function revealLeaves(person: Person): Promise<void> {
  const name = boardLiveWords(person.lang)('reveal');
  const share = person.page.getByRole('button', { name });
  await press(person, share);
  await expect(share).toBeHidden();
}

async function openBranch(person: Person, name: string): Promise<Locator> {
  const { page, lang } = person;
  const w = boardLiveWords(lang);
  const more = branch(person, name).getByRole('button', { name: beginsWith(w('branchMore')) });
  await press(person, more);
  return page.getByRole('dialog', { name: w('branchTitle') });
}

/** A panel's leaves that wait for a worker, at the side. */
export const needsALook = ({ page, lang }: Person): Locator =>
  page.getByRole('region', { name: beginsWith(staffRoomWords(lang)('needsLook')) });

/** What came to a board the room has left. */
export const cameLate = ({ page, lang }: Person, n: number, board: string): Locator =>
  page.getByRole('region', { name: staffRoomWords(lang)('cameLate', { n, board }), exact: true });

/** A worker has looked at a leaf and shows it to everyone. */
export async function showLeaf(
  person: Person,
  words: string,
  among: Locator = needsALook(person),
): Promise<void> {
  const waiting = among.getByRole('listitem').filter({ hasText: words });
  const name = boardLiveWords(person.lang)('glanceShow');
  await press(person, waiting.getByRole('button', { name: beginsWith(name) }));
  await expect(waiting).toHaveCount(0);
}

export async function renameBranch(
  person: Person,
  from: string,
  to: { en: string; cy: string },
): Promise<void> {
  const w = boardLiveWords(person.lang);
  const sheet = await openBranch(person, from);
  await write(person, sheet.getByRole('textbox', { name: w('nameEnglish') }), to.en);
  await write(person, sheet.getByRole('textbox', { name: w('nameWelsh') }), to.cy);
  await press(person, sheet.getByRole('button', { name: w('save') }));
  await expect(branch(person, to[person.lang])).toBeVisible();
}

/** Joins one branch to another: its leaves go over, its name goes. */
export async function mergeBranch(person: Person, from: string, into: string): Promise<void> {
  const w = boardLiveWords(person.lang);
  const sheet = await openBranch(person, from);
  await press(person, sheet.getByRole('button', { name: w('mergeInto', { branch: into }) }));
  await expect(branch(person, from)).toBeHidden();
}

export async function closeVote(person: Person): Promise<void> {
  const { page, lang } = person;
  const w = voteLiveWords(lang);
  await press(person, page.getByRole('button', { name: w('closeVote') }));
  const sheet = page.getByRole('dialog', { name: w('closeVote') });
  await press(person, sheet.getByRole('button', { name: w('closeVote') }));
  await expect(page.getByRole('heading', { name: w('closed') })).toBeVisible();
}

export async function pauseTheRoom(person: Person): Promise<void> {
  const w = staffRoomWords(person.lang);
  await press(person, person.page.getByRole('button', { name: w('pauseRoom') }));
}

export async function startAgain(person: Person): Promise<void> {
  const w = staffRoomWords(person.lang);
  await press(person, person.page.getByRole('button', { name: w('startAgain') }));
  await expect(person.page.getByRole('button', { name: w('pauseRoom') })).toBeVisible();
}

/** The screen a member sees while the room is paused. */
export const pausedScreen = ({ page, lang }: Person): Locator =>
  page.getByRole('heading', { level: 1, name: roomWords(lang)('pausedTitle') });

/** Hands the lead to somebody by name. */
export async function handOverTheLead(person: Person, to: string): Promise<void> {
  const { page, lang } = person;
  const w = staffRoomWords(lang);
  const staff = page.getByRole('region', { name: w('staffHere') });
  const row = staff.getByRole('listitem').filter({ hasText: to });
  await press(person, row.getByRole('button', { name: beginsWith(w('giveLead')) }));
  await expect(row).toContainText(w('leads'));
}

/** What people ask of staff, as rows at the side, worries first. */
export const asks = ({ page, lang }: Person): Locator =>
  page
    .getByRole('region', { name: beginsWith(staffRoomWords(lang)('asks')) })
    .getByRole('listitem');

/** Says that what somebody asked for is done. */
export async function answerAsk(person: Person, name: string): Promise<void> {
  const w = staffRoomWords(person.lang);
  const ask = asks(person).filter({ hasText: name });
  await press(person, ask.getByRole('button', { name: beginsWith(w('done')) }));
  await expect(ask).toHaveCount(0);
}

/** Ends the session for everyone; the record opens. */
export async function endSession(person: Person): Promise<void> {
  const { page, lang } = person;
  const w = staffRoomWords(lang);
  await press(person, page.getByRole('button', { name: w('end'), exact: true }));
  const sheet = page.getByRole('dialog', { name: w('endTitle') });
  await press(person, sheet.getByRole('button', { name: w('endDo') }));
  await page.waitForURL('**/record');
}

/** How many members the room says are here, as a member reads it. */
export const adultsWatching = ({ page, lang }: Person, n: number): Locator =>
  page.getByRole('complementary', { name: roomLiveWords(lang)('adultsSee', { n }) });
