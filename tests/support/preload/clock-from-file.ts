import { readFileSync } from 'node:fs';

// Loaded into a host before anything of ours. The clock on the wall jumps by as many milliseconds as
// stand in the file; the one that only measures (performance.now, timers) goes on, as in a machine
// whose clock is set. A library that fakes both would prove less and must be installed first.

const READ_EVERY_MS = 10;
const file = process.env.CANOPY_TEST_CLOCK ?? '';
const TrueDate = Date;
let shiftMs = 0;
let readAt = -Infinity;

function now(): number {
  if (performance.now() - readAt > READ_EVERY_MS) {
    readAt = performance.now();
    shiftMs = Number(readFileSync(file, 'utf8'));
  }
  return TrueDate.now() + shiftMs;
}

globalThis.Date = new Proxy(TrueDate, {
  construct: (target, args, self) =>
    Reflect.construct(target, args.length === 0 ? [now()] : args, self) as Date,
  apply: () => new TrueDate(now()).toString(),
  get: (target, key, self) => (key === 'now' ? now : (Reflect.get(target, key, self) as unknown)),
});
