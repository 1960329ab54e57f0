import { expect, test, type Locator, type Page } from '@playwright/test';
import { boardLiveWords } from '../../web/src/lib/words/board-live.ts';
import { newIntent } from '../support/live-person.ts';
import { axeOn } from '../support/look-at-page.ts';
import { goToLeaf } from '../support/hands.ts';
import { World } from '../support/world.ts';

/** From 960 px a member has the list and the felt side by side: two views of one document (people 1). */
const WIDE = [960, 1280, 1440] as const;
const NARROW = [320, 390, 768] as const;
const w = boardLiveWords('en');

let world: World;
let page: Page;
let list: Locator;
let felt: Locator;

test.beforeAll(async ({ browser }) => {
  world = await World.stand();
  const { adult } = world;
  await adult.go('board');
  await adult.reveal();
  await adult.fillBoard();
  const context = await world.browserOf(browser, 'member', {
    viewport: { width: 1280, height: 800 },
  });
  context.setDefaultTimeout(15_000);
  page = await context.newPage();
  await page.goto(`${world.url}/session/${adult.sessionId}`);
  list = page.locator('[data-view="list"]');
  felt = page.locator('[data-view="felt"]');
  await expect(list.locator('[data-leaf]')).toHaveCount(12);
});
test.afterAll(async () => {
  await world?.stop();
});

const idsIn = (view: Locator): Promise<(string | null)[]> =>
  view
    .locator('[data-leaf]')
    .evaluateAll((all) => all.map((leaf) => leaf.getAttribute('data-leaf')));
const leafIn = (view: Locator, text: string): Locator =>
  view.locator('[data-leaf]').filter({ hasText: text });
/** Which view has focus, and on which leaf. */
const whereFocusIs = (): Promise<{ view: string | null; leaf: string | null }> =>
  page.evaluate(() => ({
    view: document.activeElement?.closest('[data-view]')?.getAttribute('data-view') ?? null,
    leaf: document.activeElement?.closest('[data-leaf]')?.getAttribute('data-leaf') ?? null,
  }));

test('both show every leaf in the same order, with no toggle; narrower screens choose one', async () => {
  const toggle = page.getByRole('group', { name: w('view') });
  for (const width of WIDE) {
    await page.setViewportSize({ width, height: 800 });
    await expect(felt.locator('[data-leaf]')).toHaveCount(12);
    expect(await idsIn(felt)).toEqual(await idsIn(list));
    await expect(toggle).toHaveCount(0);
  }
  for (const width of NARROW) {
    await page.setViewportSize({ width, height: 800 });
    await expect(page.locator('[data-view]')).toHaveCount(1);
    await expect(toggle).toHaveCount(1);
  }
  await page.setViewportSize({ width: 1280, height: 800 });
  await expect(page.locator('[data-view]')).toHaveCount(2);
});

test('the list is 420 wide and nothing lies over the felt, however high the window', async () => {
  for (const [width, height] of [
    [960, 640],
    [1280, 720],
    [1440, 900],
  ] as const) {
    await page.setViewportSize({ width, height });
    const drawn = await page.evaluate(() => {
      const box = (what: string): DOMRect | undefined =>
        document.querySelector(what)?.getBoundingClientRect();
      return {
        list: box('[data-view="list"]')?.width,
        felt: box('[data-view="felt"]'),
        dock: box('#add'),
        help: box('nav.help'),
        scrolls: document.documentElement.scrollHeight - innerHeight,
      };
    });
    expect(drawn.list).toBe(420);
    const { felt: cloth, dock, help } = drawn;
    if (cloth === undefined || dock === undefined || help === undefined)
      throw new Error('not drawn');
    expect(dock.right).toBeLessThanOrEqual(cloth.left);
    expect(cloth.bottom).toBeLessThanOrEqual(help.top);
    expect(cloth.height / height, `of ${height} px`).toBeGreaterThan(0.5);
    expect(drawn.scrolls).toBeLessThanOrEqual(0);
  }
});

