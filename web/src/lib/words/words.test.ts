/// <reference types="vite/client" />
import { describe, expect, test } from 'vitest';
import { gradeOf, wordsIn } from './grade.ts';
import type { SixForms, TwoForms } from './section.ts';

type Entry = string | TwoForms | SixForms;
type Catalogue = { en: Record<string, Entry>; cy: Record<string, Entry> };

const FORMS = ['zero', 'one', 'two', 'few', 'many', 'other'] as const;
/** Read by staff only: held to the term lint, not to the reading age. */
const STAFF = ['staff', 'plan', 'record', 'themes', 'strands', 'sign-in', 'set-up', 'groups'];
/** The same in both languages, and looked at one by one. */
const SAME_IN_BOTH = ['numbered', 'waySymbol', 'adultWithRole'];
/** Names of bodies and laws cannot be made shorter. Each looked at. */
const NAMES_A_LAW = ['law'];
/** people 29, on screens members see. */
const HARD =
  /\b(prioriti[sz]e|contribut\w*|(?<!co-)facilitat\w*|stakeholder|submit\w*|cluster\w*|asynchronous|safeguarding|breach|comply|licence|intervention)\b/i;
/** people 117, everywhere. */
const LABELS = /\b(offenders?|inmates?|service users?|ex-offenders?)\b/i;

const modules = import.meta.glob<Record<string, unknown>>(['./*.ts', '!./*.test.ts'], {
  eager: true,
});
const sources = import.meta.glob<string>(
  ['/web/src/**/*.{ts,svelte}', '../../**/*.{ts,svelte}', '!../../**/*.test.ts'],
  {
    eager: true,
    query: '?raw',
    import: 'default',
  },
);

const catalogueOf = (value: unknown): Catalogue | null =>
  typeof value === 'function' && 'catalogue' in value ? (value.catalogue as Catalogue) : null;

const sections = Object.entries(modules).flatMap(([file, exported]) =>
  Object.entries(exported).flatMap(([name, value]) => {
    const catalogue = catalogueOf(value);
    return catalogue ? [{ area: file.replace(/^\.\/|\.ts$/g, ''), name, catalogue }] : [];
  }),
);
const sayings = (entry: Entry): string[] =>
  typeof entry === 'string' ? [entry] : Object.values(entry);
const holes = (texts: readonly string[]): string[] =>
  [...new Set(texts.join(' ').match(/\{\w+\}/g))].sort();
const forMembers = (area: string): boolean =>
  !STAFF.some((each) => area === each || area.startsWith(`${each}-`));

test('there are catalogues to check', () => {
  expect(sections.length).toBeGreaterThan(8);
  expect(Object.keys(sources).length).toBeGreaterThan(20);
});

describe.each(sections)('$area: $name', ({ area, name, catalogue }) => {
  const keys = Object.keys(catalogue.en);

  test('both languages hold the same keys, none empty (people 42)', () => {
    expect(Object.keys(catalogue.cy).sort()).toEqual([...keys].sort());
    for (const entry of [...Object.values(catalogue.en), ...Object.values(catalogue.cy)])
      for (const text of sayings(entry)) expect(text.trim()).not.toBe('');
  });

  test('no Welsh is English left standing', () => {
    for (const key of keys)
      if (!SAME_IN_BOTH.includes(key))
        expect(catalogue.cy[key], key).not.toEqual(catalogue.en[key]);
  });

  test('counted Welsh has six forms, and no placeholder is lost or made up', () => {
    for (const [key, entry] of Object.entries(catalogue.cy)) {
      const english = catalogue.en[key] ?? '';
      if (typeof english !== 'string') expect(Object.keys(entry)).toEqual([...FORMS]);
      const wanted = holes(sayings(english));
      const forms: Partial<Record<string, string>> =
        typeof entry === 'string' ? { other: entry } : entry;
      expect(holes([forms['other'] ?? '']), key).toEqual(wanted);
      // "You are next" may leave its number out; it may not ask for one nobody gives.
      for (const hole of holes(sayings(entry))) expect(wanted, key).toContain(hole);
    }
  });

  test('every key is used', () => {
    const users = Object.entries(sources)
      .filter(
        ([file, text]) =>
          !file.endsWith(`/words/${area}.ts`) && new RegExp(`\\b${name}\\b`).test(text),
      )
      .map(([, text]) => text);
    const unused = keys.filter((key) => !users.some((text) => text.includes(`'${key}'`)));
    expect(unused).toEqual([]);
  });

  test('people-first words (people 117), and no hard words for members (people 29)', () => {
    for (const text of Object.values(catalogue.en).flatMap(sayings)) {
      expect(text).not.toMatch(LABELS);
      if (forMembers(area)) expect(text).not.toMatch(HARD);
    }
  });
});

describe.each(sections.filter(({ area }) => forMembers(area)))('$area: $name', ({ catalogue }) => {
  test('members can read it: grade 4 on average, never above 7 (people 28)', () => {
    // A grade means nothing for a label of a few words, so only sentences are graded.
    const sentences = Object.entries(catalogue.en)
      .filter(([key]) => !NAMES_A_LAW.includes(key))
      .flatMap(([, entry]) => sayings(entry))
      .flatMap((text) => text.split(/(?<=[.?!:])\s+/))
      .filter((text) => wordsIn(text).length >= 5);
    const grades = sentences.map((text) => ({ text, grade: gradeOf(text) }));
    expect(grades.filter((each) => each.grade > 7)).toEqual([]);
    const mean = grades.reduce((sum, each) => sum + each.grade, 0) / Math.max(1, grades.length);
    expect(mean).toBeLessThanOrEqual(4);
  });
});
