import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { lookAttributes, PLAIN_LOOK, readLook, writeLook } from './look.ts';

test('a look survives its cookie; anything else becomes the plain look, part by part', () => {
  const look = { theme: 'dark', text: '150', calm: true } as const;
  expect(readLook(writeLook(look))).toEqual(look);
  expect(readLook(undefined)).toEqual(PLAIN_LOOK);
  expect(readLook('dark."><script>.calm')).toEqual({ theme: 'dark', text: '100', calm: true });
});

test('only known attributes reach the page', () => {
  expect(lookAttributes(PLAIN_LOOK)).toBe('');
  expect(lookAttributes({ theme: 'dark', text: '200', calm: true })).toBe(
    ' data-theme="dark" data-text="200" data-calm',
  );
});

const css = readFileSync(join(import.meta.dirname, 'tokens.css'), 'utf8');
const tokens = (block: string): Map<string, string> =>
  new Map(
    [...block.matchAll(/(--[\w-]+):\s*([^;]+);/g)].map((found) => [found[1] ?? '', found[2] ?? '']),
  );
const blocks = (selector: RegExp): Map<string, string>[] =>
  [...css.matchAll(new RegExp(`${selector.source}\\s*\\{([^}]*)\\}`, 'g'))].map((found) =>
    tokens(found[1] ?? ''),
  );

const [light] = blocks(/:root/);
const [chosen] = blocks(/:root\[data-theme='dark'\]/);
const [device] = blocks(/:root:not\(\[data-theme\]\)/);

test('dark is the same whether chosen or asked for by the device', () => {
  expect(chosen?.size).toBeGreaterThan(30);
  expect(device).toEqual(chosen);
});

function contrast(a: string, b: string): number {
  const light = (hex: string): number => {
    const [r = 0, g = 0, blue = 0] = (hex.match(/[\da-f]{2}/gi) ?? [])
      .map((part) => parseInt(part, 16) / 255)
      .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * blue;
  };
  const [high = 0, low = 0] = [light(a), light(b)].sort((x, y) => y - x);
  return (high + 0.05) / (low + 0.05);
}

test.each([
  ['light', light],
  ['dark', new Map([...(light ?? []), ...(chosen ?? [])])],
])('contrast holds in %s (people 11, 20)', (_name, theme) => {
  const value = (name: string): string => theme?.get(name) ?? '#000000';
  for (const ground of ['--paper', '--card', '--felt'])
    for (const ink of ['--ink', '--muted', '--pine', '--danger'])
      expect(contrast(value(ink), value(ground)), `${ink} on ${ground}`).toBeGreaterThan(4.5);
  for (const kind of ['idea', 'works', 'problem', 'parked'])
    expect(contrast(value('--leaf-text'), value(`--${kind}`)), kind).toBeGreaterThan(4.5);
  expect(contrast(value('--want-text'), value('--want'))).toBeGreaterThan(4.5);
  expect(contrast(value('--on-pine'), value('--pine'))).toBeGreaterThan(4.5);
  expect(contrast(value('--edge'), value('--card'))).toBeGreaterThan(3);
  expect(contrast(value('--focus-ink'), value('--focus-sun'))).toBeGreaterThan(3);
});
