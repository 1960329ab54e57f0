import type { BoardContent, Leaf, SessionRecord } from '@canopy/domain';
import { expect, test, type Page } from '@playwright/test';
import {
  AtBoard,
  COURSES,
  HOUSING,
  leafOf,
  LINES,
  STARTED,
  WORKER,
} from '../support/board-script.ts';
import { goToLeaf, keyboard, mouse, taps, type Hand } from '../support/hands.ts';
import { storedBoard, storedRecord } from '../support/stored-session.ts';
import { World } from '../support/world.ts';

declare global {
  interface Window {
    pointers?: { type: string; by: string }[];
  }
}

/** Writes down every pointer event, before any of our own code hears it. */
function watchPointers(): void {
  const seen: { type: string; by: string }[] = [];
  window.pointers = seen;
  for (const type of ['pointerdown', 'pointermove', 'pointerup'] as const)
    addEventListener(type, (event) => seen.push({ type, by: event.pointerType }), true);
}

/** The same acts for everybody; only the hand differs (people 1, 2, 3). */
async function act(member: AtBoard, staff: AtBoard): Promise<void> {
  await test.step('start a branch', () => member.startBranch(STARTED));
  for (const line of LINES) await test.step(`place "${line.text}"`, () => member.place(line));
  await test.step('move by name', () => member.moveTo('One form not five', HOUSING));
  await test.step('earlier', () => member.earlier('Ask what I want first', 'Too many meetings'));
  await test.step('later', () => member.later('A place to stay', 'Money up front'));
  await test.step('edit', () =>
    member.edit('Text us the day before', 'Text us two days before', 'want'));
  await test.step('withdraw', () => member.takeBack('Clothes for an interview'));
  await test.step('react', () => member.react('Same worker for a year'));
  await test.step('move', () => member.moveTo('Nothing joins up', COURSES));
  await test.step('undo', async () => {
    await member.undo();
    await expect(
      member.board
        .locator('[data-branch=""], [data-branch="loose"]')
        .locator('[data-leaf]')
        .filter({ hasText: 'Nothing joins up' }),
    ).toHaveCount(1);
  });

  await test.step('staff rename', () => staff.rename(HOUSING, 'A home and money'));
  await test.step('staff merge', () => staff.merge(STARTED, COURSES));
  await test.step('staff remove', () => staff.remove('What about records'));
  await test.step('staff remove and undo', async () => {
    await staff.remove('Same worker for a year');
    await staff.undo();
    await expect(staff.leaf('Same worker for a year')).toHaveCount(1);
  });
}

/** What is on a board without the ids that nobody chose: by place and words. */
function plainly(record: SessionRecord): unknown {
  const stage = record.stages.find((each) => each.kind === 'board');
  if (stage?.kind !== 'board') throw new Error('the record has no board');
  const leaf = ({ id, kind, content, lang, alias }: Leaf) => ({
    kind,
    content,
    lang,
    alias,
    reactions: stage.leafReactions[id] ?? {},
  });
  const board: BoardContent = stage.board;
  return {
    branches: board.branches.map(({ title, leaves }) => ({ title, leaves: leaves.map(leaf) })),
    loose: board.loose.map(leaf),
  };
}

async function boardBy(
  hand: Hand,
  world: World,
  pages: { member: Page; staff: Page },
): Promise<unknown> {
  const { adult } = world;
  await adult.go('board');
  await adult.reveal();
  const member = new AtBoard(pages.member, hand);
  const staff = new AtBoard(pages.staff, hand);
  for (const person of [member, staff]) {
    await expect(person.page.locator('[data-branch]').nth(3)).toBeAttached();
    await person.view();
    await expect(person.board.locator('[data-branch]')).toHaveCount(4);
  }
  await act(member, staff);
  await adult.closeSession();
  return plainly(await storedRecord(world.host, adult.sessionId));
}

const made = new Map<Hand['name'], unknown>();

for (const hand of [mouse, taps, keyboard]) {
  test(`everything on a board can be done by ${hand.name}`, async ({ browser }) => {
    const world = await World.stand();
    try {
      const open = async (who: 'member' | 'chair', path: string): Promise<Page> => {
        const context = await world.browserOf(
          browser,
          who,
          who === 'member' ? hand.member : hand.staff,
        );
        context.setDefaultTimeout(15_000);
        await context.addInitScript(watchPointers);
        const page = await context.newPage();
        await page.goto(world.url + path);
        await expect(page.locator('html')).toHaveAttribute('data-live', 'connected');
        return page;
      };
      const { sessionId } = world.adult;
      const member = await open('member', `/session/${sessionId}`);
      const staff = await open('chair', `/staff/sessions/${sessionId}/room`);
      made.set(hand.name, await boardBy(hand, world, { member, staff }));
      for (const page of [member, staff]) await expectOnly(hand, page);
    } finally {
      await world.stop();
    }
  });
}

/** No pointer at all for keys; for a thumb, nothing ever moves between down and up. */
async function expectOnly(hand: Hand, page: Page): Promise<void> {
  const seen = await page.evaluate(() => window.pointers ?? []);
  if (hand.name === 'keyboard') expect(seen).toEqual([]);
  if (hand.name !== 'taps') return;
  expect(seen.filter(({ by }) => by !== 'touch')).toEqual([]);
  expect(seen.filter(({ type }) => type === 'pointermove')).toEqual([]);
  expect(seen.length).toBeGreaterThan(20);
}

