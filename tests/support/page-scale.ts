import { gzipSync } from 'node:zlib';
import type { Page } from '@playwright/test';
import { pause } from './live-person.ts';

/** Bytes of gzip, how many files, and which. */
export type Weight = { script: number; total: number; parts: number; urls: ReadonlySet<string> };

/** As long as nothing was asked for in, before a page counts as loaded. */
const SILENCE_MS = 500;

/** Adds up what a page loads, each file once however it is named, compressed the same way everywhere. */
export function weigh(page: Page): { take: () => Promise<Weight>; silence: () => Promise<void> } {
  let onTheWay = 0;
  let lastAt = Date.now();
  const note = (change: 1 | -1) => (): void => {
    onTheWay += change;
    lastAt = Date.now();
  };
  page.on('request', note(1));
  page.on('requestfinished', note(-1));
  page.on('requestfailed', note(-1));
  const loads: Promise<{ url: string; isScript: boolean; bytes: number } | null>[] = [];
  page.on('response', (response) => {
    const type = response.request().resourceType();
    loads.push(
      response
        .body()
        .then((body) => ({
          url: response.url(),
          isScript:
            type === 'script' || /javascript/.test(response.headers()['content-type'] ?? ''),
          // Pictures are compressed already; what a proxy would squeeze is squeezed.
          bytes: /png|jpe?g|webp/.test(response.headers()['content-type'] ?? '')
            ? body.length
            : gzipSync(body, { level: 9 }).length,
        }))
        .catch(() => null),
    );
  });
  return {
    async silence() {
      // What only a style names, such as a mask, is asked for when the page is drawn.
      await page.evaluate(
        () => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))),
      );
      lastAt = Date.now();
      while (onTheWay > 0 || Date.now() - lastAt < SILENCE_MS) await pause(25);
    },
    async take() {
      const files = new Map(
        (await Promise.all(loads.splice(0)))
          .filter((file) => file !== null)
          .map((file) => [file.url, file]),
      );
      const sum = (all: { bytes: number }[]): number =>
        all.reduce((so, { bytes }) => so + bytes, 0);
      const all = [...files.values()];
      return {
        script: sum(all.filter(({ isScript }) => isScript)),
        total: sum(all),
        parts: all.length,
        urls: new Set(files.keys()),
      };
    },
  };
}
