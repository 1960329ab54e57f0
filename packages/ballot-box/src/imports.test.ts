import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

// Everything that is loaded when the ballot box starts, followed from its entry. What is not there
// cannot be asked who somebody is.

const root = fileURLToPath(new URL('../../../', import.meta.url));
const manifest = (room: string) =>
  JSON.parse(readFileSync(path.join(root, 'packages', room, 'package.json'), 'utf8')) as {
    exports: Record<string, string>;
    dependencies: Record<string, string>;
  };

/** The file that is meant, or the name of a library. Types are gone when the program runs. */
function target(from: string, name: string): string {
  if (name.startsWith('.')) return path.join(path.dirname(from), name);
  const [, room = '', door] = /^@canopy\/([^/]+)(?:\/(.+))?$/.exec(name) ?? [];
  if (room === '') return name;
  const file = manifest(room).exports[door === undefined ? '.' : `./${door}`] ?? 'no such door';
  return path.join(root, 'packages', room, file);
}

function loadedFrom(entry: string): { files: Set<string>; libraries: Set<string> } {
  const files = new Set<string>();
  const libraries = new Set<string>();
  const visit = (file: string): void => {
    if (files.has(file)) return;
    files.add(file);
    const text = readFileSync(file, 'utf8');
    for (const [, what = '', name = ''] of text.matchAll(
      /^(?:import|export)\b([^;'"=]*?)'([^']+)';/gm,
    )) {
      // prettier-ignore
      if (/^\s+type\b/.test(what)) continue;
      const next = target(file, name);
      if (path.isAbsolute(next)) visit(next);
      else libraries.add(next);
    }
    expect(text, `${file}: a door that opens later is not seen here`).not.toMatch(/\bimport\(|require\(/); // prettier-ignore
  };
  visit(entry);
  return { files, libraries };
}

const { files, libraries } = loadedFrom(path.join(root, 'packages/ballot-box/src/main.ts'));
const inHouse = [...files].map((file) => path.relative(root, file));

test('the walk sees the box', () => {
  for (const file of ['box.ts', 'door/people-door.ts', 'store/sqlite-votes.ts', 'vote/tally.ts'])
    expect(inHouse).toContain(`packages/ballot-box/src/${file}`);
  expect(inHouse.every((file) => existsSync(path.join(root, file)))).toBe(true);
});

test('nothing that knows a member, a session, a sign-in or a room is loaded', () => {
  const rooms = new Set(inHouse.map((file) => file.split('/')[1]));
  expect([...rooms].sort()).toEqual(['ballot', 'ballot-box', 'domain', 'passes']);
  // Of the rules only what a leaf is; each of these files knows no person either.
  const rules = inHouse.filter((file) => file.startsWith('packages/domain/'));
  const personal = /(access|seat|session|staff|group|record|outcome|audit|privacy|check-in)/;
  expect(rules.filter((file) => personal.test(path.basename(file)))).toEqual([]);
  expect(rules).toContain('packages/domain/src/leaf.ts');
  expect(rules).not.toContain('packages/domain/src/vote.ts');
});

test('nothing that signs passes, blinds them or opens answers is loaded', () => {
  const halves = /packages\/passes\/src\/(device|issuer)\/|answers\.ts/;
  expect(inHouse.filter((file) => halves.test(file))).toEqual([]);
});

test('the libraries are few, and none of them writes logs or measures', () => {
  const outside = [...libraries].filter((name) => !name.startsWith('node:'));
  expect(outside.sort()).toEqual(['better-sqlite3', 'pg', 'zod']);
  expect(Object.keys(manifest('ballot-box').dependencies).sort()).toEqual(
    ['@canopy/ballot', '@canopy/domain', '@canopy/passes', 'better-sqlite3', 'pg', 'zod'],
  ); // prettier-ignore
});

test('nothing in the box writes a line but its start and its end', () => {
  const writers = inHouse
    .filter((file) => file.startsWith('packages/ballot-box/'))
    .filter((file) => /console\.|std(out|err)|appendFile|writeFile|createWriteStream/.test(readFileSync(path.join(root, file), 'utf8'))); // prettier-ignore
  expect(writers).toEqual(['packages/ballot-box/src/start.ts']);
});

test('no clock is read that could be kept', () => {
  const clocks = inHouse
    .filter((file) => /packages\/(ballot-box|passes|ballot)\//.test(file))
    .filter((file) => /Date\.now|new Date|toISOString|hrtime/.test(readFileSync(path.join(root, file), 'utf8'))); // prettier-ignore
  expect(clocks).toEqual([]);
});
