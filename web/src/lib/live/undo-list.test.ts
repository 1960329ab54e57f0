import { expect, test } from 'vitest';
import type { Letter } from './outbox-letter.ts';
import { withDeed } from './undo-list.ts';

const letter = (command: string, intentId: string) => ({ command, intentId }) as Letter;

test('a move that was acknowledged can be undone at once, without being told so', () => {
  expect(withDeed(['a'], letter('leaf:move', 'b'))).toEqual(['a', 'b']);
});

test('it is in the list once, whoever says it first', () => {
  expect(withDeed(['a', 'b'], letter('leaf:move', 'b'))).toEqual(['a', 'b']);
});

test('what the server tells about is left to the server', () => {
  for (const command of ['leaf:place', 'ballot:cast', 'board:undo'])
    expect(withDeed(['a'], letter(command, 'b'))).toEqual(['a']);
});
