import { expect, test } from 'vitest';
import { Announcements, DIGEST_EVERY_MS, OWN_AFTER_MS, type Clock } from './announcements.ts';

/** A clock that only moves when told. */
class HandClock implements Clock {
  #now = 0;
  #waiting: { at: number; run: () => void }[] = [];
  now = (): number => this.#now;
  after = (ms: number, run: () => void): (() => void) => {
    const entry = { at: this.#now + ms, run };
    this.#waiting.push(entry);
    return () => {
      this.#waiting = this.#waiting.filter((each) => each !== entry);
    };
  };
  move(ms: number): void {
    const end = this.#now + ms;
    for (;;) {
      const next = this.#waiting.filter((each) => each.at <= end).sort((a, b) => a.at - b.at)[0];
      if (!next) break;
      this.#waiting = this.#waiting.filter((each) => each !== next);
      this.#now = next.at;
      next.run();
    }
    this.#now = end;
  }
}

function room(): {
  clock: HandClock;
  said: { text: string; urgent: boolean; at: number }[];
  heard: Announcements;
} {
  const clock = new HandClock();
  const said: { text: string; urgent: boolean; at: number }[] = [];
  return {
    clock,
    said,
    heard: new Announcements((text, urgent) => said.push({ text, urgent, at: clock.now() }), clock),
  };
}

test('own acts are confirmed once, after about a second (people 5)', () => {
  const { clock, said, heard } = room();
  heard.own('Sent.');
  clock.move(OWN_AFTER_MS - 1);
  expect(said).toEqual([]);
  heard.own('Moved.');
  clock.move(OWN_AFTER_MS);
  expect(said.map((each) => each.text)).toEqual(['Moved.']);
});

test('200 leaves in 10 seconds make at most 2 polite messages in 20 seconds (people 5)', () => {
  const { clock, said, heard } = room();
  let leaves = 0;
  for (let i = 0; i < 200; i++) {
    leaves++;
    heard.changed(() => `${leaves} new ideas`);
    clock.move(50);
  }
  clock.move(10_000);
  expect(said.length).toBeLessThanOrEqual(2);
  expect(said.every((each) => !each.urgent)).toBe(true);
  expect(said.at(-1)?.text).toBe('200 new ideas');
});

test('digests keep their distance, and nothing is said when nothing is left to say', () => {
  const { clock, said, heard } = room();
  heard.changed(() => 'one');
  clock.move(OWN_AFTER_MS);
  heard.changed(() => 'two');
  clock.move(DIGEST_EVERY_MS);
  heard.changed(() => null);
  clock.move(60_000);
  expect(said.map((each) => each.text)).toEqual(['one', 'two']);
  expect((said[1]?.at ?? 0) - (said[0]?.at ?? 0)).toBeGreaterThanOrEqual(DIGEST_EVERY_MS);
});

test('urgent words are said at once; switched off, digests are not said at all', () => {
  const { clock, said, heard } = room();
  heard.digestOn = false;
  heard.changed(() => 'noise');
  heard.now('This is paused.');
  clock.move(60_000);
  expect(said).toEqual([{ text: 'This is paused.', urgent: true, at: 0 }]);
});

test('no message is longer than 20 words', () => {
  const { said, heard } = room();
  heard.now(Array.from({ length: 40 }, () => 'word').join(' '));
  expect(said[0]?.text.split(' ').length).toBe(20);
});
