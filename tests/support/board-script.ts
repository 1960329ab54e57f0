import type { LeafKind } from '@canopy/domain';
import { expect, type Locator, type Page } from '@playwright/test';
import { boardLiveWords } from '../../web/src/lib/words/board-live.ts';
import { boardWords } from '../../web/src/lib/words/board.ts';
import { pictureWords } from '../../web/src/lib/words/pictures.ts';
import { reactionWords } from '../../web/src/lib/words/reactions.ts';
import type { Hand } from './hands.ts';

const w = boardLiveWords('en');
const b = boardWords('en');

export const WORKER = 'Time with your worker';
export const HOUSING = 'Housing and money';
export const COURSES = 'Courses and activity days';
export const STARTED = 'Getting ready for work';

type Content =
  | { form: 'words'; text: string }
  | { form: 'emoji' | 'symbol'; picture: Parameters<typeof picture>[0]; text: string };
export type Line = Content & { kind: LeafKind; on: string | null };

/** Twelve leaves, five kinds, three forms, on two planned branches, a started one, and none. */
export const LINES: readonly Line[] = [
  { form: 'words', text: 'Same worker for a year', kind: 'works', on: WORKER },
  { form: 'words', text: 'Text us the day before', kind: 'idea', on: WORKER },
  { form: 'emoji', picture: 'tired', text: 'Too many meetings', kind: 'problem', on: WORKER },
  { form: 'words', text: 'Ask what I want first', kind: 'want', on: WORKER },
  { form: 'symbol', picture: 'house', text: 'A place to stay', kind: 'want', on: HOUSING },
  { form: 'words', text: 'Money up front', kind: 'problem', on: HOUSING },
  { form: 'words', text: 'What about records', kind: 'parked', on: HOUSING },
  { form: 'symbol', picture: 'work', text: 'Help with interviews', kind: 'idea', on: STARTED },
  {
    form: 'emoji',
    picture: 'strong',
    text: 'Courses by people like us',
    kind: 'works',
    on: STARTED,
  },
  { form: 'words', text: 'Clothes for an interview', kind: 'idea', on: STARTED },
  { form: 'words', text: 'One form not five', kind: 'want', on: null },
  { form: 'emoji', picture: 'puzzle', text: 'Nothing joins up', kind: 'problem', on: null },
];

const picture = pictureWords('en');
const exactly = (words: string): RegExp => new RegExp(`^${words}( ?:|$)`);

export const leafOf = (page: Page, text: string): Locator =>
  page.locator('[data-region="board"] [data-leaf]').filter({ hasText: text });
const branchOf = (page: Page, title: string): Locator =>
  page
    .locator('[data-branch]')
    .filter({ has: page.getByRole('heading', { name: title, exact: true }) });
const sheet = (page: Page): Locator => page.locator('dialog[open]');

/** One person's acts at the board, done by whichever hand they have. */
export class AtBoard {
  readonly page: Page;
  readonly hand: Hand;
  constructor(page: Page, hand: Hand) {
    this.page = page;
    this.hand = hand;
  }

  async view(): Promise<void> {
    await this.hand.press(this.page.getByRole('button', { name: w(this.hand.view), exact: true }));
    if (this.hand.view === 'list') return;
    // Far enough out that what is dragged and where it goes are both on screen.
    for (let n = 0; n < 4; n += 1)
      await this.hand.press(this.page.getByRole('button', { name: w('zoomOut') }));
  }

  async startBranch(title: string): Promise<void> {
    await this.hand.press(
      this.page.getByRole('button', {
        name: this.hand.view === 'felt' ? b('startBranchShort') : b('startBranch'),
      }),
    );
    await this.hand.write(sheet(this.page).getByLabel(w('branchName')), title);
    await this.hand.press(sheet(this.page).getByRole('button', { name: w('startIt') }));
    await expect(branchOf(this.page, title)).toBeVisible();
  }

