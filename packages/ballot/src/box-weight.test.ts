import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

// The ballot box counts with this package. The domain knows members, seats and sessions, so of the
// domain only types may be used here: they are gone when the code runs.
test('counting carries no line of code that knows a member or a session', () => {
  const sources = readdirSync(import.meta.dirname).filter(
    (file) => file.endsWith('.ts') && !file.endsWith('.test.ts'),
  );
  expect(sources).toContain('count-vote.ts');
  const carried = sources.flatMap((file) =>
    [
      ...readFileSync(`${import.meta.dirname}/${file}`, 'utf8').matchAll(
        /(?:import|export) (?!type)[^;]*from '([^.'][^']*)'/g,
      ),
    ]
      .filter(([, from]) => from !== 'zod')
      .map(([, from]) => `${file} carries ${String(from)}`),
  );
  expect(carried).toEqual([]);
});
