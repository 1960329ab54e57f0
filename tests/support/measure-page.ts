import type { Page } from '@playwright/test';

/** Small enough to be a fault (people 9): staff work with a mouse, members with a thumb. */
export type Targets = 24 | 44;

/**
 * What does not fit, read from the page as it is drawn now: sideways scroll, targets smaller than
 * `targets`, words cut by their own box or one around it.
 */
export function misfitsOf(page: Page, targets: Targets | null): Promise<string[]> {
  return page.evaluate(async (least) => {
    // A new width may choose another view: that is done by the next frame.
    await new Promise(requestAnimationFrame);
    const faults = new Set<string>();
    const wide = document.documentElement.clientWidth;
    const label = (element: Element): string => {
      const words = (element.getAttribute('aria-label') ?? element.textContent)
        .trim()
        .replace(/\s+/g, ' ')
        .slice(0, 40);
      return `<${element.tagName.toLowerCase()} class="${element.getAttribute('class') ?? ''}"> "${words}"`;
    };
    // Closed dialogs, templates, and what only a screen reader meets take no room.
    const isShown = (element: Element): boolean =>
      element.checkVisibility({ visibilityProperty: true, opacityProperty: true }) &&
      element.closest('.vh, [inert]') === null;
    const overflows = (element: Element, axis: 'X' | 'Y', kinds: string[]): boolean =>
      kinds.includes(getComputedStyle(element)[`overflow${axis}`]);
    const around = (element: Element, is: (each: Element) => boolean): Element | null => {
      for (let each = element.parentElement; each !== null; each = each.parentElement)
        if (is(each)) return each;
      return null;
    };
    // What scrolls can be scrolled to; only what hides loses words. Remembered, for all words of a
    // page stand in the same few boxes.
    const known = { X: new Map<Element, Element | null>(), Y: new Map<Element, Element | null>() };
    const cutterOf = (element: Element | null, axis: 'X' | 'Y'): Element | null => {
      if (element === null || element === document.body || element === document.documentElement)
        return null;
      let cutter = known[axis].get(element);
      if (cutter !== undefined) return cutter;
      if (overflows(element, axis, ['hidden', 'clip'])) cutter = element;
      else if (overflows(element, axis, ['auto', 'scroll'])) cutter = null;
      else cutter = cutterOf(element.parentElement, axis);
      known[axis].set(element, cutter);
      return cutter;
    };
    const modal = document.querySelector('dialog[open]');
    const all = [...(modal ?? document.body).querySelectorAll('*')].filter(isShown);
    const shown = new Set<Element>([modal ?? document.body, ...all]);

    if (document.documentElement.scrollWidth > wide) {
      const culprits = all.filter(
        (element) =>
          element.getBoundingClientRect().right > wide + 1 &&
          around(element, (each) => overflows(each, 'X', ['auto', 'scroll', 'hidden', 'clip'])) ===
            null,
      );
      faults.add(
        `scrolls sideways by ${document.documentElement.scrollWidth - wide}: ${culprits.slice(-2).map(label).join(', ')}`,
      );
    }

    if (least !== null) {
      const focusable = 'a[href], button, input:not([type=hidden]), select, textarea, summary';
      for (const element of all.filter((each) => each.matches(focusable))) {
        const style = getComputedStyle(element);
        const sentence = element.parentElement?.textContent.trim().length ?? 0;
        // SC 2.5.8: a link inside a sentence is as tall as its line.
        if (
          element.tagName === 'A' &&
          style.display === 'inline' &&
          sentence > element.textContent.trim().length + 2
        )
          continue;
        // A ring or tick is pressed by its words too.
        const pressed = element.matches('input[type=radio], input[type=checkbox]')
          ? (element.closest('label') ?? element)
          : element;
        const { width, height } = pressed.getBoundingClientRect();
        if (width === 0 || height === 0) continue;
        // Felt and room shrink with their zoom: half a pixel is rounding.
        if (width < least - 0.5 || height < least - 0.5)
          faults.add(`target ${Math.round(width)} by ${Math.round(height)}: ${label(pressed)}`);
      }
    }

    const words = document.createTreeWalker(modal ?? document.body, NodeFilter.SHOW_TEXT);
    for (let node = words.nextNode(); node !== null; node = words.nextNode()) {
      const element = node.parentElement;
      if (element === null || node.textContent?.trim() === '' || !shown.has(element)) continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      const text = range.getBoundingClientRect();
      if (text.width === 0 || text.height === 0) continue;
      // Nothing is lost when words stand out of their own button, but nobody would call it drawn.
      const button = element.closest('button, .btn, .way');
      const frame = button?.getBoundingClientRect();
      if (frame !== undefined && (text.right > frame.right + 2 || text.left < frame.left - 2))
        faults.add(`spills out of its button: ${label(element)}`);
      for (const axis of ['X', 'Y'] as const) {
        const cutter = cutterOf(element, axis);
        if (cutter === null) continue;
        const box = cutter.getBoundingClientRect();
        // Shrunk to a point on purpose: there for screen readers alone.
        if (box.width <= 2 || box.height <= 2) continue;
        const lost =
          axis === 'X'
            ? Math.max(text.right - box.right, box.left - text.left)
            : Math.max(text.bottom - box.bottom, box.top - text.top);
        // A line box is a little taller than its letters.
        if (lost > (axis === 'X' ? 1 : 4))
          faults.add(`cuts ${Math.round(lost)} px off ${label(element)}`);
      }
    }
    return [...faults];
  }, targets);
}

