import { expect, test, type BrowserContext } from '@playwright/test';
import { uncleanOf } from '../support/clean-page.ts';
import { misfitsAtAllSizes } from '../support/every-size.ts';
import { Watch } from '../support/look-at-page.ts';
import { castOf, walkRoom } from '../support/walk-room.ts';
import { World } from '../support/world.ts';

const isCut =
  /ERR_CONNECTION_REFUSED|ERR_INTERNET_DISCONNECTED|ERR_EMPTY_RESPONSE|ERR_CONNECTION_RESET/;

let world: World;
test.beforeAll(async () => {
  world = await World.stand();
});
test.afterAll(async () => {
  await world?.stop();
});

test('every state of a live room is clean for members and staff, in both languages and themes, and fits every width, spacing and size, its targets a thumb', async ({
  browser,
}) => {
  const watches = new Map<BrowserContext, Watch>();
  const screens = await castOf(world, browser, {
    langs: ['en', 'cy'],
    prepare: (context) => void watches.set(context, new Watch(context, world.url)),
  });
  const faults = await walkRoom(
    world,
    screens,
    async ({ page, context, lang, who }, state) => {
      const watch = watches.get(context);
      if (watch === undefined) throw new Error('nobody watches this screen');
      const unclean = await uncleanOf({ page, watch }, lang, state.covered && who === 'member');
      const misfits = await misfitsAtAllSizes(page, who === 'member' ? 44 : 24);
      // A line that is cut says so in every console; that is what was asked for here.
      return [
        ...(state.at === 'offline' ? unclean.filter((fault) => !isCut.test(fault)) : unclean),
        ...misfits.map((fault) => `at ${fault}`),
      ];
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
  // What the last sizes made a page say.
  for (const watch of watches.values()) expect(watch.take()).toEqual([]);
});
