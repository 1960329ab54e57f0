import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { timerWords } from './timer.ts';

const MINUTE = 60_000;
const at = (minutesIn: number, extra = 0) => timerWords(minutesIn * MINUTE, 0, 20, extra);

describe('timers advise (people 14)', () => {
  test('no minutes, or not begun, is no rush', () => {
    expect(timerWords(5 * MINUTE, 0, null, 10)).toEqual({ say: 'no-rush' });
    expect(timerWords(5 * MINUTE, null, 20, 0)).toEqual({ say: 'no-rush' });
  });

  test('twenty minutes in words', () => {
    expect(at(0)).toEqual({ say: 'minutes-left', minutes: 20 });
    expect(at(0.5)).toEqual({ say: 'minutes-left', minutes: 20 });
    expect(at(9.9)).toEqual({ say: 'minutes-left', minutes: 11 });
    expect(at(10)).toEqual({ say: 'halfway' });
    expect(at(10.9)).toEqual({ say: 'halfway' });
    expect(at(11)).toEqual({ say: 'minutes-left', minutes: 9 });
    expect(at(19)).toEqual({ say: 'one-minute' });
    expect(at(20)).toEqual({ say: 'finish-when-ready' });
    expect(at(500)).toEqual({ say: 'finish-when-ready' });
  });

  test('minutes given by staff open the stage again, even after zero', () => {
    expect(at(20, 5)).toEqual({ say: 'minutes-left', minutes: 5 });
    expect(at(23, 5).say).not.toBe('finish-when-ready');
  });

  test('only whole minutes are ever said, and never fewer than two', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 200 * MINUTE }),
        fc.integer({ min: 1, max: 120 }),
        fc.integer({ min: 0, max: 60 }),
        (now, minutes, extra) => {
          const words = timerWords(now, 0, minutes, extra);
          return (
            words.say !== 'minutes-left' || (Number.isInteger(words.minutes) && words.minutes > 1)
          );
        },
      ),
    );
  });

  test('the words change a few times a stage: nothing ticks', () => {
    const said = new Set<string>();
    for (let second = 0; second <= 20 * 60; second += 1)
      said.add(JSON.stringify(timerWords(second * 1000, 0, 20, 0)));
    expect(said.size).toBeLessThanOrEqual(21);
  });
});
