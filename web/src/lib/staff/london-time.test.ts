import { expect, test } from 'vitest';
import { fromLondon, isSameDay, partOfDay, sayShort, sayWhen, toLondon } from './london-time.ts';

test('winter and summer come back as they were typed', () => {
  for (const local of ['2026-11-20T18:00', '2027-06-01T00:30', '2026-10-25T00:59'])
    expect(toLondon(fromLondon(local) ?? 0)).toBe(local);
  expect(fromLondon('2027-06-01T18:00')).toBe(Date.UTC(2027, 5, 1, 17));
});

test('an hour that does not exist is refused; of an hour that comes twice, the first', () => {
  expect(fromLondon('2027-03-28T01:30')).toBeNull();
  expect(fromLondon('2026-10-25T01:30')).toBe(Date.UTC(2026, 9, 25, 0, 30));
});

test('what is no date is no moment', () => {
  for (const local of [
    'T18:00',
    '2026-13-40T18:00',
    '2026-02-30T18:00',
    '2026-11-20T25:00',
    'tomorrowTnoon',
  ])
    expect(fromLondon(local), JSON.stringify(local)).toBeNull();
});

test('is said in both languages', () => {
  const at = Date.UTC(2026, 10, 20, 18);
  expect(sayWhen(at, 'en')).toBe('Friday 20 November 2026, 18:00');
  expect(sayShort(at, 'en', at)).toBe('20 November, 18:00');
  expect(sayShort(at, 'cy', at)).toBe('20 Tachwedd, 18:00');
  expect(sayShort(at, 'cy', at + 86_400_000 * 60)).toBe('20 Tachwedd 2026, 18:00');
  expect(sayWhen(at, 'cy')).toContain('Tachwedd 2026, 18:00');
});

test('today ends at midnight in London', () => {
  expect(isSameDay(Date.UTC(2027, 5, 1, 22), Date.UTC(2027, 5, 1, 23, 30))).toBe(false);
  expect(partOfDay(Date.UTC(2026, 10, 20, 9))).toBe('morning');
  expect(partOfDay(Date.UTC(2026, 10, 20, 13))).toBe('afternoon');
  expect(partOfDay(Date.UTC(2026, 10, 20, 2))).toBe('evening');
});
