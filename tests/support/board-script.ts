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

/** A leaf in one of the views: where list and felt stand side by side, it is drawn in both. */
export const leafOf = (page: Page, text: string, view: Hand['view'] = 'list'): Locator =>
  page.locator(`[data-view="${view}"] [data-leaf]`).filter({ hasText: text });
const sheet = (page: Page): Locator => page.locator('dialog[open]');

/** One person's acts at the board, done by whichever hand they have. */
export class AtBoard {
  readonly page: Page;
  readonly hand: Hand;
  /** The board as this hand works it. */
  readonly board: Locator;
  constructor(page: Page, hand: Hand) {
    this.page = page;
    this.hand = hand;
    this.board = page.locator(`[data-view="${hand.view}"]`);
  }
  leaf(text: string): Locator {
    return leafOf(this.page, text, this.hand.view);
  }
  #branch(title: string): Locator {
    return this.board
      .locator('[data-branch]')
      .filter({ has: this.page.getByRole('heading', { name: title, exact: true }) });
  }

  /** To the hand's own view, where there is one at a time. */
  async view(): Promise<void> {
    if ((await this.page.locator('[data-view]').count()) === 1)
      await this.hand.press(
        this.page.getByRole('button', { name: w(this.hand.view), exact: true }),
      );
    if (this.hand.view === 'list') return;
    // Far enough out that what is dragged and where it goes are both on screen.
    for (let n = 0; n < 4; n += 1)
      await this.hand.press(this.page.getByRole('button', { name: w('zoomOut') }));
  }

  async startBranch(title: string): Promise<void> {
    await this.hand.press(
      this.board.getByRole('button', {
        name: this.hand.view === 'felt' ? b('startBranchShort') : b('startBranch'),
      }),
    );
    await this.hand.write(sheet(this.page).getByLabel(w('branchName')), title);
    await this.hand.press(sheet(this.page).getByRole('button', { name: w('startIt') }));
    await expect(this.#branch(title)).toBeVisible();
  }

  async place(line: Line): Promise<void> {
    const { page, hand } = this;
    const add =
      line.on === null
        ? page.locator('#add').getByRole('button', { name: b('wayWords') })
        : this.#branch(line.on).getByRole('button', { name: exactly(b('addLeaf')) });
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
    const leaf = this.leaf(text);
    // What the board sends may come before the answer to who sent it: for a breath there are two.
    await expect(leaf.filter({ hasText: 'On this phone' })).toHaveCount(0);
    await expect(leaf).toHaveCount(1);
    await expect(
      leaf.getByRole('button', { name: exactly(w('move')) }).or(leaf.locator('.leaf-top .end')),
    ).not.toHaveCount(0);
  }

  /** On the felt a leaf shows its buttons once it is the one you are on. */
  async #act(text: string, name: string): Promise<void> {
    const leaf = this.leaf(text);
    if (this.hand.view === 'felt') await this.hand.press(leaf.locator('.leaf-words'));
    await this.hand.press(leaf.getByRole('button', { name: exactly(name) }));
    await expect(sheet(this.page)).toBeVisible();
  }
  async #choose(name: string): Promise<void> {
    await this.hand.press(sheet(this.page).getByRole('button', { name, exact: true }));
  }

  async moveTo(text: string, branch: string): Promise<void> {
    if (this.hand.name === 'mouse') {
      await drag(this.leaf(text), this.#branch(branch).getByRole('heading'));
    } else {
      await this.#act(text, w('move'));
      await this.#choose(branch);
    }
    await expect(this.#branch(branch).locator('[data-leaf]').filter({ hasText: text })).toHaveCount(
      1,
    );
    await this.#settled(text);
  }
  /** One place up among its branch; `above` is the leaf that stands there now. */
  async earlier(text: string, above: string): Promise<void> {
    if (this.hand.name === 'mouse') await drag(this.leaf(text), this.leaf(above));
    else {
      await this.#act(text, w('move'));
      await this.#choose(w('earlier'));
    }
    await this.#follows(text, above);
  }
  async later(text: string, below: string): Promise<void> {
    if (this.hand.name === 'mouse') await drag(this.leaf(below), this.leaf(text));
    else {
      await this.#act(text, w('move'));
      await this.#choose(w('later'));
    }
    await this.#follows(below, text);
  }
  async #follows(first: string, second: string): Promise<void> {
    const order = async (): Promise<boolean> => {
      const all = await this.board.locator('[data-leaf]').allInnerTexts();
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
    await expect(this.leaf(text)).toHaveCount(0);
  }
  async react(text: string): Promise<void> {
    await this.#act(text, w('react'));
    await this.hand.press(
      sheet(this.page).getByRole('button', { name: exactly(reactionWords('en')('goodIdea')) }),
    );
    await this.#choose(w('close'));
    await expect(this.leaf(text)).toContainText('1');
  }
  async undo(): Promise<void> {
    await this.hand.press(this.page.getByRole('button', { name: w('undo'), exact: true }));
  }

  // Staff only.
  async #onBranch(title: string): Promise<void> {
    await this.hand.press(
      this.#branch(title).getByRole('button', { name: exactly(w('branchMore')) }),
    );
    await expect(sheet(this.page)).toBeVisible();
  }
  async rename(title: string, to: string): Promise<void> {
    await this.#onBranch(title);
    await this.hand.write(sheet(this.page).getByLabel(w('nameEnglish')), to);
    await this.#choose(w('save'));
    await expect(this.#branch(to)).toBeVisible();
  }
  async merge(title: string, into: string): Promise<void> {
    await this.#onBranch(title);
    await this.#choose(w('mergeInto', { branch: into }));
    await expect(this.#branch(title)).toHaveCount(0);
  }
  async remove(text: string): Promise<void> {
    await this.#act(text, w('more'));
    await this.#choose(w('remove'));
    await expect(this.leaf(text)).toHaveCount(0);
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
