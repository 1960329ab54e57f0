import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ALIAS_IDS as domainAliases, REACTION_SETS } from '@canopy/domain';
import { expect, test } from 'vitest';
import { ALIAS_IDS, aliasName, aliasPicture } from '../alias/alias-set.ts';
import { LEAF_EMOJI, LEAF_SYMBOLS, pictureFile, REACTIONS } from './emoji-set.ts';

const file = (path: string): string => join(import.meta.dirname, '../../../static', path);

test('the reactions and names are the domain’s', () => {
  expect(REACTIONS.adult.map((each) => each.code)).toEqual(REACTION_SETS.adult);
  expect(REACTIONS.youth.map((each) => each.code)).toEqual(REACTION_SETS.youth);
  expect(ALIAS_IDS).toEqual(domainAliases);
});

test('every picture is there, small, and fetches nothing', () => {
  const paths = [
    ...REACTIONS.adult.map((each) => pictureFile(each.code)),
    ...REACTIONS.youth.map((each) => pictureFile(each.code)),
    ...LEAF_EMOJI.map((each) => pictureFile(each.code)),
    ...LEAF_SYMBOLS.map(pictureFile),
    ...ALIAS_IDS.map(aliasPicture),
  ];
  for (const path of paths) {
    expect(existsSync(file(path)), path).toBe(true);
    const svg = readFileSync(file(path), 'utf8');
    expect(svg.length, path).toBeLessThan(4_000);
    expect(svg.replace('http://www.w3.org/2000/svg', '')).not.toMatch(
      /https?:|<script|<image|<style/,
    );
  }
});

test('each picture is its own', () => {
  for (const codes of [
    LEAF_EMOJI.map((each) => each.code),
    LEAF_SYMBOLS,
    REACTIONS.adult.map((each) => each.code),
  ])
    expect(new Set(codes.map(pictureFile)).size).toBe(codes.length);
});

test('eight reactions to a set, no thumbs down (people 35)', () => {
  for (const set of Object.values(REACTIONS)) {
    expect(set).toHaveLength(8);
    expect(set.map((each) => each.code)).not.toContain('1f44e');
  }
});

test('a second Rowan is Rowan 2, and no two names are alike in either language', () => {
  expect(aliasName('rowan', 'en', 2)).toBe('Rowan 2');
  for (const lang of ['en', 'cy'] as const)
    expect(new Set(ALIAS_IDS.map((id) => aliasName(id, lang))).size).toBe(ALIAS_IDS.length);
});

test('an unknown code shows a question mark, never a broken picture', () => {
  expect(pictureFile('../../secret')).toBe('/emoji/2753.svg');
});
