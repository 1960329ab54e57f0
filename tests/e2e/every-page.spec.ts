import { globSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test, type Browser, type BrowserContext, type Page } from '@playwright/test';
import { frameWords } from '../../web/src/lib/words/frame.ts';
import { FormClient } from '../support/form-client.ts';
import { startHost } from '../support/host.ts';
import { axeOn, Watch } from '../support/look-at-page.ts';
import { ROUTES, type Route } from '../support/routes.ts';
import { castOf, walkRoom } from '../support/walk-room.ts';
import { inLang, World, type Lang, type Who } from '../support/world.ts';

const LANGS = ['en', 'cy'] as const;
const isCut =
  /ERR_CONNECTION_REFUSED|ERR_INTERNET_DISCONNECTED|ERR_EMPTY_RESPONSE|ERR_CONNECTION_RESET/;
const THEMES = ['light', 'dark'] as const;
const routesFolder = fileURLToPath(new URL('../../web/src/routes', import.meta.url));

let world: World;
type Looker = { page: Page; watch: Watch };
const open = new Map<`${Who} ${Lang}`, Looker>();

/** One browser and one page for each kind of person, used for every address they look at. */
async function pageOf(context: BrowserContext, url: string): Promise<Looker> {
  const watch = new Watch(context, url);
  context.setDefaultTimeout(15_000);
  return { page: await context.newPage(), watch };
}

/** Where the promises that every page keeps are broken: its language, a title, one heading, silence, axe. */
async function faultsOf({ page, watch }: Looker, lang: Lang, covered = false): Promise<string[]> {
  const shown = await page.evaluate(() => ({
    lang: document.documentElement.lang,
    title: document.title,
    headings: [...document.querySelectorAll('h1')].filter((h1) => h1.checkVisibility()).length,
  }));
  const title = covered ? frameWords(lang)('coveredTitle') : `· ${frameWords(lang)('brand')}`;
  return [
    ...(shown.lang === lang ? [] : [`its language is ${shown.lang}`]),
    ...(shown.title.endsWith(title) ? [] : [`its title is "${shown.title}"`]),
    ...(shown.headings === 1 ? [] : [`${shown.headings} main headings`]),
    ...(await axeOn(page)),
    ...watch.take(),
  ];
}

async function lookAt(route: Route, lang: Lang): Promise<string[]> {
  const looker = open.get(`${route.who} ${lang}`);
  if (looker === undefined) throw new Error(`nobody looks as ${route.who}`);
  const address = inLang(lang, await route.path(world));
  const answer = await looker.page.goto(world.url + address);
  const status = answer?.status();
  // A room's page is looked at when its script is there: what waits for it cannot be reached before.
  await looker.page.waitForFunction(
    () => document.querySelector('main[inert], main > [inert]') === null,
  );
  const faults = await faultsOf(looker, lang);
  if (status !== 200) faults.push(`answered ${status}`);
  return faults.map((fault) => `${address}: ${fault}`);
}

test.beforeAll(async () => {
  world = await World.stand();
});
test.afterAll(async () => {
  await world?.stop();
});

async function openFor(browser: Browser): Promise<void> {
  open.clear();
  for (const who of ['nobody', 'guest', 'chair', 'administrator', 'member', 'waiting'] as const)
    for (const lang of LANGS)
      open.set(`${who} ${lang}`, await pageOf(await world.browserOf(browser, who), world.url));
}

test('no page is missing from the table of pages', () => {
  const ids = globSync('**/+page*.svelte', { cwd: routesFolder }).map((file) => {
    const folder = path.dirname(file).split(path.sep).join('/');
    return folder === '.' ? '/' : `/${folder}`;
  });
  const named = new Set(ROUTES.map(({ id }) => id));
  expect(ids.filter((id) => !named.has(id))).toEqual([]);
  expect([...named].filter((id) => !ids.includes(id))).toEqual([]);
});

test('the look cookie gives the theme the server renders', async ({ browser }) => {
  for (const theme of THEMES) {
    const context = await world.browserOf(browser, 'nobody');
    await context.addCookies([
      { name: 'canopy-look', value: `${theme}.100.moving`, url: world.url },
    ]);
    const page = await context.newPage();
    await page.goto(world.url);
    await expect(page.locator('html')).toHaveAttribute('data-theme', theme);
    await context.close();
  }
});

test('every state of a live room is clean for members and staff, in both languages and themes', async ({
  browser,
}) => {
  const watches = new Map<BrowserContext, Watch>();
  const screens = await castOf(world, browser, {
    langs: LANGS,
    prepare: (context) => void watches.set(context, new Watch(context, world.url)),
  });
  const faults = await walkRoom(
    world,
    screens,
    async ({ page, context, lang, who }, state) => {
      const watch = watches.get(context);
      if (watch === undefined) throw new Error('nobody watches this screen');
      const found = await faultsOf({ page, watch }, lang, state.covered && who === 'member');
      // A line that is cut says so in every console; that is what was asked for here.
      return state.at === 'offline' ? found.filter((fault) => !isCut.test(fault)) : found;
    },
    ({ context }) => {
      expect(
        watches
          .get(context)
          ?.take()
          .filter((fault) => !isCut.test(fault)),
      ).toEqual([]);
    },
  );
  expect(faults).toEqual([]);
});

test('every page is clean in both languages and themes, before, at and after the close', async ({
  browser,
}) => {
  // The room of the test before stands at its end: this one needs a session from its start.
  await world.stop();
  world = await World.stand();
  await openFor(browser);
  const faults: string[] = [];
  for (const when of ['live', 'closed', 'after'] as const) {
    if (when === 'closed') {
      await world.runThrough();
      await world.closeAndThemes();
    }
    if (when === 'after') await world.signOff();
    for (const route of ROUTES.filter((each) => each.when === when && each.sendsOn !== true))
      // Two cores, two languages: both at once.
      for (const found of await Promise.all(LANGS.map((lang) => lookAt(route, lang))))
        faults.push(...found);
  }
  expect(faults).toEqual([]);
});

test('the first page of an empty house is clean too', async ({ browser }) => {
  const host = await startHost({ env: { CANOPY_DEMO: 'off' } });
  try {
    const context = await browser.newContext({ reducedMotion: 'reduce' });
    const watch = new Watch(context, host.url);
    const page = await context.newPage();
    for (const lang of LANGS) {
      await page.goto(host.url + inLang(lang, '/staff/set-up'));
      expect(await faultsOf({ page, watch }, lang)).toEqual([]);
    }
    await context.close();
  } finally {
    await host.stop();
  }
});

test('pages that only send people on do so', async () => {
  for (const route of ROUTES.filter(({ sendsOn }) => sendsOn === true)) {
    const cookies = route.who === 'chair' ? { 'canopy-staff': world.adult.chairToken } : {};
    const answer = await new FormClient(world.url, cookies).get(await route.path(world));
    expect(answer.status, route.id).toBe(303);
  }
});
