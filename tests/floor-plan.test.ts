import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { filesUnder, read, sourcesOf, type SourceFile } from './support/source-tree.ts';

// The floor plan of the house, executed. When a rule here stands in the way, the design has changed:
// change this table, ARCHITECTURE.md and DECISIONS.md together, or change the import.

/** What each room may import from the others. Down only, so no room can come to depend on itself. */
const floors: Readonly<Record<string, readonly string[]>> = {
  domain: [],
  protocol: ['domain'],
  board: ['domain'],
  notes: ['domain'],
  ballot: ['domain'],
  storage: ['domain'],
  auth: ['domain', 'storage'],
  passes: ['ballot', 'domain'],
  // What people send it is read by the rules of ballots and leaves, and by no others: see its own test.
  'ballot-box': ['ballot', 'passes', 'domain'],
  actions: ['auth', 'storage', 'board', 'notes', 'ballot', 'passes', 'protocol', 'domain'],
  web: ['actions', 'board', 'notes', 'ballot', 'passes', 'protocol', 'domain'],
  realtime: [
    'actions',
    'auth',
    'storage',
    'board',
    'notes',
    'ballot',
    'passes',
    'protocol',
    'domain',
  ],
};

/** What browser code may import: nothing that knows a store, a sign-in or an unpermitted action. */
const browserFloors = ['board', 'notes', 'ballot', 'passes', 'protocol', 'domain'];

const packages = [...new Set(filesUnder('packages').map((file) => file.split('/')[1] ?? ''))];
const rooms = [...packages.map((name) => `packages/${name}`), 'realtime', 'web'];
const sources = sourcesOf([...rooms.map((room) => `${room}/src`)]);

const roomOf = (file: string): string => {
  const [first = '', second = ''] = file.split('/');
  return first === 'packages' ? second : first;
};
const isTest = (file: string): boolean =>
  /\.test\.ts$/.test(file) || /\/(contract|fixtures)\//.test(file);
const isServerOnly = (file: string): boolean =>
  /(\.server\.[jt]s|\+server\.ts)$/.test(file) || file.startsWith('web/src/lib/server/');
const isBrowser = (file: string): boolean =>
  file.startsWith('web/src/') && !isServerOnly(file) && !isTest(file);

/** `@canopy/board/layout` → `board` */
const roomImported = (from: string): string | undefined => /^@canopy\/([^/]+)/.exec(from)?.[1];

/** Every offence as one line, so a failure names all files to mend at once. */
function offences(
  files: readonly SourceFile[],
  isOffence: (file: SourceFile, from: string, typeOnly: boolean) => boolean,
): string[] {
  return files.flatMap((file) =>
    file.imports
      .filter(({ from, typeOnly }) => isOffence(file, from, typeOnly))
      .map(({ from }) => `${file.path} imports ${from}`),
  );
}

const none = (found: readonly string[], why: string): void => {
  expect(found, `${why}\n${found.join('\n')}\n`).toEqual([]);
};

/** What a room offers to the tests of others beside its index. */
const FOR_TESTS = new Set(['@canopy/storage/contract', '@canopy/storage/fresh-database']);

/** Second doors, and who may come in by them: each is there so that somebody carries less. */
const SECOND_DOORS: Readonly<Record<string, readonly string[]>> = {
  '@canopy/passes/answers': ['web', 'actions', 'ballot-box'],
  '@canopy/passes/device': ['web', 'ballot-box'],
  '@canopy/passes/issuer': ['actions', 'realtime', 'ballot-box'],
  '@canopy/domain/leaf': ['ballot-box'],
};

