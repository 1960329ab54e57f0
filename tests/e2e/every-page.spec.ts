import { globSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test, type Browser } from '@playwright/test';
import { uncleanOf, type Looker } from '../support/clean-page.ts';
import { misfitsAtAllSizes, targetsOf } from '../support/every-size.ts';
import { FormClient } from '../support/form-client.ts';
import { startHost } from '../support/host.ts';
import { Watch } from '../support/look-at-page.ts';
import { ROUTES, type Route } from '../support/routes.ts';
import { inLang, World, type Lang, type Who } from '../support/world.ts';

const LANGS = ['en', 'cy'] as const;
const THEMES = ['light', 'dark'] as const;
const routesFolder = fileURLToPath(new URL('../../web/src/routes', import.meta.url));

let world: World;
test.beforeAll(async () => {
  world = await World.stand();
});
test.afterAll(async () => {
  await world?.stop();
});

test('no page is missing from the table of pages', () => {
  const ids = globSync('**/+page*.svelte', { cwd: routesFolder }).map((file) => {
    const folder = path.dirname(file).split(path.sep).join('/');
    return folder === '.' ? '/' : `/${folder}`;
  });
  const named = new Set(ROUTES.map(({ id }) => id));
  expect(ids.filter((id) => !named.has(id))).toEqual([]);
  expect([...named].filter((id) => !ids.includes(id))).toEqual([]);
});

test('the look cookie gives the theme the server renders, and nothing else on the page', async ({
  browser,
}) => {
  const rendered: string[] = [];
  for (const theme of THEMES) {
    const context = await world.browserOf(browser, 'nobody');
    await context.addCookies([
      { name: 'canopy-look', value: `${theme}.100.moving`, url: world.url },
    ]);
    const page = await context.newPage();
    const answer = await page.goto(world.url);
    await expect(page.locator('html')).toHaveAttribute('data-theme', theme);
    rendered.push(((await answer?.text()) ?? '').replace(`data-theme="${theme}"`, ''));
    await context.close();
  }
  expect(rendered[0]).toContain('<h1');
  expect(rendered[1]).toEqual(rendered[0]);
});

/** One browser and one page for each kind of person in each language, used for every address they look at. */
class Lookers {
  readonly #known = new Map<string, Promise<Looker>>();
  readonly #browser: Browser;

  constructor(browser: Browser) {
    this.#browser = browser;
  }
  as(who: Who, lang: Lang): Promise<Looker> {
    const looker = this.#known.get(`${who} ${lang}`) ?? this.#come(who);
    this.#known.set(`${who} ${lang}`, looker);
    return looker;
  }
  async #come(who: Who): Promise<Looker> {
    const context = await world.browserOf(this.#browser, who);
    context.setDefaultTimeout(15_000);
    const watch = new Watch(context, world.url);
    return { page: await context.newPage(), watch };
  }
}

async function lookAt(looker: Looker, route: Route, lang: Lang): Promise<string[]> {
  const at = await route.path(world);
  const address = inLang(lang, at);
  const { page, watch } = looker;
  const answer = await page.goto(world.url + address);
  const status = answer?.status();
  // A room's page is looked at when its script is there: what waits for it cannot be reached before.
  await page.waitForFunction(() => document.querySelector('main > fieldset:disabled') === null);
  const faults = await uncleanOf(looker, lang);
  if (status !== 200) faults.push(`answered ${status}`);
  const misfits = await misfitsAtAllSizes(page, targetsOf(route.who, at));
  faults.push(...misfits.map((fault) => `at ${fault}`), ...watch.take());
  return faults.map((fault) => `${address}: ${fault}`);
}

test('every page is clean in both languages and themes, and fits every width, spacing and size, its targets a thumb, before, at and after the close', async ({
  browser,
}) => {
  const lookers = new Lookers(browser);
  const faults: string[] = [];
  for (const when of ['live', 'closed', 'after'] as const) {
    if (when === 'closed') {
      await world.runThrough();
      await world.closeAndThemes();
    }
    if (when === 'after') await world.signOff();
    const routes = ROUTES.filter((each) => each.when === when && each.sendsOn !== true);
    // Two cores, two languages, and something to do while a page is on its way: four at once.
    const isDesk = ({ who }: Route): boolean => who === 'chair' || who === 'administrator';
    const walks = LANGS.flatMap((lang) =>
      [routes.filter(isDesk), routes.filter((route) => !isDesk(route))].map(async (some) => {
        for (const route of some)
          faults.push(...(await lookAt(await lookers.as(route.who, lang), route, lang)));
      }),
    );
    await Promise.all(walks);
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
      expect(await uncleanOf({ page, watch }, lang)).toEqual([]);
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
