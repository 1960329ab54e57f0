import {
  devices,
  type Browser,
  type BrowserContext,
  type Locator,
  type Page,
} from '@playwright/test';
import type { Host } from '../host.ts';
import type { Network } from '../network.ts';
import { Watch } from './watch.ts';
import { aliasWords } from './words.ts';

export type AliasId = Exclude<keyof typeof aliasWords.catalogue.en, 'numbered'>;

export type Lang = 'en' | 'cy';
/** What somebody works with: a thumb, a mouse, or keys alone. */
export type Hands = 'thumb' | 'mouse' | 'keys';

/** One human being with a browser of their own. */
export type Person = {
  readonly who: string;
  readonly lang: Lang;
  readonly hands: Hands;
  readonly page: Page;
  readonly context: BrowserContext;
  readonly watch: Watch;
  readonly url: string;
};

/** `network`: what lies between this browser and the host, for whoever is to lose signal. */
export type How = { lang?: Lang; hands?: Hands; network?: Network };

const PHONE = {
  userAgent: devices['Pixel 7'].userAgent,
  viewport: { width: 390, height: 844 },
  hasTouch: true,
  isMobile: true,
};
const DESK = { viewport: { width: 1440, height: 900 } };

export async function aPerson(
  browser: Browser,
  host: Pick<Host, 'url'>,
  { who, lang = 'en', hands = 'thumb', network }: { who: string } & How,
): Promise<Person> {
  const context = await browser.newContext({
    baseURL: host.url,
    locale: lang === 'cy' ? 'cy' : 'en-GB',
    ...(hands === 'mouse' ? DESK : PHONE),
    ...network?.options,
  });
  const watch = new Watch(who, host.url);
  await watch.follow(context);
  if (hands === 'keys') await notePointers(context, watch);
  // A thing that is not there within this time is not there: say so where it was looked for.
  context.setDefaultTimeout(20_000);
  const page = await context.newPage();
  return { who, lang, hands, page, context, watch, url: host.url };
}

/** A member, known by a picture and its word. */
export type Member = Person & { readonly alias: AliasId };

export async function aMember(
  browser: Browser,
  host: Pick<Host, 'url'>,
  alias: AliasId,
  how: How = {},
): Promise<Member> {
  const who = aliasWords('en')(alias);
  return { ...(await aPerson(browser, host, { who, ...how })), alias };
}

/**
 * Takes somebody's signal away now; done when it is back, so long of wall clock later. Their lines are
 * cut too: a browser that is told it is offline keeps those it has open, and stands by them at full
 * speed for as long as it lasts.
 */
export async function loseSignal(
  { context, watch }: Person,
  network: Network,
  forMs: number,
): Promise<void> {
  const until = Date.now() + forMs;
  watch.offline = true;
  await context.setOffline(true);
  network.websockets = 'refuses';
  network.cut();
  await new Promise((resolve) => setTimeout(resolve, until - Date.now()));
  network.websockets = 'carries';
  await context.setOffline(false);
  watch.offline = false;
}

declare global {
  interface Window {
    notePointer: () => void;
  }
}
/** Each touch of a pointer, on every page this browser opens, is noted by the watch. */
async function notePointers(context: BrowserContext, watch: Watch): Promise<void> {
  await context.exposeFunction('notePointer', () => (watch.pointers += 1));
  await context.addInitScript(() => {
    for (const kind of ['pointerdown', 'mousedown', 'touchstart'])
      addEventListener(kind, () => window.notePointer(), true);
  });
}

const TABS_MAX = 200;
const hasFocus = (target: Locator): Promise<boolean> =>
  target.evaluate((node) => node === document.activeElement);

/** Tab, from wherever this person is, until the thing has focus. */
export async function tabTo({ page, who }: Person, target: Locator): Promise<void> {
  await target.waitFor();
  for (let tabs = 0; tabs < TABS_MAX; tabs += 1) {
    if (await hasFocus(target)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`${who} pressed Tab ${TABS_MAX} times and never reached ${String(target)}`);
}

/** Presses a button or follows a link, the way this person does. */
export async function press(person: Person, target: Locator): Promise<void> {
  if (person.hands === 'thumb') return target.tap();
  if (person.hands === 'mouse') return target.click();
  await tabTo(person, target);
  await person.page.keyboard.press('Enter');
}

/** Ticks a box or a round choice. Keys go into a group with Tab and along it with arrows. */
export async function choose(person: Person, target: Locator): Promise<void> {
  if (person.hands !== 'keys') {
    // The box may lie unseen under the picture its label draws: the thumb lands on the picture.
    return person.hands === 'thumb' ? target.tap({ force: true }) : target.click({ force: true });
  }
  const name = await target.getAttribute('name');
  const group = person.page.locator(`input[name="${name ?? ''}"]`);
  await target.waitFor();
  const inGroup = (): Promise<boolean> =>
    group.evaluateAll((nodes) => nodes.some((node) => node === document.activeElement));
  for (let tabs = 0; tabs < TABS_MAX && !(await inGroup()); tabs += 1)
    await person.page.keyboard.press('Tab');
  for (let steps = 0; steps < 12 && !(await hasFocus(target)); steps += 1)
    await person.page.keyboard.press('ArrowDown');
  if (!(await target.isChecked())) await person.page.keyboard.press('Space');
}

/** Types into a box, after what is there has been taken away. */
export async function write(person: Person, box: Locator, words: string): Promise<void> {
  if (person.hands !== 'keys') return box.fill(words);
  await tabTo(person, box);
  await person.page.keyboard.press('ControlOrMeta+A');
  await person.page.keyboard.insertText(words);
}
