import { describe, expect, test } from 'vitest';
import { aSeat, aSession, eachStore, plant, type OpenStore } from './fixtures.ts';

export function describeSeats(name: string, openStore: OpenStore): void {
  describe(`seats (${name})`, () => {
    const store = eachStore(openStore, plant);

    test('a seat is found by its id and by its cookie’s hash', async () => {
      const seat = await store().seats.add(aSeat('a'));
      expect(seat).toEqual({ ...aSeat('a'), aliasNumber: 1 });
      expect(await store().seats.find('a')).toEqual(seat);
      expect(await store().seats.findByTokenHash('hash-of-a')).toEqual(seat);
      expect(await store().seats.findByTokenHash('a')).toBeNull();
    });

    test('an alias is numbered 1, 2, 3 … within its session', async () => {
      await store().sessions.add(aSession('next'));
      const numbers = [
        await store().seats.add(aSeat('a')),
        await store().seats.add(aSeat('b')),
        await store().seats.add(aSeat('c', { alias: 'otter' })),
        await store().seats.add(aSeat('d', { sessionId: 'next' })),
        await store().seats.add(aSeat('e')),
      ].map((seat) => seat.aliasNumber);
      expect(numbers).toEqual([1, 2, 1, 1, 3]);
    });

    test('forty people choosing one alias at once get forty numbers', async () => {
      const seats = await Promise.all(
        Array.from({ length: 40 }, (_, i) => store().seats.add(aSeat(`s${String(i)}`))),
      );
      const numbers = seats.map((seat) => seat.aliasNumber).sort((a, b) => a - b);
      expect(numbers).toEqual(Array.from({ length: 40 }, (_, i) => i + 1));
    });

    test('seats are listed oldest first in any state', async () => {
      await store().seats.add(aSeat('late', { createdAt: 3 }));
      await store().seats.add(aSeat('early', { createdAt: 1, state: 'removed' }));
      expect((await store().seats.all('session')).map((s) => s.id)).toEqual(['early', 'late']);
    });

    test('state, language and cookie change, and the old cookie stops working', async () => {
      await store().seats.add(aSeat('a'));
      expect(await store().seats.setState('a', 'admitted')).toBe(true);
      expect(await store().seats.setLanguage('a', 'cy')).toBe(true);
      expect(await store().seats.setTokenHash('a', 'new')).toBe(true);
      expect(await store().seats.findByTokenHash('hash-of-a')).toBeNull();
      expect(await store().seats.findByTokenHash('new')).toMatchObject({
        id: 'a',
        state: 'admitted',
        language: 'cy',
      });
      expect(await store().seats.setState('nobody', 'left')).toBe(false);
    });
  });
}
