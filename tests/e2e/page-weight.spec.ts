import { expect, test, type Browser } from '@playwright/test';
import { weigh } from '../support/page-scale.ts';
import { backOut, isAt, ROOM_STATES } from '../support/room-states.ts';
import { ROUTES, type Route, type Script } from '../support/routes.ts';
import { World } from '../support/world.ts';

/** people 91, in bytes of gzip at its best: what a member on a pay-as-you-go phone pays for. */
const SCRIPT_BUDGET: Readonly<Record<Script, number>> = { none: 0, join: 60_000, room: 170_000 };
const TOTAL_BUDGET: Readonly<Record<Script, number>> = {
  none: 80_000,
  join: 120_000,
  room: 250_000,
};

/** Pages whose purpose is to show every picture we have. */
const SHOWS_EVERY_PICTURE: ReadonlySet<string> = new Set(['/about/pictures', '/about/look']);

const kB = (bytes: number): string => `${(bytes / 1000).toFixed(1).padStart(6)} kB`;

let world: World;
test.beforeAll(async () => {
  world = await World.stand();
});
test.afterAll(async () => {
  await world?.stop();
});

/** How many pages are on their way at once: most of the time is waiting for silence on the line. */
const AT_ONCE = 6;

/** One line of the table, and what is over its budget. */
async function weighRoute(
  browser: Browser,
  route: Route,
): Promise<{ line: string; over: string[] }> {
  // A new browser each time: nothing comes from a cache.
  const context = await world.browserOf(browser, route.who);
  const page = await context.newPage();
  const scale = weigh(page);
  await page.goto(world.url + (await route.path(world)));
  await scale.silence();
  const loaded = await page.evaluate(() =>
    performance.getEntriesByType('resource').map(({ name }) => name),
  );
  const { script, total, parts, urls } = await scale.take();
  const executable = await page.evaluate(
    () =>
      [...document.scripts].filter(({ type }) => type === '' || /module|javascript/.test(type))
        .length,
  );
  await context.close();
  const name = route.id.replace('/[[lang=lang]]', '').replace('/(desk)', '') || '/';
  const what = route.as === undefined ? name : `${name} (${route.as})`;
  // The page's own account of what it loaded, so that nothing escapes the scale.
  const over = loaded.filter((url) => !urls.has(url)).map((url) => `${what}: ${url} not weighed`);
  if (script > SCRIPT_BUDGET[route.script]) over.push(`${what}: ${script} bytes of script`);
  if (total > TOTAL_BUDGET[route.script] && !SHOWS_EVERY_PICTURE.has(name))
    over.push(`${what}: ${total} bytes in all`);
  if (route.script === 'none' && executable > 0) over.push(`${what}: ${executable} scripts run`);
  const line = `script ${kB(script)}  all ${kB(total)}  in ${String(parts).padStart(2)}  ${what}`;
  return { line, over };
}

test('no page loads more script, or more of anything, than an old phone can bear', async ({
  browser,
}) => {
  const table: string[] = [];
  const over: string[] = [];
  for (const when of ['live', 'closed', 'after'] as const) {
    if (when === 'closed') {
      await world.runThrough();
      await world.closeAndThemes();
    }
    if (when === 'after') await world.signOff();
    const routes = ROUTES.filter((each) => each.when === when && each.sendsOn !== true);
    const weighed = new Map<Route, { line: string; over: string[] }>();
    const waiting = [...routes];
    const scales = Array.from({ length: AT_ONCE }, async () => {
      for (let route = waiting.shift(); route !== undefined; route = waiting.shift())
        weighed.set(route, await weighRoute(browser, route));
    });
    await Promise.all(scales);
    for (const route of routes) {
      const one = weighed.get(route);
      table.push(one?.line ?? `nothing of ${route.id}`);
      over.push(...(one?.over ?? [`${route.id} was not weighed`]));
    }
  }
  console.log(table.join('\n'));
  expect(over).toEqual([]);
});

test('the room stays within its weight through every stage, sheet and view of a session', async ({
  browser,
}) => {
  const own = await World.stand();
  try {
    const context = await own.browserOf(browser, 'member');
    context.setDefaultTimeout(15_000);
    const page = await context.newPage();
    const scale = weigh(page);
    await page.goto(`${own.url}/session/${own.adult.sessionId}`);
    for (const state of ROOM_STATES) {
      if (state.at === 'offline') continue;
      await state.stand?.(own.adult);
      await isAt(page, state, own.adult, 'en', 'member');
      await state.member?.(page, 'en');
      await backOut(page, 'en');
    }
    const { script, total, parts } = await scale.take();
    console.log(`script ${kB(script)}  all ${kB(total)}  in ${parts}  the whole session`);
    expect(script).toBeLessThanOrEqual(SCRIPT_BUDGET.room);
    // Every emoji and symbol that can be picked was looked at on the way, so no budget for the total.
  } finally {
    await own.stop();
  }
});
