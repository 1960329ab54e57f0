import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { Carried } from './carried.svelte.ts';
import { Connection } from './connection.svelte.ts';
import { FakeWire } from './fake-wire.ts';

const BOARD = 'board';
let wire: FakeWire;
let carried: Carried;
const told = (...leaves: [string, number, number][]): void =>
  wire.say('leaves:dragged', { boardId: BOARD, leaves });
const shown = (): unknown => Object.fromEntries(carried.leaves);

beforeEach(() => {
  vi.useFakeTimers();
  wire = new FakeWire();
  carried = new Carried(new Connection(wire));
  wire.connect();
  carried.at(BOARD);
});
afterEach(() => {
  carried.stop();
  vi.useRealTimers();
});

describe('in other hands', () => {
  test('a leaf is where it was told to be, until a word comes without it', () => {
    told(['a', 1, 2], ['b', 3, 4]);
    told(['a', 5, 6]);
    expect(shown()).toEqual({ a: { x: 5, y: 6 } });
    told();
    expect(shown()).toEqual({});
  });

  test('two seconds of silence end it, and so does a lost line', () => {
    told(['a', 1, 2]);
    vi.advanceTimersByTime(1_999);
    expect(shown()).toHaveProperty('a');
    vi.advanceTimersByTime(1);
    expect(shown()).toEqual({});
    told(['a', 1, 2]);
    wire.lose();
    expect(shown()).toEqual({});
  });

  test('once the board says where it lies, words that were under way move it no more', () => {
    told(['a', 1, 2]);
    carried.settled(['a']);
    told(['a', 3, 4]);
    expect(shown()).toEqual({});
    told();
    told(['a', 5, 6]);
    expect(shown()).toEqual({ a: { x: 5, y: 6 } });
  });

  test('another board’s leaves are nobody’s business here', () => {
    wire.say('leaves:dragged', { boardId: 'other', leaves: [['a', 1, 2]] });
    expect(shown()).toEqual({});
  });
});

describe('in this hand', () => {
  const said = () => wire.told.map(({ value }) => value);

  test('the room is told at most every 50 ms, in whole units, and always of the newest place', () => {
    for (let n = 0; n < 100; n += 1) {
      carried.carry('a', { x: n + 0.4, y: 2 * n });
      vi.advanceTimersByTime(5);
    }
    vi.advanceTimersByTime(50);
    expect(wire.told.length).toBeLessThanOrEqual(11);
    expect(wire.told.length).toBeGreaterThanOrEqual(9);
    expect(said().at(-1)).toEqual({ boardId: BOARD, leafId: 'a', x: 99, y: 198 });
  });

  test('what this hand holds is not moved by its own echo, also not by one that comes late', () => {
    carried.carry('a', { x: 1, y: 1 });
    told(['a', 1, 1], ['b', 2, 2]);
    expect(shown()).toEqual({ b: { x: 2, y: 2 } });
    carried.letGo(true);
    told(['a', 1, 1]);
    expect(shown()).toEqual({});
  });

  test('let go without a move, the room is told so; with one, the move says it', () => {
    carried.carry('a', { x: 1, y: 1 });
    vi.advanceTimersByTime(50);
    carried.letGo(false);
    expect(said().at(-1)).toEqual({ boardId: BOARD, leafId: 'a', end: true });
    carried.carry('a', { x: 1, y: 1 });
    vi.advanceTimersByTime(50);
    carried.letGo(true);
    vi.advanceTimersByTime(500);
    expect(said().at(-1)).toEqual({ boardId: BOARD, leafId: 'a', x: 1, y: 1 });
  });

  test('held still, the room is told again before it takes silence for the end', () => {
    carried.carry('a', { x: 1, y: 1 });
    vi.advanceTimersByTime(3_500);
    expect(said()).toEqual(Array(4).fill({ boardId: BOARD, leafId: 'a', x: 1, y: 1 }));
    carried.letGo(true);
    vi.advanceTimersByTime(3_500);
    expect(wire.told).toHaveLength(4);
  });

  test('without a line nothing is said, and nothing is kept for later', () => {
    wire.lose();
    carried.carry('a', { x: 1, y: 1 });
    vi.advanceTimersByTime(100);
    carried.letGo(false);
    wire.connect();
    vi.advanceTimersByTime(2_000);
    expect(wire.told).toEqual([]);
  });
});