test('mouse, taps and keys leave the same board behind', () => {
  expect([...made.keys()]).toEqual(['mouse', 'taps', 'keyboard']);
  const [first, ...others] = made.values();
  for (const other of others) expect(other).toEqual(first);
  expect(first).toMatchObject({
    branches: [
      {
        title: { en: WORKER },
        leaves: [
          { content: { text: 'Same worker for a year' }, kind: 'works', reactions: { '1f4a1': 1 } },
          { content: { text: 'Text us two days before' }, kind: 'want' },
          { content: { text: 'Ask what I want first' }, kind: 'want' },
          { content: { word: 'Too many meetings', emoji: '1f634' }, kind: 'problem' },
        ],
      },
      {
        title: { en: 'A home and money' },
        leaves: [
          { content: { text: 'Money up front' } },
          { content: { word: 'A place to stay', symbol: 'house' } },
          { content: { text: 'One form not five' } },
        ],
      },
      {
        title: { en: COURSES },
        leaves: [
          { content: { word: 'Help with interviews' } },
          { content: { word: 'Courses by people like us' } },
        ],
      },
      { leaves: [] },
    ],
    loose: [{ content: { word: 'Nothing joins up' } }],
  });
});

test('the keys it takes stay within budget: add 4, move 8, any leaf of 60 in 15', async ({
  browser,
}) => {
  const world = await World.stand();
  try {
    const { adult } = world;
    await adult.go('board');
    await adult.reveal();
    const { branches } = await storedBoard(world.host, adult.boardId);
    for (let n = 0; n < 60; n += 1)
      await adult.place(n, 'idea', `Leaf number ${n}`, branches[n % 5]?.id ?? null);
    const context = await world.browserOf(browser, 'member', keyboard.member);
    const page = await context.newPage();
    await page.goto(`${world.url}/session/${adult.sessionId}`);
    const list = page.locator('[data-view="list"]');
    await expect(list.locator('[data-leaf]')).toHaveCount(60);

    let keys = 0;
    const press = async (...names: string[]): Promise<void> => {
      for (const name of names) {
        keys += 1;
        await page.keyboard.press(name);
      }
    };
    const counted = async (what: () => Promise<void>): Promise<number> => {
      keys = 0;
      await what();
      return keys;
    };
    const ids = await list
      .locator('[data-leaf]')
      .evaluateAll((all) => all.map((leaf) => leaf.getAttribute('data-leaf')));
    const groups = await list
      .locator('[data-branch]')
      .evaluateAll((all) =>
        all.map((group) =>
          [...group.querySelectorAll('[data-leaf]')].map((leaf) => leaf.getAttribute('data-leaf')),
        ),
      );

    // Any leaf, from where the board is entered: branch by branch, then from its nearer end.
    let reach = 0;
    for (const [at, id] of ids.entries()) {
      const group = groups.findIndex((leaves) => leaves.includes(id));
      const inside = groups[group]?.indexOf(id) ?? 0;
      const fromEnd = (groups[group]?.length ?? 0) - 1 - inside;
      // Back to where everybody comes in, the first leaf. Not by keys: this is no part of the way.
      await list.locator(`[data-leaf="${ids[0]}"]`).focus();
      await page.locator('#main').focus();
      const took = await counted(async () => {
        await press('F6', 'F6');
        for (let n = 0; n < group; n += 1) await press('Control+ArrowDown');
        if (inside <= fromEnd + 1) for (let n = 0; n < inside; n += 1) await press('ArrowDown');
        else {
          await press('End');
          for (let n = 0; n < fromEnd; n += 1) await press('ArrowUp');
        }
      });
      await expect(list.locator(`[data-leaf="${id}"]`), `leaf ${at}`).toBeFocused();
      reach = Math.max(reach, took);
    }

    await page.reload();
    await expect(list.locator('[data-leaf]')).toHaveCount(60);
    const add = await counted(async () => {
      await press('Shift+F6', 'Enter');
      await expect(page.locator('form.composer textarea')).toBeFocused();
      await page.keyboard.type('Written with keys alone');
      await press('Control+Enter');
    });
    await expect(leafOf(page, 'Written with keys alone')).toHaveCount(1);
    await goToLeaf(leafOf(page, 'Leaf number 0').first());
    const addHere = await counted(async () => {
      await press('a');
      await expect(page.locator('form.composer textarea')).toBeFocused();
      await page.keyboard.type('Written on this branch');
      await press('Control+Enter');
    });
    await expect(leafOf(page, 'Written on this branch')).toHaveCount(1);

    let move = 0;
    for (const { title } of branches.slice(1)) {
      await goToLeaf(leafOf(page, 'Written on this branch'));
      const took = await counted(async () => {
        await press('Enter');
        await pressFocused(page, press, 'Move');
        await pressFocused(page, press, title.en);
      });
      await expect(
        list
          .locator('[data-branch]')
          .filter({ hasText: title.en })
          .locator('[data-leaf]')
          .filter({ hasText: 'Written on this branch' }),
      ).toHaveCount(1);
      move = Math.max(move, took);
    }
    console.log(
      `keys: add a leaf ${add} (${addHere} on this branch), move to a named branch ${move}, reach any of 60 leaves ${reach}`,
    );
    expect(add).toBeLessThanOrEqual(4);
    expect(addHere).toBeLessThanOrEqual(4);
    expect(move).toBeLessThanOrEqual(8);
    expect(reach).toBeLessThanOrEqual(15);
  } finally {
    await world.stop();
  }
});

/** Tab to a button of the open sheet by its name, then Enter; each key is counted. */
async function pressFocused(
  page: Page,
  press: (...names: string[]) => Promise<void>,
  name: string,
): Promise<void> {
  await expect(page.locator('dialog[open]')).toBeVisible();
  const target = page.locator('dialog[open]').getByRole('button', { name, exact: true });
  await expect(target).toBeVisible();
  for (let n = 0; n < 20; n += 1) {
    if (await target.evaluate((element) => element === document.activeElement)) break;
    await press('Tab');
  }
  await press('Enter');
}
