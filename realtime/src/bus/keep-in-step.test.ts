import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Bus, BusState } from './bus.ts';
import { keepInStep } from './keep-in-step.ts';

let state: BusState = 'up';
let back: () => void = () => undefined;
let done: string[] = [];
let stop: () => void = () => undefined;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'performance'] });
  state = 'up';
  done = [];
  const does = (what: string) => (): Promise<void> => Promise.resolve(void done.push(what));
  const bus = {
    get state() {
      return state;
    },
    onBack(hear: () => void) {
      back = hear;
      return () => undefined;
    },
  } as Partial<Bus> as Bus;
  stop = keepInStep({
    bus,
    catchUp: does('boards'),
    showAgain: () => void done.push('views'),
    recheck: does('rights'),
    onBug: (error) => {
      throw error;
    },
  });
});
afterEach(() => {
  stop();
  vi.useRealTimers();
});

const after = (ms: number) => vi.advanceTimersByTimeAsync(ms);
const times = (what: string): number => done.filter((one) => one === what).length;

test('while all is well, boards are read again every ten seconds and views once a minute', async () => {
  await after(60_000);
  expect(times('boards')).toBe(6);
  expect(times('views')).toBe(1);
  expect(times('rights')).toBe(0);
});

test('while no host can be heard, rights, boards and views are read again every second', async () => {
  state = 'down';
  await after(5_000);
  expect(times('rights')).toBe(5);
  expect(times('boards')).toBe(5);
  expect(times('views')).toBe(5);
});

test('when the others are heard again, rights come first, and then what was missed', async () => {
  back();
  await after(0);
  expect(done).toEqual(['rights', 'boards', 'views']);
});