describe('who may import whom', () => {
  test('the plan sees the house', () => {
    expect(sources.length, 'a plan that reads no file forbids nothing').toBeGreaterThan(20);
    expect(sources.some(({ imports }) => imports.some(({ typeOnly }) => typeOnly))).toBe(true);
    expect(sources.some(({ imports }) => imports.some(({ from }) => from === 'zod'))).toBe(true);
  });

  test('every room has its place on the plan', () => {
    none(
      rooms.map((room) => roomOf(`${room}/`)).filter((room) => !(room in floors)),
      'A room that is not in the table is one nobody decided on: give it a floor first.',
    );
  });

  test('imports go down only', () => {
    none(
      offences(sources, ({ path: file }, from) => {
        const imported = roomImported(from);
        const own = roomOf(file);
        return imported !== undefined && imported !== own && !floors[own]?.includes(imported);
      }),
      'A room that imports upwards or sideways cannot be understood, tested or replaced alone.',
    );
  });

  test('package.json asks for no more than the plan', () => {
    none(
      rooms.flatMap((room) => {
        const manifest = JSON.parse(read(`${room}/package.json`)) as {
          dependencies?: Record<string, string>;
        };
        const own = roomOf(`${room}/`);
        return Object.keys(manifest.dependencies ?? {})
          .filter((name) => roomImported(name) !== undefined)
          .filter((name) => !floors[own]?.includes(roomImported(name) ?? ''))
          .map((name) => `${room}/package.json depends on ${name}`);
      }),
      'A dependency that may not be imported is an invitation to import it.',
    );
  });

  test('nobody reaches past an index', () => {
    none(
      offences(sources, ({ path: file }, from) => {
        if (/^@canopy\/[^/]+\/./.test(from)) {
          if (FOR_TESTS.has(from)) return !isTest(file);
          return !SECOND_DOORS[from]?.includes(roomOf(file));
        }
        if (!from.startsWith('.')) return false;
        const target = path.posix.join(path.posix.dirname(file), from);
        return roomOf(target) !== roomOf(file);
      }),
      'What an index does not offer is free to change; a deep import takes that freedom away.',
    );
  });

  test('web and realtime never import each other', () => {
    none(
      offences(sources, ({ path: file }, from) => {
        const other = { web: 'realtime', realtime: 'web' }[roomOf(file)];
        return other !== undefined && roomImported(from) === other;
      }),
      'The host loads the built pages by path, so that either can be built and replaced alone.',
    );
  });

  test('browser code reaches no store, no sign-in and no action', () => {
    none(
      offences(
        sources.filter(({ path: file }) => isBrowser(file)),
        (_file, from, typeOnly) => {
          const imported = roomImported(from);
          if (imported === undefined || browserFloors.includes(imported)) return false;
          return !(imported === 'actions' && typeOnly);
        },
      ),
      'SvelteKit bundles a server package into the browser without a word: secrets, queries and all.',
    );
  });

  test('browser code reaches no server-only module', () => {
    none(
      offences(
        sources.filter(({ path: file }) => isBrowser(file)),
        (_file, from, typeOnly) =>
          !typeOnly && /^node:|\/server\/|\.server(\.[jt]s)?$|^\$env\/.*private/.test(from),
      ),
      'What only the server may know must not be one import away from every phone.',
    );
  });

  test('what the browser imports runs in a browser', () => {
    none(
      offences(
        sources.filter(
          ({ path: file }) =>
            ['domain', 'protocol', 'board', 'notes', 'passes'].includes(roomOf(file)) &&
            !file.startsWith('packages/passes/src/issuer/') &&
            !isTest(file),
        ),
        (_file, from, typeOnly) => !typeOnly && from.startsWith('node:'),
      ),
      'These rooms are shared with the pages, where there is no Node.',
    );
  });

  test('domain imports zod and itself, nothing else', () => {
    none(
      offences(
        sources.filter(({ path: file }) => roomOf(file) === 'domain' && !isTest(file)),
        (_file, from) => from !== 'zod' && !from.startsWith('.'),
      ),
      'The rules are pure: a rule that can ask a clock, a disk or a network cannot be proved.',
    );
  });
});

describe('names', () => {
  const written = [...rooms, 'tests', 'setup'].flatMap(filesUnder);

  test('nothing is called after nothing', () => {
    const empty = /^(utils?|common|shared|types?|helpers?|misc)(\.|$)/;
    none(
      written.filter((file) => file.split('/').some((part) => empty.test(part))),
      'A drawer with no name fills with everything: a helper lives beside its user until it earns one.',
    );
  });

  test('files are kebab-case, components PascalCase', () => {
    const kebab = /^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9]+(-[a-z0-9]+)*)*$/;
    const component = /^[A-Z][A-Za-z0-9]*\.svelte$/;
    const route = /^(\+[a-z@.-]+|\(.+\)|\[.+\])$/;
    const code = written.filter((file) => /\.(ts|js|mjs|svelte|css)$/.test(file));
    none(
      code.filter((file) => {
        const parts = file.split('/');
        const name = parts.pop() ?? '';
        const named = name.endsWith('.svelte') ? component.test(name) : kebab.test(name);
        const folders = parts.every((part) => kebab.test(part) || route.test(part));
        return !((named || route.test(name)) && folders);
      }),
      'One way to write a name means a file is found at the first guess, on every file system.',
    );
  });
});

describe('words', () => {
  const binary = /\.(png|jpe?g|webp|ico|woff2?|gz|db)$/;
  const everything = filesUnder('.').filter(
    (file) => !binary.test(file) && file !== 'pnpm-lock.yaml',
  );

  test('no file knows the machine it was written on', () => {
    // In pieces, or this file would find itself.
    const folders = ['work/(main|shared|\\.)', 'root/', 'Users/\\w', 'home/\\w+/'].join('|');
    const machine = new RegExp(`(^|[^\\w.])/(${folders})|registry\\.${'npm'}|npm${'mirror'}`);
    none(
      everything.filter((file) => machine.test(read(file))),
      'A path or a registry of one machine is a start that fails on every other.',
    );
  });

  test('nothing is put off', () => {
    // Here and not in lint, which would not look into markup, style sheets and settings.
    const later = new RegExp(`\\b(${['TO' + 'DO', 'FIX' + 'ME'].join('|')})\\b`);
    none(
      everything.filter((file) => !file.endsWith('.md') && later.test(read(file))),
      'A note for later in the code is a promise to nobody: do it, or open an issue.',
    );
  });

  test('people first', () => {
    // Pages that quote the rule have to name what it forbids, and strangers chose the passwords.
    const mayNameThem = new Set([
      'THREAT_MODEL.md',
      'CONTRIBUTING.md',
      'README.md',
      'packages/auth/src/common-passwords.txt',
      'web/src/lib/words/words.test.ts',
    ]);
    const forbidden = new RegExp(
      `\\b(${['offend' + 'er', 'inm' + 'ate', 'service[ -]us' + 'er'].join('|')})s?\\b`,
      'i',
    );
    none(
      everything.filter((file) => !mayNameThem.has(file) && forbidden.test(read(file))),
      'People on probation, people in prison, children: a label is not what anybody joined under.',
    );
  });
});
