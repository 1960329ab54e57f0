import { SCALE_FACES, YES_NO, type Choice, type VoteMethod, type VoteOption } from '@canopy/domain';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkChoice } from './check-choice.ts';
import { count } from './count.ts';

const option = (id: string): VoteOption => ({ id, text: { en: id, cy: `${id} cy` } });
const ids = ['o1', 'o2', 'o3', 'o4', 'o5'];
const options = ids.map(option);
const settings = { dots: 5, maxPerOption: 3 };

const approve = fc.subarray(ids).map((chosen): Choice => ({ method: 'approve', options: chosen }));
const dots = fc
  .array(fc.record({ option: fc.constantFrom(...ids), n: fc.integer({ min: 1, max: 3 }) }), { maxLength: 5 })
  .map((each): Choice => ({ method: 'dots', dots: [...new Map(each.map((e) => [e.option, e])).values()] }))
  .filter((choice) => checkChoice({ ...settings, method: 'dots' }, options, choice)); // prettier-ignore
const scale = fc.constantFrom(...SCALE_FACES).map((face): Choice => ({ method: 'scale', face }));
const yesNo = fc.constantFrom(...YES_NO).map((answer): Choice => ({ method: 'yes-no', answer }));
const vote = fc.oneof(
  fc.tuple(fc.constant<VoteMethod>('approve'), fc.array(approve)),
  fc.tuple(fc.constant<VoteMethod>('dots'), fc.array(dots)),
  fc.tuple(fc.constant<VoteMethod>('scale'), fc.array(scale)),
  fc.tuple(fc.constant<VoteMethod>('yes-no'), fc.array(yesNo)),
);

describe('whatever was cast', () => {
  test('the order of the ballots changes nothing', () => {
    fc.assert(
      fc.property(
        vote.chain(
          ([method, choices]) =>
          fc.tuple(fc.constant(method), fc.constant(choices), fc.shuffledSubarray(choices, { minLength: choices.length })), // prettier-ignore
        ),
        ([method, choices, mixed]) => {
          expect(count(method, options, mixed, 60)).toEqual(count(method, options, choices, 60));
        },
      ),
    );
  });

  test('an option’s name changes nothing but the name', () => {
    const renamed = (id: string) => `x${10 - Number(id.slice(1))}`;
    const rename = (choice: Choice): Choice =>
      choice.method === 'approve'
        ? { ...choice, options: choice.options.map(renamed) }
        : choice.method === 'dots'
          ? { ...choice, dots: choice.dots.map((d) => ({ ...d, option: renamed(d.option) })) }
          : choice;
    fc.assert(
      fc.property(vote, ([method, choices]) => {
        const plain = count(method, options, choices, 60);
        const other = count(method, ids.map((id) => option(renamed(id))), choices.map(rename), 60); // prettier-ignore
        const numbers = (result: typeof plain) => result.lines.map(({ count: n, people }) => [n, people]); // prettier-ignore
        expect(numbers(other)).toEqual(numbers(plain));
        expect([other.voters, other.blank]).toEqual([plain.voters, plain.blank]);
      }),
    );
  });

  test('everything given is counted, once', () => {
    fc.assert(
      fc.property(vote, ([method, choices]) => {
        const result = count(method, options, choices, 60);
        const given = choices.map((choice) =>
          choice.method === 'approve'
            ? choice.options.length
            : choice.method === 'dots'
              ? choice.dots.reduce((sum, { n }) => sum + n, 0)
              : 1,
        );
        expect(result.voters).toBe(choices.length);
        expect(result.blank).toBe(given.filter((n) => n === 0).length);
        expect(result.lines.reduce((sum, line) => sum + line.count, 0)).toBe(
          given.reduce((sum, n) => sum + n, 0),
        );
        for (const line of result.lines) {
          expect(line.people).toBeLessThanOrEqual(result.voters - result.blank);
          expect(line.count).toBeGreaterThanOrEqual(line.people);
          if (method !== 'dots') expect(line.count).toBe(line.people);
        }
      }),
    );
  });
});

describe('the lines', () => {
  test('keep the order of the options, ties and all, and none is called first', () => {
    const result = count('approve', options, [{ method: 'approve', options: ['o5', 'o2'] }], 3);
    expect(result.lines.map((line) => line.option)).toEqual(ids);
    expect(Object.keys(result).sort()).toEqual(['blank', 'eligible', 'lines', 'method', 'voters']);
  });

  test('dots count dots, and the people who gave any', () => {
    const result = count(
      'dots',
      options,
      [
        { method: 'dots', dots: [{ option: 'o1', n: 3 }] },
        { method: 'dots', dots: [{ option: 'o1', n: 1 }, { option: 'o2', n: 2 }] },
        { method: 'dots', dots: [] },
      ],
      7,
    ); // prettier-ignore
    expect(result).toMatchObject({ voters: 3, eligible: 7, blank: 1 });
    expect(result.lines[0]).toEqual({ option: 'o1', text: options[0]?.text, count: 4, people: 2 });
  });

  test('faces and answers are all there, chosen or not, as the domain lists them', () => {
    expect(count('scale', options, [], 0).lines.map((l) => l.option)).toEqual([...SCALE_FACES]);
    expect(count('yes-no', [], [], 0).lines.map((l) => l.option)).toEqual([...YES_NO]);
  });

  test('whoever voted was eligible, even when they have left since', () => {
    const cast: Choice[] = Array.from({ length: 4 }, () => ({ method: 'scale', face: 'ok' }));
    expect(count('scale', [], cast, 3)).toMatchObject({ voters: 4, eligible: 4 });
  });

  test('a ballot of another method counts for nothing', () => {
    expect(count('scale', [], [{ method: 'yes-no', answer: 'yes' }], 3).voters).toBe(0);
  });
});

describe('a choice', () => {
  const dotsFor = (...pairs: [string, number][]): Choice => ({
    method: 'dots',
    dots: pairs.map(([id, n]) => ({ option: id, n })),
  });
  test.each<[string, VoteMethod, Choice, boolean]>([
    ['some options', 'approve', { method: 'approve', options: ['o1', 'o3'] }, true],
    ['a blank', 'approve', { method: 'approve', options: [] }, true],
    ['an unknown option', 'approve', { method: 'approve', options: ['o9'] }, false],
    ['one option twice', 'approve', { method: 'approve', options: ['o1', 'o1'] }, false],
    ['another method', 'approve', dotsFor(['o1', 1]), false],
    ['all dots', 'dots', dotsFor(['o1', 3], ['o2', 2]), true],
    ['blank dots', 'dots', dotsFor(), true],
    ['over budget', 'dots', dotsFor(['o1', 3], ['o2', 3]), false],
    ['too many on one', 'dots', dotsFor(['o1', 4]), false],
    ['split to get round it', 'dots', dotsFor(['o1', 3], ['o1', 2]), false],
    ['dots taken away', 'dots', dotsFor(['o1', 3], ['o2', -1]), false],
    ['half a dot', 'dots', dotsFor(['o1', 0.5]), false],
    ['dots on nothing known', 'dots', dotsFor(['toString', 1]), false],
    ['a face', 'scale', { method: 'scale', face: 'ok' }, true],
    ['an answer', 'yes-no', { method: 'yes-no', answer: 'not-sure' }, true],
    ['a face to a yes or no', 'yes-no', { method: 'scale', face: 'ok' }, false],
  ])('%s', (_name, method, choice, expected) => {
    expect(checkChoice({ ...settings, method }, options, choice)).toBe(expected);
  });
});