test('Tab goes through the list, then the felt, then adding, and one leaf of each takes focus', async () => {
  await page.locator('#main').focus();
  const met: string[] = [];
  const leaves = new Set<string>();
  for (let n = 0; n < 60; n += 1) {
    await page.keyboard.press('Tab');
    const at = await page.evaluate(() => {
      const on = document.activeElement;
      const leaf = on?.closest('[data-leaf]')?.getAttribute('data-leaf') ?? null;
      const region = on?.closest('[data-region], nav.help');
      return { leaf, region: region?.getAttribute('data-region') ?? region?.className ?? null };
    });
    if (at.region !== null && met.at(-1) !== at.region) met.push(at.region);
    if (at.leaf !== null) leaves.add(at.leaf);
    if (at.region === 'help') break;
  }
  expect(met.filter((region) => ['board', 'felt', 'add', 'help'].includes(region))).toEqual([
    'board',
    'felt',
    'add',
    'help',
  ]);
  expect([...leaves]).toHaveLength(1);
});

test('arrows stay in the view they began in, and the other view shows the same leaf', async () => {
  const order = await idsIn(list);
  for (const view of [list, felt] as const) {
    const name = view === list ? 'list' : 'felt';
    await goToLeaf(view.locator('[data-leaf]').nth(0));
    for (const at of [1, 2, 3]) {
      await page.keyboard.press('ArrowDown');
      expect(await whereFocusIs()).toEqual({ view: name, leaf: order[at] });
    }
    const other = view === list ? felt : list;
    await expect(other.locator('.leaf-here')).toHaveAttribute('data-leaf', order[3] ?? '');
    await expect(view.locator('.leaf-here')).toHaveCount(0);
  }
});

test('one leaf is open at a time: going to the list closes what was open on the felt', async () => {
  await felt.locator('[data-leaf]').nth(4).locator('.leaf-words').click();
  await expect(felt.locator('.leaf-acts')).toHaveCount(1);
  await felt.locator('[data-leaf]').nth(5).locator('.leaf-words').click();
  await expect(felt.locator('.leaf-acts')).toHaveCount(1);
  await goToLeaf(list.locator('[data-leaf]').nth(5));
  await expect(felt.locator('.leaf-acts')).toHaveCount(0);
});

test('a move made on the felt is made in the list, and focus stays on the leaf, on the felt', async () => {
  const words = 'Ask us again in three months';
  await leafIn(felt, words).locator('.leaf-words').click();
  await leafIn(felt, words)
    .getByRole('button', { name: new RegExp(`^${w('move')}`) })
    .click();
  await page.locator('dialog[open]').getByRole('button', { name: 'Housing and money' }).click();
  for (const view of [list, felt])
    await expect(
      leafIn(view.locator('[data-branch]', { hasText: 'Housing and money' }), words),
    ).toHaveCount(1);
  expect(await idsIn(felt)).toEqual(await idsIn(list));
  await expect.poll(async () => (await whereFocusIs()).view).toBe('felt');
});

test('when others take the leaf away, focus goes to the next one of its branch in the same view', async () => {
  const { adult } = world;
  for (const [view, words] of [
    ['felt', 'Two buses each way'],
    ['list', 'You cannot rent a place'],
  ] as const) {
    const pane = view === 'felt' ? felt : list;
    const leaf = leafIn(pane, words);
    const leafId = (await leaf.getAttribute('data-leaf')) ?? '';
    await goToLeaf(leaf);
    await adult.say(adult.chair, 'leaf:remove', {
      intentId: newIntent(),
      boardId: adult.boardId,
      leafId,
    });
    await expect(leaf).toHaveCount(0);
    await expect.poll(async () => (await whereFocusIs()).view).toBe(view);
    expect((await whereFocusIs()).leaf).not.toBe(leafId);
  }
});

test('while a member writes, the felt stays beside the box and holds still; then it shows what came', async () => {
  const { adult } = world;
  const before = await idsIn(felt);
  await page.locator('#add').getByRole('button').first().click();
  await expect(page.locator('form.composer')).toBeVisible();
  await expect(list).toHaveCount(0);
  expect(await axeOn(page)).toEqual([]);
  const leafId = await adult.place(1, 'idea', 'Written by somebody else meanwhile.');
  await expect.poll(() => adult.chair.room !== null).toBe(true);
  expect(await idsIn(felt)).toEqual(before);
  await page.locator('form.composer').getByRole('button', { name: 'Close' }).click();
  for (const view of [list, felt])
    await expect(view.locator(`[data-leaf="${leafId}"]`)).toHaveCount(1);
  await expect(page.locator('#add')).toBeFocused();
});

test('side by side is clean to axe at every wide width, in both themes', async () => {
  for (const width of WIDE) {
    await page.setViewportSize({ width, height: 800 });
    await felt.locator('[data-leaf]').first().locator('.leaf-words').click();
    expect(await axeOn(page)).toEqual([]);
  }
});
