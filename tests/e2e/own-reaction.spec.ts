import { expect, test } from '@playwright/test';
import { reactionWords } from '../../web/src/lib/words/reactions.ts';
import { World } from '../support/world.ts';

test('a reaction shows to whoever presses it before any answer came, and is counted once', async ({
  browser,
}) => {
  const world = await World.stand();
  await world.adult.go('talk');
  const context = await world.browserOf(browser, 'member');
  const page = await context.newPage();
  let held: (() => void)[] | null = null;
  await page.routeWebSocket(/\/live\//, (browserSide) => {
    const hostSide = browserSide.connectToServer();
    hostSide.onMessage((message) => {
      const pass = (): void => browserSide.send(message);
      if (held === null) pass();
      else held.push(pass);
    });
  });
  await page.goto(`${world.url}/session/${world.adult.sessionId}`);
  await expect(page.locator('html')).toHaveAttribute('data-live', 'connected');

  const agree = page.getByRole('button', { name: reactionWords('en')('agree') });
  const held1: (() => void)[] = [];
  held = held1;
  await agree.click();
  await expect(agree.locator('b')).toHaveText('1');
  await expect.poll(() => held1.length).toBeGreaterThan(0);
  held = null;
  for (const pass of held1) pass();
  await expect(agree.locator('b')).toHaveText('1');
  // Past the time after which only what was counted is shown.
  await page.waitForTimeout(2_500);
  await expect(agree.locator('b')).toHaveText('1');
  await world.stop();
});
