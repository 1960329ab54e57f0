import { expect, type Browser, type Page } from '@playwright/test';
import { boardWords } from '../../web/src/lib/words/board.ts';
import type { Network } from './network.ts';
import type { World } from './world.ts';

/** A member's phone on the shown board, with a network between it and the host. */
export async function memberBehind(
  network: Network,
  world: World,
  browser: Browser,
): Promise<Page> {
  await world.adult.go('board');
  await world.adult.reveal();
  const context = await world.browserOf(browser, 'member', network.options);
  context.setDefaultTimeout(15_000);
  const page = await context.newPage();
  await page.goto(`${world.url}/session/${world.adult.sessionId}`);
  await expect(page.locator('html')).toHaveAttribute('data-live', 'connected');
  return page;
}

/** Writes a leaf and places it; without signal the button says that it is saved here. */
export async function placeOn(page: Page, words: string): Promise<void> {
  const w = boardWords('en');
  const button = (name: string) => page.getByRole('button', { name });
  await page
    .locator('#add')
    .getByRole('button', { name: w('wayWords') })
    .click();
  await page.getByRole('textbox', { name: w('yourWords') }).fill(words);
  await button(w('place'))
    .or(button(w('saveHere')))
    .click();
}