/** Text at twice its size, or WCAG 1.4.12: what a reader may set, all at once. Null: as we set it. */
export const setText = (page: Page, how: 'double' | 'spaced' | null): Promise<void> =>
  page.evaluate((wanted) => {
    const { dataset } = document.documentElement;
    if (wanted === 'double') dataset['text'] = '200';
    else delete dataset['text'];
    // As a reader's own tool would: our policy has no say in it, and need not be lifted for it.
    document.adoptedStyleSheets = [];
    if (wanted !== 'spaced') return;
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(`
      * { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }
      p { margin-bottom: 2em !important; }`);
    document.adoptedStyleSheets = [sheet];
    if (getComputedStyle(document.body).letterSpacing === 'normal')
      throw new Error('the text was not set apart');
  }, how);

/**
 * Tabs from the top through everything, and gives each control that something else covers when it
 * has focus (people 10).
 */
export async function coveredWhileTabbing(page: Page, most = 120): Promise<string[]> {
  const faults = new Set<string>();
  await page.evaluate(() => {
    document.documentElement.style.scrollBehavior = 'auto';
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
  });
  const met = new Set<string>();
  for (let n = 0; n < most; n += 1) {
    await page.keyboard.press('Tab');
    const at = await page.evaluate(() => {
      const element = document.activeElement;
      if (element === null || element === document.body) return null;
      const shown = element.matches('input[type=radio], input[type=checkbox]')
        ? (element.closest('label') ?? element)
        : element;
      const box = shown.getBoundingClientRect();
      const words = (element.getAttribute('aria-label') ?? shown.textContent)
        .trim()
        .replace(/\s+/g, ' ')
        .slice(0, 40);
      const name = `<${element.tagName.toLowerCase()}> "${words}"`;
      const all = [...document.querySelectorAll('*')];
      // Taller than the window: the middle of what can be seen of it.
      const top = Math.max(box.top, 0);
      const bottom = Math.min(box.bottom, innerHeight);
      const left = Math.max(box.left, 0);
      const right = Math.min(box.right, innerWidth);
      const under = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
      const isSeen =
        bottom > top && under !== null && (shown.contains(under) || under.contains(shown));
      const by =
        under === null
          ? 'nothing'
          : `<${under.tagName.toLowerCase()} class="${under.getAttribute('class') ?? ''}">`;
      return { key: String(all.indexOf(element)), name, isSeen, by };
    });
    if (at === null || met.has(at.key)) break;
    met.add(at.key);
    if (!at.isSeen) faults.add(`focus on ${at.name} is under ${at.by}`);
  }
  if (met.size === 0) faults.add('nothing takes focus');
  return [...faults];
}
