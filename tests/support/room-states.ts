import { expect, type Page } from '@playwright/test';
import { boardLiveWords } from '../../web/src/lib/words/board-live.ts';
import { boardWords } from '../../web/src/lib/words/board.ts';
import { faceWords } from '../../web/src/lib/words/faces.ts';
import { frameWords } from '../../web/src/lib/words/frame.ts';
import { roomLiveWords } from '../../web/src/lib/words/room-live.ts';
import { staffRoomWords } from '../../web/src/lib/words/staff-room.ts';
import { voteLiveWords } from '../../web/src/lib/words/vote-live.ts';
import type { StageKind, StandingRoom } from './standing-room.ts';
import type { Lang } from './world.ts';

/** What one person does on their own screen for the state to be seen, and how they leave it again. */
type Turn = (page: Page, lang: Lang) => Promise<void>;

export type RoomState = {
  name: string;
  at: StageKind | 'paused' | 'offline';
  /** What the room itself must do first. */
  stand?: (room: StandingRoom) => Promise<void>;
  /** A covered screen gives nothing away, its title neither. */
  covered?: true;
  /** Left out: looked at as it stands. Null: passed through. */
  member?: Turn | null;
  staff?: Turn | null;
};

const press = async (page: Page, name: string | RegExp): Promise<void> => {
  await page.getByRole('button', { name }).first().click();
};
const opened: Turn = async (page) => {
  await expect(page.locator('dialog[open]')).toBeVisible();
};
/** Sheets and the composer close; a page that was left alone is not touched. */
export const backOut: Turn = async (page, lang) => {
  const dialog = page.locator('dialog[open]');
  if ((await dialog.count()) > 0) await dialog.getByRole('button').last().click();
  const composer = page.locator('form.composer');
  if ((await composer.count()) > 0)
    await composer.getByRole('button', { name: boardWords(lang)('close') }).click();
  await expect(dialog).toHaveCount(0);
  await expect(composer).toHaveCount(0);
};
const sheet = (name: (lang: Lang) => string | RegExp): Turn => {
  return async (page, lang) => {
    await press(page, name(lang));
    await opened(page, lang);
  };
};
const write = (key: 'wayWords' | 'wayEmoji' | 'waySymbol'): Turn => {
  return async (page, lang) => {
    await page
      .locator('#add')
      .getByRole('button', { name: boardWords(lang)(key) })
      .click();
    await expect(page.locator('form.composer')).toBeVisible();
  };
};
const begins = (words: string): RegExp =>
  new RegExp(`^${words.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}`);