  async place(line: Line): Promise<void> {
    const { page, hand } = this;
    const add =
      line.on === null
        ? page.locator('#add').getByRole('button', { name: b('wayWords') })
        : branchOf(page, line.on).getByRole('button', { name: exactly(b('addLeaf')) });
    await hand.press(add);
    const composer = page.locator('form.composer');
    await expect(composer).toBeVisible();
    if (line.form === 'words') await hand.write(composer.getByLabel(b('yourWords')), line.text);
    else {
      await hand.press(
        composer.getByRole('button', { name: b(line.form === 'emoji' ? 'wayEmoji' : 'waySymbol') }),
      );
      await hand.press(composer.getByRole('radio', { name: picture(line.picture), exact: true }));
      await hand.write(composer.getByRole('textbox'), line.text);
    }
    await hand.press(composer.locator(`[data-kind="${line.kind}"] input`));
    await hand.press(composer.getByRole('button', { name: b('place') }));
    await this.#settled(line.text);
  }
  /** There, and no longer only on this device. */
  async #settled(text: string): Promise<void> {
    const leaf = leafOf(this.page, text);
    // What the board sends may come before the answer to who sent it: for a breath there are two.
    await expect(leaf.filter({ hasText: 'On this phone' })).toHaveCount(0);
    await expect(leaf).toHaveCount(1);
    await expect(
      leaf.getByRole('button', { name: exactly(w('move')) }).or(leaf.locator('.leaf-top .end')),
    ).not.toHaveCount(0);
  }

  /** On the felt a leaf shows its buttons once it is the one you are on. */
  async #act(text: string, name: string): Promise<void> {
    const leaf = leafOf(this.page, text);
    if (this.hand.view === 'felt') await this.hand.press(leaf.locator('.leaf-words'));
    await this.hand.press(leaf.getByRole('button', { name: exactly(name) }));
    await expect(sheet(this.page)).toBeVisible();
  }
  async #choose(name: string): Promise<void> {
    await this.hand.press(sheet(this.page).getByRole('button', { name, exact: true }));
  }

  async moveTo(text: string, branch: string): Promise<void> {
    if (this.hand.name === 'mouse') {
      await drag(leafOf(this.page, text), branchOf(this.page, branch).getByRole('heading'));
    } else {
      await this.#act(text, w('move'));
      await this.#choose(branch);
    }
    await expect(
      branchOf(this.page, branch).locator('[data-leaf]').filter({ hasText: text }),
    ).toHaveCount(1);
    await this.#settled(text);
  }
  /** One place up among its branch; `above` is the leaf that stands there now. */
  async earlier(text: string, above: string): Promise<void> {
    if (this.hand.name === 'mouse') await drag(leafOf(this.page, text), leafOf(this.page, above));
    else {
      await this.#act(text, w('move'));
      await this.#choose(w('earlier'));
    }
    await this.#follows(text, above);
  }
  async later(text: string, below: string): Promise<void> {
    if (this.hand.name === 'mouse') await drag(leafOf(this.page, below), leafOf(this.page, text));
    else {
      await this.#act(text, w('move'));
      await this.#choose(w('later'));
    }
    await this.#follows(below, text);
  }
  async #follows(first: string, second: string): Promise<void> {
    const order = async (): Promise<boolean> => {
      const all = await this.page.locator('[data-leaf]').allInnerTexts();
      const at = (text: string): number => all.findIndex((words) => words.includes(text));
      return at(first) >= 0 && at(first) < at(second);
    };
    await expect.poll(order).toBe(true);
  }

  async edit(text: string, to: string, kind: LeafKind): Promise<void> {
    await this.#act(text, w('more'));
    await this.#choose(w('edit'));
    const composer = this.page.locator('form.composer');
    await this.hand.write(composer.getByRole('textbox'), to);
    await this.hand.press(composer.locator(`[data-kind="${kind}"] input`));
    await this.hand.press(composer.getByRole('button', { name: w('saveEdit') }));
    await this.#settled(to);
  }
  async takeBack(text: string): Promise<void> {
    await this.#act(text, w('more'));
    await this.#choose(w('takeBack'));
    await expect(leafOf(this.page, text)).toHaveCount(0);
  }
  async react(text: string): Promise<void> {
    await this.#act(text, w('react'));
    await this.hand.press(
      sheet(this.page).getByRole('button', { name: exactly(reactionWords('en')('goodIdea')) }),
    );
    await this.#choose(w('close'));
    await expect(leafOf(this.page, text)).toContainText('1');
  }
  async undo(): Promise<void> {
    await this.hand.press(this.page.getByRole('button', { name: w('undo'), exact: true }));
  }

  // Staff only.
  async #onBranch(title: string): Promise<void> {
    await this.hand.press(
      branchOf(this.page, title).getByRole('button', { name: exactly(w('branchMore')) }),
    );
    await expect(sheet(this.page)).toBeVisible();
  }
  async rename(title: string, to: string): Promise<void> {
    await this.#onBranch(title);
    await this.hand.write(sheet(this.page).getByLabel(w('nameEnglish')), to);
    await this.#choose(w('save'));
    await expect(branchOf(this.page, to)).toBeVisible();
  }
  async merge(title: string, into: string): Promise<void> {
    await this.#onBranch(title);
    await this.#choose(w('mergeInto', { branch: into }));
    await expect(branchOf(this.page, title)).toHaveCount(0);
  }
  async remove(text: string): Promise<void> {
    await this.#act(text, w('more'));
    await this.#choose(w('remove'));
    await expect(leafOf(this.page, text)).toHaveCount(0);
  }
}

/** As a hand drags: down, on the way, there, up. */
async function drag(what: Locator, to: Locator): Promise<void> {
  const page = what.page();
  await to.scrollIntoViewIfNeeded();
  await what.scrollIntoViewIfNeeded();
  const middle = async (of: Locator): Promise<{ x: number; y: number }> => {
    const box = await of.boundingBox();
    if (box === null) throw new Error('cannot drag what is not drawn');
    return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  };
  // Not by its buttons: by its words.
  const from = await middle(what.locator('.leaf-words'));
  const target = await middle(to);
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move((from.x + target.x) / 2, (from.y + target.y) / 2, { steps: 4 });
  await page.mouse.move(target.x, target.y, { steps: 4 });
  await page.mouse.up();
}
