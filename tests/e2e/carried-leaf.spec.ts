import { expect, test, type Browser, type Locator, type Page } from '@playwright/test';
import { storedBoard } from '../support/stored-session.ts';
import { World } from '../support/world.ts';

/** A leaf in somebody's hand on the felt, and what the others see of it. */
let world: World;
test.beforeAll(async () => {
  world = await World.stand();
  await world.adult.go('board');
  await world.adult.reveal();
  await world.adult.place(0, 'idea', 'Carry me');
});
test.afterAll(async () => {
  await world?.stop();
});

const WIDE = { viewport: { width: 1280, height: 800 } };

async function open(
  browser: Browser,
  seat: number,
  motion: 'reduce' | 'no-preference',
): Promise<Page> {
  const context = await world.browserOf(
    browser,
    'member',
    { ...WIDE, reducedMotion: motion },
    seat,
  );
  context.setDefaultTimeout(15_000);
  const page = await context.newPage();
  await page.goto(`${world.url}/session/${world.adult.sessionId}`);
  await expect(page.locator('html')).toHaveAttribute('data-live', 'connected');
  await expect(onFelt(page)).toBeVisible();
  return page;
}
const onFelt = (page: Page): Locator =>
  page.locator('[data-view="felt"] [data-leaf]').filter({ hasText: 'Carry me' });
const middleOf = async (what: Locator): Promise<{ x: number; y: number }> => {
  const box = await what.boundingBox();
  if (box === null) throw new Error('not drawn');
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
};
const isCarried = (page: Page): Promise<boolean> =>
  onFelt(page).evaluate((leaf) => leaf instanceof HTMLElement && leaf.style.transform !== '');

test('others see it travel with the hand, for calm people it simply arrives, and nobody is named', async ({
  browser,
}) => {
  const hand = await open(browser, 0, 'no-preference');
  const other = await open(browser, 1, 'no-preference');
  const calm = await open(browser, 2, 'reduce');
  const said: string[] = [];
  world.adult.seats[3]?.person.socket.onAny((event: string, ...values: unknown[]) => {
    if (event === 'leaves:dragged') said.push(JSON.stringify(values));
  });
  const { branches } = await storedBoard(world.host, world.adult.boardId);
  const [branch] = branches;
  if (branch === undefined) throw new Error('no branch');

  const from = await middleOf(onFelt(hand).locator('.leaf-words'));
  await hand.mouse.move(from.x, from.y);
  await hand.mouse.down();
  await hand.mouse.move(from.x + 40, from.y + 60, { steps: 5 });
  await expect.poll(() => isCarried(other)).toBe(true);
  await expect
    .poll(async () => {
      const [here, there] = [await middleOf(onFelt(hand)), await middleOf(onFelt(other))];
      return Math.hypot(here.x - there.x, here.y - there.y);
    })
    .toBeLessThan(4);
  expect(await isCarried(calm)).toBe(false);

  await test.step('let go where it changes nothing, it goes back', async () => {
    await hand.keyboard.press('Escape');
    await expect.poll(() => isCarried(other)).toBe(false);
    await hand.mouse.up();
  });

  await test.step('dropped on a branch it is there for everybody', async () => {
    const again = await middleOf(onFelt(hand).locator('.leaf-words'));
    const target = await middleOf(
      hand.locator(`[data-view="felt"] [data-branch="${branch.id}"]`).getByRole('heading'),
    );
    await hand.mouse.move(again.x, again.y);
    await hand.mouse.down();
    await hand.mouse.move(target.x, target.y, { steps: 8 });
    await hand.mouse.up();
    for (const page of [hand, other, calm]) {
      const there = page
        .locator(`[data-view="felt"] [data-branch="${branch.id}"] [data-leaf]`)
        .filter({ hasText: 'Carry me' });
      await expect(there).toHaveCount(1);
      await expect.poll(() => isCarried(page)).toBe(false);
    }
  });

  const leafId = (await onFelt(hand).getAttribute('data-leaf')) ?? '';
  expect(said.length).toBeGreaterThan(0);
  for (const word of said)
    expect(word.replaceAll(leafId, '').replaceAll(world.adult.boardId, '')).toMatch(
      /^\[\{"boardId":"","leaves":\[(\["",-?\d+,-?\d+\])?\]\}\]$/,
    );
  for (const page of [hand, other, calm]) await page.context().close();
});
