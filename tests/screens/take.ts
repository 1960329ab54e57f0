import { mkdir, writeFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium, type Browser, type BrowserContext } from '@playwright/test';
import { inLang, World } from '../support/world.ts';
import { SCREENS, type Screen } from './screens.ts';
import { smallPng } from './small-png.ts';

/*
 * Takes the pictures of docs/screens: every key screen at 390 and 1440 px, light and dark, English
 * and Welsh, from one real session that is walked through once. Run with `pnpm screens`; the pages
 * must have been built. `pnpm screens staff-room` takes only what that word names.
 */

const folder = fileURLToPath(new URL('../../docs/screens', import.meta.url));
const SIZES = { 390: { width: 390, height: 844 }, 1440: { width: 1440, height: 900 } } as const;
const only = process.argv[2];
const installed = process.env.CANOPY_CHROMIUM ?? '/usr/bin/chromium';

async function browserOf(
  browser: Browser,
  world: World,
  who: Screen['who'],
): Promise<BrowserContext> {
  if (who !== 'child') return world.browserOf(browser, who);
  const context = await world.browserOf(browser, 'nobody');
  const value = world.youth.seats[0]?.token ?? '';
  await context.addCookies([{ name: 'canopy-seat', value, url: world.url }]);
  return context;
}

async function take(browser: Browser, world: World, screen: Screen): Promise<void> {
  const context = await browserOf(browser, world, screen.who);
  const page = await context.newPage();
  for (const theme of ['light', 'dark'] as const) {
    const look = { name: 'canopy-look', value: `${theme}.100.calm`, url: world.url };
    await context.addCookies([look]);
    for (const lang of ['en', 'cy'] as const)
      for (const [width, viewport] of Object.entries(SIZES)) {
        if (screen.only !== undefined && String(screen.only) !== width) continue;
        await page.setViewportSize(viewport);
        await page.goto(world.url + inLang(lang, await screen.path(world)));
        const live = page.locator('html[data-live]');
        if ((await live.count()) > 0 || /room$|\/session\/\w+$/.test(page.url()))
          await page.locator('html[data-live=connected]').waitFor();
        if (screen.press !== undefined)
          await page.getByRole('button', { name: screen.press }).first().click();
        // The board's feed and pictures arrive after the page is alive.
        await page.waitForLoadState('networkidle').catch(() => undefined);
        await page.waitForTimeout(400);
        const file = path.join(folder, `${screen.name}-${width}-${theme}-${lang}.png`);
        await writeFile(file, smallPng(await page.screenshot()));
      }
  }
  await context.close();
}

await mkdir(folder, { recursive: true });
const browser = await chromium.launch({
  ...(existsSync(installed) ? { executablePath: installed } : {}),
  args: [
    ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    '--disable-gpu',
    '--disable-background-networking',
    '--force-color-profile=srgb',
  ],
});
const world = await World.stand();
try {
  for (const screen of SCREENS) {
    await screen.before?.(world);
    if (only !== undefined && !screen.name.includes(only)) continue;
    await take(browser, world, screen);
    console.info(`took ${screen.name}`);
  }
} finally {
  await world.stop();
  await browser.close();
}