/** Every state of a live room, in the order a session meets them. */
export const ROOM_STATES: readonly RoomState[] = [
  { name: 'welcome', at: 'welcome' },
  {
    name: 'help open, staff adding a seat',
    at: 'welcome',
    member: sheet((lang) => begins(frameWords(lang)('help'))),
    staff: sheet((lang) => staffRoomWords(lang)('addSeat')),
  },
  {
    name: 'break sheet, staff removing somebody',
    at: 'welcome',
    member: sheet((lang) => begins(frameWords(lang)('break'))),
    staff: sheet((lang) => begins(staffRoomWords(lang)('remove'))),
  },
  {
    name: 'talk sheet, staff ending the session',
    at: 'welcome',
    member: sheet((lang) => begins(frameWords(lang)('talk'))),
    staff: sheet((lang) => staffRoomWords(lang)('end')),
  },
  {
    name: 'covered',
    at: 'welcome',
    covered: true,
    member: sheet((lang) => begins(frameWords(lang)('cover'))),
    staff: null,
  },
  { name: 'check-in', at: 'check-in', stand: (room) => room.go('check-in') },
  {
    name: 'checked in',
    at: 'check-in',
    member: async (page, lang) => {
      await press(page, faceWords(lang)('pass'));
      await expect(
        page
          .getByText(roomLiveWords(lang)('checkedInPass'))
          .or(page.getByText(roomLiveWords(lang)('checkedIn')))
          .first(),
      ).toBeAttached();
    },
    staff: null,
  },
  { name: 'thinking alone, nothing yet', at: 'board', stand: (room) => room.go('board') },
  { name: 'writing', at: 'board', member: write('wayWords'), staff: null },
  { name: 'an emoji with a word', at: 'board', member: write('wayEmoji'), staff: null },
  { name: 'a symbol', at: 'board', member: write('waySymbol'), staff: null },
  {
    name: 'refused in the box: nothing written',
    at: 'board',
    member: async (page, lang) => {
      await write('wayWords')(page, lang);
      await page.getByLabel(boardWords(lang)('yourWords')).fill('');
      await press(page, boardWords(lang)('place'));
      await expect(page.getByRole('alert').first()).toBeVisible();
    },
    staff: null,
  },
  {
    name: 'thinking alone, with leaves held',
    at: 'board',
    stand: async (room) => {
      await room.place(0, 'idea', 'Text us the day before, with the room number.');
      await room.place(2, 'problem', 'Dau fws bob ffordd.');
    },
  },
  {
    name: 'an empty board shown',
    at: 'board',
    stand: async (room) => room.reveal(),
    member: null,
    staff: null,
  },
  {
    name: 'the board as a list',
    at: 'board',
    stand: (room) => room.fillBoard(),
    staff: viewOf('list'),
  },
  { name: 'the board as felt', at: 'board', member: viewOf('felt'), staff: viewOf('felt') },
  {
    name: 'moving a leaf',
    at: 'board',
    member: sheetOnLeaf('move'),
    staff: sheetOnLeaf('move'),
  },
  { name: 'reacting to a leaf', at: 'board', member: sheetOnLeaf('react'), staff: null },
  {
    name: 'what to do with a leaf',
    at: 'board',
    member: sheetOnLeaf('more'),
    staff: sheetOnLeaf('more'),
  },
  {
    name: 'holding a leaf',
    at: 'board',
    member: async (page, lang) => {
      await sheetOnLeaf('move')(page, lang);
      await press(page, boardLiveWords(lang)('pickUp'));
      await expect(page.getByText(boardLiveWords(lang)('holding'))).toBeVisible();
    },
    staff: sheet((lang) => begins(boardLiveWords(lang)('branchMore'))),
  },
  {
    name: 'starting a branch',
    at: 'board',
    member: sheet((lang) => boardWords(lang)('startBranch')),
    staff: async (page, lang) => {
      await sheetOnLeaf('more')(page, lang);
      await press(page, boardLiveWords(lang)('who'));
      await expect(page.getByText(boardLiveWords(lang)('whoWarn'))).toBeVisible();
    },
  },
  { name: 'paused', at: 'paused', stand: (room) => room.pause() },
  { name: 'started again', at: 'board', stand: (room) => room.resume(), member: null, staff: null },
  {
    name: 'not connected, writing',
    at: 'offline',
    member: write('wayWords'),
  },
  { name: 'a vote', at: 'vote', stand: (room) => room.go('vote') },
  {
    name: 'dots given, staff asking before they close the vote',
    at: 'vote',
    member: async (page) => {
      const add = page.locator('main fieldset li').first().getByRole('button').last();
      await add.click();
      await add.click();
    },
    staff: sheet((lang) => voteLiveWords(lang)('closeVote')),
  },
  { name: 'a vote closed', at: 'vote', stand: (room) => room.voteAndClose() },
  { name: 'talking', at: 'talk', stand: (room) => room.go('talk') },
  {
    name: 'waiting to speak',
    at: 'talk',
    stand: (room) => room.askToSpeak(),
  },
  { name: 'a break', at: 'break', stand: (room) => room.go('break') },
  { name: 'the close', at: 'close', stand: (room) => room.go('close') },
];

function viewOf(look: 'list' | 'felt'): Turn {
  return async (page, lang) => {
    // Wide screens of members have both at once, and nothing to press.
    if ((await page.locator('[data-view]').count()) === 1)
      await press(page, boardLiveWords(lang)(look));
    await expect(page.locator(`[data-view="${look}"] [data-leaf]`).first()).toBeVisible();
  };
}

/** On the list, where every leaf shows what can be done with it. */
function sheetOnLeaf(act: 'move' | 'react' | 'more'): Turn {
  return async (page, lang) => {
    await viewOf('list')(page, lang);
    const name = begins(boardLiveWords(lang)(act));
    await page
      .locator('[data-view="list"] [data-leaf]')
      .getByRole('button', { name })
      .first()
      .click();
    await opened(page, lang);
  };
}
/** Waits until this screen shows what the room is doing. */
export async function isAt(
  page: Page,
  state: RoomState,
  room: StandingRoom,
  lang: Lang,
  who: 'member' | 'staff',
): Promise<void> {
  const live = page.locator('html');
  if (state.at === 'offline') return expect(live).toHaveAttribute('data-live', 'reconnecting');
  await expect(live).toHaveAttribute('data-live', 'connected');
  const stage = room.chair.room?.stage;
  const name = stage?.name[lang] ?? '';
  if (state.at === 'paused') {
    const paused = page.getByText(
      lang === 'en' ? /This is paused|The room is paused/ : /wedi’i oedi|wedi’i hoedi/,
    );
    return expect(paused.first()).toBeVisible();
  }
  const now = who === 'member' ? page.locator('.stage-now') : page.locator('[aria-current="step"]');
  await expect(now).toHaveText(name, { useInnerText: true });
}
