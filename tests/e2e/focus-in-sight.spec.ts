import { expect, test, type Page } from '@playwright/test';
import { boardWords } from '../../web/src/lib/words/board.ts';
import { coveredWhileTabbing } from '../support/measure-page.ts';
import { castOf } from '../support/walk-room.ts';
import { World } from '../support/world.ts';

let world: World;
test.beforeAll(async () => {
  world = await World.stand();
});
test.afterAll(async () => {
  await world?.stop();
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
  await expect(member.page.locator('main fieldset:not([role])')).toBeVisible();
  await tabThrough(member.page, 'vote');
  await tabThrough(staff.page, 'staff vote');
  expect(faults).toEqual([]);
});
