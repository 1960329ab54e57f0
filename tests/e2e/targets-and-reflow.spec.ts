import { expect, test, type Page } from '@playwright/test';
import { boardWords } from '../../web/src/lib/words/board.ts';
import {
  coveredWhileTabbing,
  misfitsOf,
  spaceText,
  type Targets,
} from '../support/measure-page.ts';
import { ROUTES } from '../support/routes.ts';
import { castOf, walkRoom } from '../support/walk-room.ts';
import { inLang, World, type Lang, type Who } from '../support/world.ts';

/** people 9–12: what a thumb, a narrow screen, bigger letters and a keyboard need of every page. */
const WIDTHS = [320, 390, 768, 960, 1280, 1440] as const;
/** A short phone's: where docks fold up and words have least room. */
const HEIGHT = 640;
const MEMBERS: readonly Who[] = ['nobody', 'guest', 'member', 'waiting'];
/** The gallery holds staff's parts too. */
const isForStaff = (who: Who, path: string): boolean =>
  !MEMBERS.includes(who) || path.startsWith('/staff') || path === '/about/look';

/** At each width as it is; at the narrowest also with text set wide apart, and at twice its size. */
async function misfitsAtAllSizes(page: Page, targets: Targets): Promise<string[]> {
  const found: string[] = [];
  const note = (how: string, faults: readonly string[]): void => {
    found.push(...faults.map((fault) => `${how}: ${fault}`));
  };
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: HEIGHT });
    note(`${width} px`, await misfitsOf(page, targets));
  }
  await page.setViewportSize({ width: 320, height: HEIGHT });
  const setText = (size: string | null): Promise<void> =>
    page.evaluate((value) => {
      if (value === null) delete document.documentElement.dataset['text'];
      else document.documentElement.dataset['text'] = value;
    }, size);
  await setText('200');
  note('320 px, text at 200%', await misfitsOf(page, null));
  await setText(null);
  const style = await spaceText(page);
  note('320 px, text spaced', await misfitsOf(page, null));
  await style.evaluate((tag) => tag.parentNode?.removeChild(tag));
  return found;
}

let world: World;
test.beforeEach(async () => {
  world = await World.stand();
});
test.afterEach(async () => {
  await world?.stop();
});

test('every page fits every width, spacing and size, and its targets fit a thumb', async ({
  browser,
}) => {
  const pages = new Map<string, Page>();
  const pageFor = async (who: Who, lang: Lang): Promise<Page> => {
    const known = pages.get(`${who} ${lang}`);
    if (known !== undefined) return known;
    // The spacing a reader's own tool would add is not ours, and our policy would keep it out.
    const context = await world.browserOf(browser, who, { bypassCSP: true });
    const page = await context.newPage();
    pages.set(`${who} ${lang}`, page);
    return page;
  };
  const faults: string[] = [];
  for (const when of ['live', 'closed', 'after'] as const) {
    if (when === 'closed') {
      await world.runThrough();
      await world.closeAndThemes();
    }
    if (when === 'after') await world.signOff();
    for (const route of ROUTES.filter((each) => each.when === when && each.sendsOn !== true)) {
      const path = await route.path(world);
      const both = (['en', 'cy'] as const).map(async (lang) => {
        const page = await pageFor(route.who, lang);
        await page.goto(world.url + inLang(lang, path));
        const targets = isForStaff(route.who, path) ? 24 : 44;
        const found = await misfitsAtAllSizes(page, targets);
        return found.map((fault) => `${inLang(lang, path)} at ${fault}`);
      });
      faults.push(...(await Promise.all(both)).flat());
    }
  }
  expect(faults).toEqual([]);
});

test('every state of a live room fits every width, spacing and size, and its targets fit a thumb', async ({
  browser,
}) => {
  const screens = await castOf(world, browser, {
    langs: ['en', 'cy'],
    phone: { bypassCSP: true },
    desk: { bypassCSP: true, viewport: { width: 1280, height: HEIGHT } },
  });
  const faults = await walkRoom(world, screens, async ({ page, who }) => {
    const found = await misfitsAtAllSizes(page, who === 'member' ? 44 : 24);
    await page.setViewportSize({ width: who === 'member' ? 390 : 1280, height: HEIGHT });
    return found;
  });
  expect(faults).toEqual([]);
});

test('what has focus is never under a bar: coming in, the board, writing, the vote, the staff room', async ({
  browser,
}) => {
  const faults: string[] = [];
  const sizes = [
    { width: 320, height: 568 },
    { width: 1280, height: 720 },
  ];
  const tabThrough = async (page: Page, what: string): Promise<void> => {
    for (const size of sizes) {
      await page.setViewportSize(size);
      const covered = await coveredWhileTabbing(page);
      faults.push(...covered.map((fault) => `${what} at ${size.width}: ${fault}`));
    }
  };
  const guest = await (await world.browserOf(browser, 'guest')).newPage();
  for (const path of ['/', '/join', '/come-in/name?set=1', '/come-in/promise?name=rowan']) {
    await guest.goto(world.url + path);
    await tabThrough(guest, path);
  }
  const [member, staff] = await castOf(world, browser, { langs: ['cy'] });
  if (member === undefined || staff === undefined) throw new Error('nobody came');
  const { adult } = world;
  await adult.go('board');
  await adult.reveal();
  await adult.fillBoard();
  await expect(member.page.locator('[data-view="list"] [data-leaf]')).toHaveCount(12);
  await tabThrough(member.page, 'member board');
  await tabThrough(staff.page, 'staff board');
  await member.page
    .locator('#add')
    .getByRole('button', { name: boardWords('cy')('wayEmoji') })
    .click();
  await expect(member.page.locator('form.composer')).toBeVisible();
  await tabThrough(member.page, 'writing');
  await member.page.getByRole('button', { name: boardWords('cy')('close') }).click();
  await adult.go('vote');
  await expect(member.page.locator('main fieldset')).toBeVisible();
  await tabThrough(member.page, 'vote');
  await tabThrough(staff.page, 'staff vote');
  expect(faults).toEqual([]);
});
