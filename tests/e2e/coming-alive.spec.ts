import { expect, test, type Browser, type Page } from '@playwright/test';
import { boardLiveWords } from '../../web/src/lib/words/board-live.ts';
import { World, type Who } from '../support/world.ts';

/** From what the server drew to a page that lives: nothing jumps, and words need no script to be heard. */
declare global {
  interface Window {
    shifted: { sum: number; what: string[] };
  }
}

/** Well under 0.1, which browsers call good. */
const SHIFT_MAX = 0.05;
const w = boardLiveWords('en');
let world: World;

test.beforeAll(async () => {
  world = await World.stand();
  const { adult } = world;
  await adult.go('board');
  await adult.reveal();
  await adult.fillBoard();
});
test.afterAll(async () => {
  await world?.stop();
});

const pathOf = (who: Who): string =>
  who === 'member'
    ? `/session/${world.adult.sessionId}`
    : `/staff/sessions/${world.adult.sessionId}/room`;

async function openAs(browser: Browser, who: Who, width: number, script = true): Promise<Page> {
  const context = await world.browserOf(browser, who, {
    viewport: { width, height: width < 500 ? 844 : 900 },
    javaScriptEnabled: script,
  });
  return context.newPage();
}

for (const [who, width] of [
  ['member', 320],
  ['member', 390],
  ['member', 1440],
  ['chair', 390],
  ['chair', 1440],
] as const)
  test(`nothing jumps while the ${who}'s page of ${width} px comes alive`, async ({ browser }) => {
    const page = await openAs(browser, who, width);
    await page.addInitScript(() => {
      const shifted: Window['shifted'] = { sum: 0, what: [] };
      window.shifted = shifted;
      type Shift = PerformanceEntry & { value: number; sources: { node: Node | null }[] };
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries() as Shift[]) {
          shifted.sum += entry.value;
          for (const { node } of entry.sources)
            shifted.what.push(node instanceof Element ? `${node.tagName}.${node.className}` : '?');
        }
      }).observe({ type: 'layout-shift', buffered: true });
    });
    await page.goto(world.url + pathOf(who));
    await expect(page.locator('[data-leaf]').first()).toBeVisible();
    await page.evaluate(() => document.fonts.ready);
    // The feed's pictures and counts come after the leaves.
    await page.waitForTimeout(500);
    const { sum, what } = await page.evaluate(() => window.shifted);
    console.log(`${who} at ${width} px: layout shift ${sum.toFixed(3)}`);
    expect(sum, what.join('\n')).toBeLessThanOrEqual(SHIFT_MAX);
    await page.context().close();
  });

for (const who of ['member', 'chair'] as const)
  test(`before it is alive the ${who}'s page says what it is about, and its controls wait`, async ({
    browser,
  }) => {
    const page = await openAs(browser, who, 390, false);
    await page.goto(world.url + pathOf(who));
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(
      'What should inspectors look at first?',
    );
    const main = page.locator('main');
    expect(await main.locator('h1').evaluate((h1) => h1.closest('[inert]'))).toBeNull();
    await expect(main.getByText(w('opening'))).toHaveCount(1);
    const controls = main.locator('button, input, select, textarea');
    expect(await controls.count()).toBeGreaterThan(1);
    for (const control of await controls.all()) await expect(control).toBeDisabled();
    await page.context().close();
  });
