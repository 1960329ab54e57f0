import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { BrowserContext, Page } from '@playwright/test';

// Put into the page and run there: the wrapper for Playwright opens a second page for each look,
// which on two cores doubles the time of two hundred looks.
const require = createRequire(import.meta.url);
const axeSource = readFileSync(
  createRequire(require.resolve('@axe-core/playwright')).resolve('axe-core/axe.min.js'),
  'utf8',
);

/** people 9–26 as far as a machine sees them; target size runs only because wcag22aa asks for it. */
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

type Found = {
  violations: { id: string; help: string; nodes: { html: string; failureSummary?: string }[] }[];
};
declare global {
  interface Window {
    axe?: { run: (where: Document, how: object) => Promise<Found> };
  }
}

/** The rules that look at colours: all a theme can change, since it changes nothing else. */
const COLOUR_RULES = ['color-contrast', 'link-in-text-block'];

/**
 * What axe finds wrong with this page as it is now: one line each, none when it is clean. Everything
 * in the light theme, then what colours can break in the dark one.
 */
export async function axeOn(page: Page): Promise<string[]> {
  const before = await setTheme(page, 'light');
  const light = await run(page, { type: 'tag', values: TAGS });
  await setTheme(page, 'dark');
  const dark = await run(page, { type: 'rule', values: COLOUR_RULES });
  // What looks at the page next sees what its person sees.
  await setTheme(page, before);
  return [...light, ...dark.map((line) => `in the dark: ${line}`)];
}

type RunOnly = { type: 'tag' | 'rule'; values: string[] };

async function run(page: Page, runOnly: RunOnly): Promise<string[]> {
  if (await page.evaluate(() => window.axe === undefined)) await page.evaluate(axeSource);
  return page.evaluate(async (only) => {
    if (window.axe === undefined) throw new Error('axe did not load');
    // A fault is told by its HTML: working out a selector for all that is well takes longer than looking.
    const found = await window.axe.run(document, {
      runOnly: only,
      resultTypes: ['violations'],
      selectors: false,
    });
    return found.violations.flatMap(({ id, help, nodes }) =>
      nodes.map(({ html, failureSummary }) =>
        [
          id,
          help,
          html.slice(0, 160),
          failureSummary?.replaceAll('\n', ' ').slice(0, 260) ?? '',
        ].join(' | '),
      ),
    );
  }, runOnly);
}

/** As the look cookie would have it, without asking the server again. Gives the theme before. */
const setTheme = (page: Page, theme: string | undefined): Promise<string | undefined> =>
  page.evaluate((name) => {
    const { dataset } = document.documentElement;
    const before = dataset['theme'];
    if (name === undefined) delete dataset['theme'];
    else dataset['theme'] = name;
    return before;
  }, theme);

/** Everything a page should be silent about: errors in its console, and requests to anybody else. */
export class Watch {
  readonly complaints: string[] = [];
  constructor(context: BrowserContext, origin: string) {
    const { host } = new URL(origin);
    const isForeign = (address: string): boolean => {
      const url = new URL(address);
      return /^(https?|wss?):$/.test(url.protocol) && url.host !== host;
    };
    context.on('request', (request) => {
      if (isForeign(request.url())) this.complaints.push(`asked ${request.url()}`);
    });
    context.on('response', (response) => {
      if (response.status() >= 500) this.complaints.push(`${response.status()} ${response.url()}`);
    });
    context.on('page', (page) => {
      page.on('websocket', (socket) => {
        if (isForeign(socket.url())) this.complaints.push(`opened ${socket.url()}`);
      });
    });
    context.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning')
        this.complaints.push(
          `${message.type()} at ${message.page()?.url() ?? '?'}: ${message.text()}`,
        );
    });
    context.on('weberror', (caught) => {
      this.complaints.push(`threw at ${caught.page()?.url() ?? '?'}: ${caught.error().message}`);
    });
  }

  /** What was complained about since the last time this was asked. */
  take(): string[] {
    return this.complaints.splice(0);
  }
}
