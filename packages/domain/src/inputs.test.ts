import { describe, expect, test } from 'vitest';
import { GroupInput } from './group.ts';
import { ReactionCode, REACTION_SETS } from './reaction.ts';
import { Email, Password } from './staff.ts';
import { StageInput } from './stage.ts';

describe('a youth panel belongs to a named service', () => {
  const panel = {
    kind: 'youth',
    name: { en: 'Riverside panel', cy: '' },
    serviceName: '',
    cadence: 'three-a-year',
    language: 'en',
  };
  test('the box is named when it is empty', () => {
    const parsed = GroupInput.safeParse(panel);
    expect(parsed.error?.issues[0]?.path).toEqual(['serviceName']);
    expect(GroupInput.safeParse({ ...panel, serviceName: 'Riverside' }).success).toBe(true);
  });
  test('an adult group has none, whatever was typed', () => {
    expect(GroupInput.parse({ ...panel, kind: 'adult', serviceName: 'x' }).serviceName).toBeNull();
  });
});

test('an address is one address however it is typed', () => {
  expect(Email.parse('  Heron@Example.ORG ')).toBe('heron@example.org');
  expect(Email.safeParse('heron').success).toBe(false);
});

test('a password is long before it is anything else', () => {
  expect(Password.safeParse('elevenchars').success).toBe(false);
  expect(Password.safeParse('twelve chars').success).toBe(true);
  expect(Password.safeParse('x'.repeat(201)).success).toBe(false);
});

test('only boards and votes carry a promise', () => {
  const stage = { kind: 'talk', name: { en: 'Talk', cy: '' }, rung: 'told', minutes: null };
  expect(StageInput.parse({ ...stage, privacy: 'named' })).not.toHaveProperty('privacy');
  expect(StageInput.safeParse({ ...stage, kind: 'board' }).success).toBe(false);
  expect(StageInput.safeParse({ ...stage, minutes: 0 }).success).toBe(false);
});

test('eight reactions to a set, none a thumbs down (people 35)', () => {
  for (const set of Object.values(REACTION_SETS)) {
    expect(new Set(set).size).toBe(8);
    expect(set as readonly string[]).not.toContain('1f44e');
    for (const code of set) expect(ReactionCode.safeParse(code).success).toBe(true);
  }
});
