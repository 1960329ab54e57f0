/// <reference types="vite/client" />
import { expect, test } from 'vitest';

const components = import.meta.glob<string>('../../**/*.svelte', {
  eager: true,
  query: '?raw',
  import: 'default',
});

// The page's policy drops style attributes from served markup without a word. Use a class, an SVG
// attribute, or the `place` attachment of lib/tree.
test('no component writes a style attribute', () => {
  const writes = Object.entries(components)
    .filter(([, text]) => /<[^>]*\sstyle[:=]/.test(text.replace(/<style[\s\S]*/, '')))
    .map(([file]) => file);
  expect(writes).toEqual([]);
});
