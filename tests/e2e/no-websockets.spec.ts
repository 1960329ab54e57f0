import { expect, test, type Page } from '@playwright/test';
import { boardLiveWords } from '../../web/src/lib/words/board-live.ts';
import { leafWords } from '../../web/src/lib/words/leaf.ts';
import { voteLiveWords } from '../../web/src/lib/words/vote-live.ts';
import { memberBehind, placeOn } from '../support/behind-network.ts';
import { startNetwork, type Network } from '../support/network.ts';
import { newIntent, until } from '../support/live-person.ts';
import { storedBoard } from '../support/stored-session.ts';
import { World } from '../support/world.ts';

/** people 92: an office whose network lets no websocket through. */
const live = boardLiveWords('en');

let world: World;
let network: Network;
let page: Page;

test.beforeAll(async ({ browser }) => {
  world = await World.stand();
  network = await startNetwork();
  network.websockets = 'refuses';
  page = await memberBehind(network, world, browser);
});
test.afterAll(async () => {
  await page?.close();
  await world?.stop();
  await network?.stop();
});

const leaf = (words: string) => page.locator('[data-leaf]').filter({ hasText: words });

const place = (words: string): Promise<void> => placeOn(page, words);

test('its person sees the leaves of others, as they come and as they move', async () => {
  await world.adult.place(1, 'idea', 'Written elsewhere');
  await expect(leaf('Written elsewhere')).toBeVisible();
  const { branches, loose } = await storedBoard(world.host, world.adult.boardId);
  const [branch] = branches;
  await world.adult.say(world.adult.chair, 'leaf:move', {
    intentId: newIntent(),
    boardId: world.adult.boardId,
    leafId: loose[0]?.id ?? '',
    branchId: branch?.id ?? '',
    before: null,
  });
  const moved = page.locator(`[data-branch="${branch?.id ?? ''}"]`);
  await expect(moved.locator('[data-leaf]')).toHaveCount(1);
  expect(network.tunnels).toBe(0);
});

test('their own leaf is sent, and is one leaf all the way', async () => {
  await place('Written here');
  await expect(leaf('Written here')).toHaveCount(1);
  await expect(page.getByText(live('sent'))).toBeVisible();
  await expect(leaf('Written here')).toHaveCount(1);
  await expect(leaf('Written here')).toContainText(leafWords('en')('yours'));
  const { loose } = await storedBoard(world.host, world.adult.boardId);
  expect(loose.map(({ id }) => id)).toContain(await leaf('Written here').getAttribute('data-leaf'));
});

test('they vote, and see what everybody chose', async () => {
  await world.adult.go('vote');
  const vote = voteLiveWords('en');
  await page.locator('main fieldset li').first().getByRole('button').last().click();
  await page
    .getByRole('button', { name: vote('send') })
    .first()
    .click();
  await expect(page.getByText(vote('saved'))).toBeVisible();
  await until('the vote is counted', () => {
    const stage = world.adult.chair.room?.stage;
    return stage?.kind === 'vote' && stage.cast === 1;
  });
  await world.adult.voteAndClose();
  await expect(page.getByRole('heading', { name: vote('closed') })).toBeVisible();
});

test('on a network that lets websockets through again the board comes by one', async () => {
  await world.adult.go('board');
  network.websockets = 'carries';
  await page.evaluate(() => dispatchEvent(new Event('online')));
  await expect.poll(() => network.tunnels).toBe(1);
  await world.adult.place(2, 'idea', 'By websocket');
  await expect(leaf('By websocket')).toBeVisible();
});
