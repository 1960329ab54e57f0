import { expect, test, type Locator, type Page } from '@playwright/test';
import { boardLiveWords } from '../../web/src/lib/words/board-live.ts';
import { leafWords } from '../../web/src/lib/words/leaf.ts';
import { roomLiveWords } from '../../web/src/lib/words/room-live.ts';
import { newIntent, pause } from '../support/live-person.ts';
import { memberBehind, placeOn } from '../support/behind-network.ts';
import { startNetwork, type Network } from '../support/network.ts';
import { storedBoard } from '../support/stored-session.ts';
import { World } from '../support/world.ts';

/** people 92: what a phone on a train does, and what its person sees of it. */
const live = boardLiveWords('en');
const room = roomLiveWords('en');
const ONE_WAY_MS = 150;
/** web/src/lib/live/line.svelte.ts, which only a compiler for Svelte can read. */
const CALM_MS = 1_500;

declare global {
  interface Window {
    /** What was on screen in each frame: how many leaves of these words, on which branch, and whether the same node. */
    seen: { count: number; on: string; same: boolean }[];
    line: { awayMs: number; said: boolean; sentAfterMs: number };
  }
}

let world: World;
let network: Network;
let page: Page;

test.beforeAll(async ({ browser }) => {
  world = await World.stand();
  network = await startNetwork();
  page = await memberBehind(network, world, browser);
});
test.afterAll(async () => {
  await page?.close();
  await world?.stop();
  await network?.stop();
});
test.afterEach(async () => {
  network.delayMs = 0;
  network.websockets = 'carries';
  await expect(page.locator('html')).toHaveAttribute('data-live', 'connected');
});

const leaf = (words: string): Locator => page.locator('[data-leaf]').filter({ hasText: words });

const away = (): Locator => page.locator('main .state').filter({ hasText: room('notConnected') });

const place = (words: string): Promise<void> => placeOn(page, words);
async function moveTo(words: string, branch: string): Promise<void> {
  await leaf(words)
    .getByRole('button', { name: new RegExp(`^${live('move')}`) })
    .click();
  await page.locator('dialog[open]').getByRole('button', { name: branch, exact: true }).click();
}
const onBranch = (branchId: string, words: string): Locator =>
  page.locator(`[data-branch="${branchId}"] [data-leaf]`).filter({ hasText: words });
/** What was seen, each time something of it changed. */
const changes = (seen: Window['seen']): string[] =>
  seen
    .map(({ count, on, same }) => `${count} on ${on}, same ${same}`)
    .filter((line, at, all) => line !== all[at - 1]);
const stored = () => storedBoard(world.host, world.adult.boardId);
const storedTimes = async (words: string): Promise<number> => {
  const { branches, loose } = await stored();
  const all = [...loose, ...branches.flatMap(({ leaves }) => leaves)];
  return all.filter(({ content }) => content.form === 'words' && content.text === words).length;
};

/** Looks at every frame from now on: from the first one with these words, one leaf, one node, one place. */
const watch = (words: string): Promise<void> =>
  page.evaluate((text) => {
    // Its own list: the look of an earlier test goes on in this page and must not write in ours.
    const seen: Window['seen'] = [];
    window.seen = seen;
    let first: Element | null = null;
    const look = (): void => {
      const all = [...document.querySelectorAll('[data-leaf]')].filter((each) =>
        each.textContent.includes(text),
      );
      first ??= all[0] ?? null;
      if (first !== null)
        seen.push({
          count: all.length,
          on: all[0]?.closest('[data-branch]')?.getAttribute('data-branch') ?? '',
          same: all[0] === first,
        });
      requestAnimationFrame(look);
    };
    look();
  }, words);

/** From now on: how long the line was away, and when something was said about it. */
const watchLine = (): Promise<void> =>
  page.evaluate(
    (words) => {
      const line = { awayMs: 0, said: false, sentAfterMs: 0 };
      window.line = line;
      let lostAt: number | null = null;
      let backAt: number | null = null;
      const look = (): void => {
        const now = performance.now();
        const isBack = document.documentElement.dataset['live'] === 'connected';
        if (!isBack) lostAt ??= now;
        else if (lostAt !== null) {
          backAt ??= now;
          line.awayMs = backAt - lostAt;
          const leaves = [...document.querySelectorAll('[data-leaf]')];
          if (leaves.some((leaf) => leaf.textContent.includes(words.onThisPhone)))
            line.sentAfterMs = now - backAt;
        }
        line.said ||= [...document.querySelectorAll('main .state')].some((each) =>
          each.textContent.includes(words.notConnected),
        );
        requestAnimationFrame(look);
      };
      look();
    },
    { notConnected: room('notConnected'), onThisPhone: leafWords('en')('onThisPhone') },
  );

test('a leaf is one leaf, one node and in one place from the press until it is on the board', async () => {
  network.delayMs = ONE_WAY_MS;
  network.cut();
  await expect.poll(() => network.tunnels).toBe(2);
  await expect(page.locator('html')).toHaveAttribute('data-live', 'connected');
  await watch('One all the way');
  await place('One all the way');
  await expect(page.getByText(live('sent'))).toBeVisible();
  await pause(500);
  const seen = await page.evaluate(() => window.seen);
  expect(seen.length).toBeGreaterThan(10);
  expect(changes(seen)).toEqual(['1 on loose, same true']);
  const { loose } = await stored();
  expect(await leaf('One all the way').getAttribute('data-leaf')).toBe(loose[0]?.id);
});

