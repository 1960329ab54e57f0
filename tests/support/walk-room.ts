import {
  expect,
  test,
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  type Page,
} from '@playwright/test';
import { backOut, isAt, ROOM_STATES, type RoomState } from './room-states.ts';
import { inLang, type Lang, type World } from './world.ts';

/** One person's screen in a running session. */
export type Screen = { page: Page; context: BrowserContext; who: 'member' | 'staff'; lang: Lang };

export type CastOptions = {
  langs: readonly Lang[];
  who?: readonly Screen['who'][];
  phone?: BrowserContextOptions;
  desk?: BrowserContextOptions;
  /** Before anything is loaded: listeners, cookies. */
  prepare?: (context: BrowserContext) => void | Promise<void>;
};

/** A member and a member of staff in each language, all in the adult session. */
export async function castOf(
  world: World,
  browser: Browser,
  options: CastOptions,
): Promise<Screen[]> {
  const screens: Screen[] = [];
  const { sessionId } = world.adult;
  const wide = { viewport: { width: 1280, height: 800 } };
  for (const [n, lang] of options.langs.entries())
    for (const who of options.who ?? (['member', 'staff'] as const)) {
      const context = await (who === 'member'
        ? world.browserOf(browser, 'member', options.phone, n)
        : world.browserOf(browser, n === 0 ? 'chair' : 'co-facilitator', options.desk ?? wide));
      context.setDefaultTimeout(15_000);
      await options.prepare?.(context);
      const page = await context.newPage();
      const path = who === 'member' ? `/session/${sessionId}` : `/staff/sessions/${sessionId}/room`;
      await page.goto(world.url + inLang(lang, path));
      screens.push({ page, context, who, lang });
    }
  return screens;
}

/**
 * Takes the room through every state there is, each screen doing its turn, and has each looked at.
 * What `look` gives back is gathered, with the state and the screen it was seen on.
 */
export async function walkRoom(
  world: World,
  screens: readonly Screen[],
  look: (screen: Screen, state: RoomState) => Promise<readonly string[]>,
  /** For quiet between a line that was cut and the next look. */
  after: (screen: Screen) => void = () => undefined,
): Promise<string[]> {
  const seen: string[] = [];
  for (const state of ROOM_STATES) {
    await state.stand?.(world.adult);
    if (state.at === 'offline') await world.host.kill();
    await Promise.all(
      screens.map(async (screen) => {
        const { page, lang, who } = screen;
        const turn = state[who];
        const here = `${state.name}, ${who} ${lang}`;
        await test.step(here, () => isAt(page, state, world.adult, lang, who));
        if (turn === null) return;
        await test.step(`doing ${here}`, async () => turn?.(page, lang));
        for (const line of await look(screen, state)) seen.push(`${here}: ${line}`);
        await test.step(`leaving ${here}`, () => backOut(page, lang));
      }),
    );
    if (state.at !== 'offline') continue;
    await world.host.restart();
    for (const screen of screens) {
      await expect(screen.page.locator('html')).toHaveAttribute('data-live', 'connected');
      after(screen);
    }
  }
  return seen;
}
