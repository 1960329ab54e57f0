import type { Page } from '@playwright/test';
import { misfitsOf, setText, type Targets } from './measure-page.ts';
import type { Who } from './world.ts';

/** people 9–12: what a thumb, a narrow screen, bigger letters and a keyboard need of every page. */
const WIDTHS = [1440, 1280, 960, 768, 390, 320] as const;
/** A short phone's: where docks fold up and words have least room. */
const HEIGHT = 640;

const MEMBERS: readonly Who[] = ['nobody', 'guest', 'member', 'waiting'];
/** How big targets are on this page. The gallery holds staff's parts too. */
export const targetsOf = (who: Who, path: string): Targets =>
  MEMBERS.includes(who) && !path.startsWith('/staff') && path !== '/about/look' ? 44 : 24;

/**
 * What does not fit, at each width as it is and at the narrowest also with text at twice its size and
 * set wide apart. The page is left as wide as it was.
 */
export async function misfitsAtAllSizes(page: Page, targets: Targets): Promise<string[]> {
  const found: string[] = [];
  const note = async (how: string, least: Targets | null): Promise<void> => {
    for (const fault of await misfitsOf(page, least)) found.push(`${how}: ${fault}`);
  };
  const before = page.viewportSize();
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: HEIGHT });
    await note(`${width} px`, targets);
  }
  await setText(page, 'double');
  await note('320 px, text at 200%', null);
  await setText(page, 'spaced');
  await note('320 px, text spaced', null);
  await setText(page, null);
  if (before !== null) await page.setViewportSize(before);
  return found;
}
