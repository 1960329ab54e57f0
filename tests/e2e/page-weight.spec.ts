import { gzipSync } from 'node:zlib';
import { expect, test, type Page } from '@playwright/test';
import { backOut, isAt, ROOM_STATES } from '../support/room-states.ts';
import { ROUTES, type Script } from '../support/routes.ts';
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

type Weight = { script: number; total: number; parts: number };

/** Adds up what a page loads, each file once however it is named, compressed the same way everywhere. */
function weigh(page: Page): { take: () => Promise<Weight> } {
  const loads: Promise<{ url: string; isScript: boolean; bytes: number } | null>[] = [];
  page.on('response', (response) => {
    const type = response.request().resourceType();
    loads.push(
      response
        .body()
        .then((body) => ({
          url: response.url(),
          isScript:
            type === 'script' || /javascript/.test(response.headers()['content-type'] ?? ''),
          // Pictures are compressed already; what a proxy would squeeze is squeezed.
          bytes: /png|jpe?g|webp/.test(response.headers()['content-type'] ?? '')
            ? body.length
            : gzipSync(body, { level: 9 }).length,
        }))
        .catch(() => null),
    );
  });
  return {
    async take() {
      const files = new Map(
        (await Promise.all(loads.splice(0)))
          .filter((file) => file !== null)
          .map((file) => [file.url, file]),
      );
      const sum = (all: { bytes: number }[]): number =>
        all.reduce((so, { bytes }) => so + bytes, 0);
      const all = [...files.values()];
      return {
        script: sum(all.filter(({ isScript }) => isScript)),
        total: sum(all),
        parts: all.length,
      };
    },
  };
}

const kB = (bytes: number): string => `${(bytes / 1000).toFixed(1).padStart(6)} kB`;

let world: World;
test.beforeAll(async () => {
  world = await World.stand();
});
test.afterAll(async () => {
  await world?.stop();
});

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
    for (const route of ROUTES.filter((each) => each.when === when && each.sendsOn !== true)) {
      // A new browser each time: nothing comes from a cache.
      const context = await world.browserOf(browser, route.who);
      const page = await context.newPage();
      const scale = weigh(page);
      await page.goto(world.url + (await route.path(world)), { waitUntil: 'networkidle' });
      const { script, total, parts } = await scale.take();
      const executable = await page.evaluate(
        () =>
          [...document.scripts].filter(({ type }) => type === '' || /module|javascript/.test(type))
            .length,
      );
      const name = route.id.replace('/[[lang=lang]]', '').replace('/(desk)', '') || '/';
      const what = route.as === undefined ? name : `${name} (${route.as})`;
      table.push(
        `script ${kB(script)}  all ${kB(total)}  in ${String(parts).padStart(2)}  ${what}`,
      );
      if (script > SCRIPT_BUDGET[route.script]) over.push(`${what}: ${script} bytes of script`);
      if (total > TOTAL_BUDGET[route.script] && !SHOWS_EVERY_PICTURE.has(name))
        over.push(`${what}: ${total} bytes in all`);
      if (route.script === 'none' && executable > 0)
        over.push(`${what}: ${executable} scripts run`);
      await context.close();
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
