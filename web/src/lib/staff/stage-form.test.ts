import { StageInput } from '@canopy/domain';
import { describe, expect, test } from 'vitest';
import { blankStage, boxOf, stageInput, withSpare } from './stage-form.ts';

const one = (text: string): readonly string[] => [text];
const shared = {
  'name.en': one('Vote'),
  'name.cy': one('Pleidlais'),
  rung: one('asked'),
  minutes: one(''),
  'question.en': one('Which one?'),
  'question.cy': one(''),
  privacy: one('hidden'),
};

describe('a posted stage', () => {
  test('keeps its branches in order and drops the empty boxes', () => {
    const values = { ...shared, 'branches.0.en': one('Soon'), 'branches.2.en': one('Later') };
    const input = stageInput('board', values);
    expect(StageInput.parse(input)).toMatchObject({
      minutes: null,
      branches: [
        { en: 'Soon', cy: '' },
        { en: 'Later', cy: '' },
      ],
    });
    // A Welsh-only branch is refused, and the words stand beside the box it was typed in.
    const welsh = { ...values, 'branches.5.cy': one('Nes ymlaen') };
    const issue = StageInput.safeParse(stageInput('board', welsh)).error?.issues[0];
    expect(boxOf(`stage.${issue?.path.join('.') ?? ''}`, welsh)).toBe('branches.5.en');
  });

  test('keeps an option’s id, so that a reworded choice is the same choice', () => {
    const values = {
      ...shared,
      method: one('dots'),
      from: one('list'),
      dots: one('4'),
      maxPerOption: one('2'),
      'options.0.id': one('services'),
      'options.0.en': one('Services'),
      'options.3.id': one(''),
      'options.3.en': one('Something new'),
    };
    expect(StageInput.parse(stageInput('vote', values))).toMatchObject({
      vote: {
        dots: 4,
        source: {
          options: [{ id: 'services' }, { id: 'option-4', text: { en: 'Something new' } }],
        },
      },
    });
  });

  test('faces and yes or no need no list', () => {
    const values = { ...shared, method: one('scale'), from: one('branches') };
    expect(StageInput.safeParse(stageInput('vote', values)).success).toBe(true);
  });

  test('a number that is none is refused beside its box', () => {
    const issue = StageInput.safeParse(stageInput('talk', { ...shared, minutes: one('ten') }));
    expect(issue.error?.issues[0]?.path).toEqual(['minutes']);
  });
});

test('boxes grow by three and stop where there is no more room', () => {
  expect(withSpare([], 0, 12)).toHaveLength(3);
  expect(withSpare([1, 2], 0, 12)).toHaveLength(5);
  expect(
    withSpare(
      Array.from({ length: 11 }, () => 1),
      0,
      12,
    ),
  ).toHaveLength(12);
  expect(
    withSpare(
      Array.from({ length: 14 }, () => 1),
      0,
      12,
    ),
  ).toHaveLength(14);
});

test('a new board or vote is strict until somebody loosens it', () => {
  for (const kind of ['board', 'vote'] as const)
    expect(blankStage(kind, { en: 'New', cy: '' })).toMatchObject({ privacy: 'hidden' });
});
