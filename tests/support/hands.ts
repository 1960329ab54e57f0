import { expect, type BrowserContextOptions, type Locator, type Page } from '@playwright/test';

/** Three ways to work the same screen. Each may use what the others may not touch. */
export interface Hand {
  readonly name: 'mouse' | 'taps' | 'keyboard';
  readonly view: 'felt' | 'list';
  readonly member: BrowserContextOptions;
  readonly staff: BrowserContextOptions;
  /** Presses a button, a link or a choice. */
  press(what: Locator): Promise<void>;
  /** Puts words into a box. */
  write(box: Locator, words: string): Promise<void>;
}

const wide: BrowserContextOptions = { viewport: { width: 1280, height: 900 } };

export const mouse: Hand = {
  name: 'mouse',
  view: 'felt',
  member: wide,
  staff: wide,
  press: async (what) => (await shown(what)).click(),
  async write(box, words) {
    await box.click();
    await box.fill(words);
  },
};

const thumb: BrowserContextOptions = {
  viewport: { width: 390, height: 844 },
  hasTouch: true,
  isMobile: true,
};
export const taps: Hand = {
  name: 'taps',
  view: 'list',
  member: thumb,
  staff: thumb,
  press: async (what) => (await shown(what)).tap(),
  async write(box, words) {
    await box.tap();
    await box.fill(words);
  },
};

/** A radio is drawn by its label, which is what a finger or a mouse can see. */
async function shown(what: Locator): Promise<Locator> {
  const isRadio = await what.evaluate((element) => element.matches('input[type=radio]'));
  return isRadio ? what.locator('xpath=ancestor::label') : what;
}

/** Presses the key and waits until the page has taken it, as a person sees before the next one. */
const key = (page: Page, name: string): Promise<void> => page.keyboard.press(name);
const hasFocus = (what: Locator): Promise<boolean> =>
  what.evaluate((element) => {
    // One of a set of radios stands for the set until an arrow moves on.
    const now = document.activeElement;
    return now === element;
  });

/** Goes there with Tab, or with Shift and Tab when `back`; the target must be reachable, or this fails. */
export async function tabTo(what: Locator, most = 160, back = false): Promise<number> {
  const page = what.page();
  for (let keys = 0; keys <= most; keys += 1) {
    if (await hasFocus(what)) return keys;
    await key(page, back ? 'Shift+Tab' : 'Tab');
  }
  throw new Error(`Tab never reached ${String(what)}`);
}

export const keyboard: Hand = {
  name: 'keyboard',
  view: 'list',
  member: wide,
  staff: wide,
  async press(what) {
    const page = what.page();
    await expect(what).toBeAttached();
    const leaf = what.locator('xpath=ancestor-or-self::*[@data-leaf]');
    if ((await leaf.count()) > 0 && (await page.locator('dialog[open]').count()) === 0) {
      await goToLeaf(leaf);
      await tabTo(what);
      return key(page, 'Enter');
    }
    const isRadio = await what.evaluate((element) => element.matches('input[type=radio]'));
    if (!isRadio) {
      await tabTo(what);
      return key(page, 'Enter');
    }
    // Into the set with Tab, along it with arrows: how radios have always worked.
    const set = page.locator(`input[name="${(await what.getAttribute('name')) ?? ''}"]`);
    const all = await set.all();
    for (let n = 0; n <= 60; n += 1) {
      if ((await Promise.all(all.map(hasFocus))).includes(true)) break;
      await key(page, 'Tab');
    }
    if (await what.isChecked()) return;
    await key(page, 'Space');
    for (let n = 0; n < all.length && !(await what.isChecked()); n += 1)
      await key(page, 'ArrowDown');
    await expect(what).toBeChecked();
  },
  async write(box, words) {
    const page = box.page();
    await tabTo(box);
    await key(page, 'Control+a');
    await key(page, 'Delete');
    await page.keyboard.type(words);
  },
};

/** To the leaf's own view of the board with F6, then leaf by leaf with arrows; gives how many of those it took. */
export async function goToLeaf(leaf: Locator): Promise<number> {
  const page = leaf.page();
  const inBoard = (): Promise<boolean> =>
    leaf.evaluate(
      (target) =>
        document.activeElement?.closest('[data-leaf]')?.closest('[data-view]') ===
        target.closest('[data-view]'),
    );
  for (let n = 0; n < 8 && !(await inBoard()); n += 1) await key(page, 'F6');
  if (!(await inBoard())) throw new Error('F6 never reached a leaf');
  // A button of a leaf: Escape backs out to the leaf itself.
  if (await page.evaluate(() => !document.activeElement?.hasAttribute('data-leaf')))
    await key(page, 'Escape');
  const where = await leaf.evaluate((target) => {
    const all = [...(target.closest('[data-view]')?.querySelectorAll('[data-leaf]') ?? [])];
    const now = document.activeElement;
    return { to: all.indexOf(target), from: now === null ? -1 : all.indexOf(now) };
  });
  const [step, times] =
    where.to > where.from
      ? ['ArrowDown', where.to - where.from]
      : ['ArrowUp', where.from - where.to];
  for (let n = 0; n < times; n += 1) await key(page, step);
  await expect(leaf).toBeFocused();
  return times;
}
