import { describe, expect, test } from 'vitest';
import { GROUP_KINDS } from './group.ts';
import type { Bilingual } from './language.ts';
import { STAGES_MAX, StageInput } from './stage.ts';
import { TEMPLATES, TEMPLATE_IDS, stagesFor } from './templates.ts';

const plans = TEMPLATES.flatMap((template) =>
  GROUP_KINDS.map((kind) => ({ template, kind, stages: stagesFor(template, kind) })),
);

/** Every shown text in a value, wherever it stands. */
function textsIn(value: unknown): Bilingual[] {
  if (typeof value !== 'object' || value === null) return [];
  if ('en' in value && 'cy' in value) return [value as Bilingual];
  return Object.values(value).flatMap(textsIn);
}

describe('templates', () => {
  test('there is one for each id, and no two alike', () => {
    expect(TEMPLATES.map(({ id }) => id).sort()).toEqual([...TEMPLATE_IDS].sort());
  });

  test.each(plans)('$template.id for $kind is a plan staff could have typed', ({ stages }) => {
    expect(stages.length).toBeGreaterThan(1);
    expect(stages.length).toBeLessThanOrEqual(STAGES_MAX);
    for (const stage of stages) expect(StageInput.parse(stage)).toEqual(stage);
  });

  test.each(plans)(
    '$template.id for $kind begins with a welcome and ends with a close',
    ({ stages }) => {
      expect(stages[0]?.kind).toBe('welcome');
      expect(stages.at(-1)?.kind).toBe('close');
    },
  );

  test.each(plans)(
    '$template.id for $kind is whole in English and Welsh (people 42)',
    ({ stages }) => {
      for (const text of textsIn(stages)) {
        expect(text.en, JSON.stringify(text)).not.toBe('');
        expect(text.cy, JSON.stringify(text)).not.toBe('');
        expect(text.cy).not.toBe(text.en);
      }
    },
  );

  test('nothing is asked of anyone by name unless staff choose it', () => {
    for (const { stages } of plans)
      for (const stage of stages) if ('privacy' in stage) expect(stage.privacy).toBe('hidden');
  });

  test('a panel hears no clock, and gets the children’s list', () => {
    const panel = plans.find(({ template, kind }) => template.id === 'panel' && kind === 'youth');
    for (const stage of panel?.stages ?? [])
      if (stage.kind !== 'break') expect(stage.minutes).toBeNull();
    const lists = plans
      .filter(({ template }) => template.id === 'prioritise')
      .map(({ stages }) => JSON.stringify(stages.find(({ kind }) => kind === 'vote')));
    expect(lists[0]).not.toBe(lists[1]);
    expect(lists[1]).toContain('Child First');
  });

  test('a vote on branches has a board before it', () => {
    for (const { stages } of plans)
      stages.forEach((stage, at) => {
        if (stage.kind === 'vote' && stage.vote.source.from !== 'list')
          expect(stages.slice(0, at).some(({ kind }) => kind === 'board')).toBe(true);
      });
  });
});