test('a short gap shows nothing, a long one does, and neither loses anything', async () => {
  await watchLine();
  network.cut();
  await place('Across a gap');
  await expect.poll(() => page.evaluate(() => window.line.awayMs)).toBeGreaterThan(0);
  await expect(leaf('Across a gap')).toContainText(leafWords('en')('yours'));
  await expect.poll(() => storedTimes('Across a gap')).toBe(1);
  const { awayMs, said } = await page.evaluate(() => window.line);
  console.log(`the line was away for ${Math.round(awayMs)} ms`);
  expect(said).toBe(awayMs > CALM_MS);
});

test('without signal it says so, calmly; a moved leaf stays where it was put, and goes when there is signal', async () => {
  await world.adult.place(1, 'idea', 'Carried by hand');
  await expect(leaf('Carried by hand')).toHaveCount(1);
  const { branches } = await stored();
  const [branch] = branches;
  if (branch === undefined) throw new Error('no branch');
  network.websockets = 'refuses';
  await page.context().setOffline(true);
  await expect(away()).toBeVisible();
  await moveTo('Carried by hand', branch.title.en);
  await expect(onBranch(branch.id, 'Carried by hand')).toHaveCount(1);
  await expect(onBranch(branch.id, 'Carried by hand')).toContainText(
    leafWords('en')('onThisPhone'),
  );
  await pause(1_500);
  await expect(leaf('Carried by hand')).toHaveCount(1);
  await watch('Carried by hand');
  network.websockets = 'carries';
  await page.context().setOffline(false);
  await expect(away()).toBeHidden();
  await expect(leaf('Carried by hand')).not.toContainText(leafWords('en')('onThisPhone'));
  await expect(onBranch(branch.id, 'Carried by hand')).toHaveCount(1);
  const seen = await page.evaluate(() => window.seen);
  expect(changes(seen)).toEqual([`1 on ${branch.id}, same true`]);
  expect((await stored()).branches[0]?.leaves).toHaveLength(1);
});

test('what is refused is put back where it was, and its person is told', async () => {
  await world.adult.place(1, 'idea', 'Put back');
  await expect(leaf('Put back')).toHaveCount(1);
  const { branches } = await stored();
  const last = branches.at(-1);
  if (last === undefined) throw new Error('nowhere to move to');
  network.websockets = 'refuses';
  await page.context().setOffline(true);
  await expect(page.locator('html')).toHaveAttribute('data-live', 'reconnecting');
  await moveTo('Put back', last.title.en);
  await expect(onBranch(last.id, 'Put back')).toHaveCount(1);
  await world.adult.say(world.adult.chair, 'branch:remove', {
    intentId: newIntent(),
    boardId: world.adult.boardId,
    branchId: last.id,
  });
  network.websockets = 'carries';
  await page.context().setOffline(false);
  await expect(page.locator('main .state').filter({ hasText: live('notDone') })).toBeVisible();
  await expect(
    page
      .locator('[data-branch="loose"], [data-branch=""]')
      .locator('[data-leaf]')
      .filter({ hasText: 'Put back' }),
  ).toHaveCount(1);
  await page.getByRole('button', { name: live('close'), exact: true }).click();
  await expect(page.locator('main .state').filter({ hasText: live('notDone') })).toBeHidden();
});

test('twenty leaves written without signal arrive once each, in their order, within a few round trips', async () => {
  network.websockets = 'refuses';
  await page.context().setOffline(true);
  network.cut();
  await expect(page.locator('html')).toHaveAttribute('data-live', 'reconnecting');
  const words = Array.from({ length: 20 }, (_, n) => `Tunnel ${String(n).padStart(2, '0')}`);
  for (const each of words) await place(each);
  await expect(leaf('Tunnel')).toHaveCount(20);
  await watchLine();
  network.delayMs = ONE_WAY_MS;
  network.websockets = 'carries';
  await page.context().setOffline(false);
  const arrived = (): Promise<string[]> =>
    stored().then(({ loose }) =>
      loose.flatMap(({ content }) =>
        content.form === 'words' && content.text.startsWith('Tunnel') ? [content.text] : [],
      ),
    );
  await expect.poll(arrived).toEqual(words);
  await expect(leaf('Tunnel').filter({ hasText: leafWords('en')('onThisPhone') })).toHaveCount(0);
  await expect(leaf('Tunnel')).toHaveCount(20);
  const { sentAfterMs } = await page.evaluate(() => window.line);
  console.log(
    `20 leaves written offline were acknowledged ${Math.round(sentAfterMs)} ms after the line was back, at ${2 * ONE_WAY_MS} ms there and back`,
  );
  // One at a time they would take twenty round trips: that is what must not come back.
  expect(sentAfterMs).toBeLessThan(10 * 2 * ONE_WAY_MS);
});

test('a host that restarts is a short "not connected", and the words typed meanwhile arrive', async () => {
  await world.host.kill('SIGTERM');
  await expect(away()).toBeVisible();
  await place('While it restarted');
  await expect(leaf('While it restarted')).toContainText(leafWords('en')('onThisPhone'));
  await world.host.restart();
  await expect(away()).toBeHidden();
  await expect(leaf('While it restarted')).not.toContainText(leafWords('en')('onThisPhone'));
  await expect(leaf('While it restarted')).toHaveCount(1);
  expect(await storedTimes('While it restarted')).toBe(1);
});
