import { describe, expect, test } from 'vitest';
import type { Letter } from '#lib/live/outbox.svelte.ts';
import { OwnDeeds } from './own-deeds.svelte.ts';

const refusal = (command: Letter['command'], intentId: string, input: object): Letter =>
  ({ intentId, command, input, refusal: { code: 'not-allowed' } }) as unknown as Letter;

describe('undo takes back the newest thing', () => {
  test('also when the server has not said yet that it is done', () => {
    const deeds = new OwnDeeds();
    deeds.did('leaf:remove', 'b');
    expect(deeds.last(['a'])).toBe('b');
    expect(deeds.last(['a', 'b'])).toBe('b');
  });

  test('of another page of the same person, once that is newer', () => {
    const deeds = new OwnDeeds();
    deeds.did('leaf:move', 'b');
    expect(deeds.last(['a', 'b', 'c'])).toBe('c');
  });

  test('once: what is being taken back is passed over, wherever it stands', () => {
    const deeds = new OwnDeeds();
    deeds.did('leaf:move', 'b');
    deeds.tookBack('b');
    expect(deeds.last(['a'])).toBe('a');
    expect(deeds.last(['a', 'b'])).toBe('a');
    deeds.tookBack('a');
    expect(deeds.last(['a', 'b'])).toBeUndefined();
  });

  test('and never what was refused; an undo that was refused may be tried again', () => {
    const deeds = new OwnDeeds();
    deeds.did('leaf:move', 'b');
    deeds.refused(refusal('leaf:move', 'b', {}));
    expect(deeds.last(['a'])).toBe('a');
    deeds.tookBack('a');
    deeds.refused(refusal('board:undo', 'u', { undoes: 'a' }));
    expect(deeds.last(['a'])).toBe('a');
  });

  test('a leaf that may be held back is left to the server to list', () => {
    const deeds = new OwnDeeds();
    deeds.did('leaf:place', 'b');
    expect(deeds.last([])).toBeUndefined();
  });
});
