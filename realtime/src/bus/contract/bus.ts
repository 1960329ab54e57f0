import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createHmac } from 'node:crypto';
import type { Bus } from '../bus.ts';
import type { BusMessage } from '../messages.ts';
import { encode } from '../wire.ts';
import { until } from '../../testing/test-socket.ts';

/** Two hosts on one line that can be cut, and something that speaks on that line without being a host. */
export type BusesUnderTest = {
  a: Bus;
  b: Bus;
  cut(): Promise<void>;
  mend(): Promise<void>;
  /** Puts bytes on the line as any program could. */
  shout(bytes: Uint8Array): Promise<void>;
  close(): Promise<void>;
};

export const OUR_SECRET = 'what the hosts of this test know';
const ID = 'a'.repeat(20);
const room = (letter = 'a'): BusMessage => ({
  kind: 'announcement',
  announcement: { what: 'room', sessionId: letter.repeat(20) },
});
const roomsIn = (heard: readonly BusMessage[]): string =>
  heard
    .map((one) =>
      one.kind === 'announcement' && one.announcement.what === 'room'
        ? (one.announcement.sessionId[0] ?? '')
        : '?',
    )
    .join('');

/** What every bus promises, whatever carries it. */
export function busContract(name: string, open: () => Promise<BusesUnderTest>): void {
  describe(name, () => {
    let it: BusesUnderTest;
    let heard: BusMessage[];
    beforeEach(async () => {
      it = await open();
      await until(() => it.a.state === 'up' && it.b.state === 'up');
      heard = [];
      it.b.hear((message) => heard.push(message));
    });
    afterEach(() => it.close());

    test('what one host says, the other hears, with whose word it is; the speaker does not', async () => {
      const own: BusMessage[] = [];
      const from: string[] = [];
      it.a.hear((message) => own.push(message));
      it.b.hear((_message, hostId) => from.push(hostId));
      it.a.publish(room());
      await until(() => heard.length === 1);
      expect(heard).toEqual([room()]);
      expect(from).toEqual([it.a.hostId]);
      expect(own).toEqual([]);
    });

    test('words come in the order they were said', async () => {
      const said = Array.from({ length: 500 }, (_, n) => 'abcdefghij'[n % 10] ?? 'a');
      for (const letter of said) it.a.publish(room(letter));
      await until(() => heard.length === said.length);
      expect(roomsIn(heard)).toBe(said.join(''));
    });

    test('a board’s bytes arrive as they were sent', async () => {
      const update = Uint8Array.from({ length: 256 }, (_, n) => n);
      it.a.publish({ kind: 'board', news: { boardId: ID, from: 7, to: 9, update } });
      await until(() => heard.length === 1);
      expect(heard).toEqual([{ kind: 'board', news: { boardId: ID, from: 7, to: 9, update } }]);
    });

    test('strangers, other versions and torn words are dropped, and the next good word is heard', async () => {
      const good = encode({ hostId: ID, n: 1, message: room('x') }, OUR_SECRET);
      const resealed = (bytes: Uint8Array): Uint8Array => {
        const seal = createHmac('sha256', OUR_SECRET).update(bytes).digest().subarray(0, 16);
        return Buffer.concat([seal, bytes]);
      };
      const changed = Uint8Array.from(good, (byte, at) => (at === 40 ? byte ^ 1 : byte));
      const otherVersion = good.slice(16);
      otherVersion[0] = 99;
      const nonsense = {
        nothing: Uint8Array.of(),
        noise: new Uint8Array(200).fill(255),
        'sealed by somebody else': encode({ hostId: ID, n: 1, message: room('x') }, 'guessed'),
        'changed on the way': changed,
        'without a seal': good.slice(16),
        'another version': resealed(otherVersion),
        'torn in the middle': resealed(good.slice(16, 60)),
        'more than it says': resealed(Buffer.concat([good.slice(16), Buffer.of(7)])),
        'no message of ours': resealed(Buffer.from(`\u0001\u0014${ID}\u0001\u0000\u0002{}`)),
      };
      for (const bytes of Object.values(nonsense)) await it.shout(bytes);
      it.a.publish(room('b'));
      await until(() => heard.length > 0);
      expect(heard).toEqual([room('b')]);
    });

    test('a listener that throws keeps nothing from the others', async () => {
      it.b.hear(() => {
        throw new Error('a fault of one listener');
      });
      const last: BusMessage[] = [];
      it.b.hear((message) => last.push(message));
      it.a.publish(room());
      await until(() => last.length === 1 && heard.length === 1);
    });

    test('a word too large for the line leaves a hole that others notice', async () => {
      let backs = 0;
      it.a.publish(room());
      await until(() => heard.length === 1);
      // What coming up brought with it is over by then.
      await new Promise((done) => setTimeout(done, 250));
      it.b.onBack(() => (backs += 1));
      const update = new Uint8Array(2 * 1024 * 1024);
      it.a.publish({ kind: 'board', news: { boardId: ID, from: 1, to: 1, update } });
      it.a.publish(room('b'));
      await until(() => roomsIn(heard) === 'ab');
      await until(() => backs === 1);
    });

    test('a cut is noticed by both, speaking meanwhile throws nothing, and both are told when it is mended', async () => {
      const states: string[] = [];
      let backs = 0;
      it.a.onState((state) => states.push(`a ${state}`));
      it.b.onState((state) => states.push(`b ${state}`));
      it.a.onBack(() => (backs += 1));
      it.b.onBack(() => (backs += 1));
      await it.cut();
      await until(() => it.a.state === 'down' && it.b.state === 'down', 10_000);
      it.a.publish(room('x'));
      expect(backs).toBe(0);
      await it.mend();
      await until(() => it.a.state === 'up' && it.b.state === 'up', 10_000);
      await until(() => backs >= 2);
      expect(states.toSorted()).toEqual(['a down', 'a up', 'b down', 'b up']);
      it.a.publish(room('b'));
      await until(() => roomsIn(heard).endsWith('b'));
      expect(roomsIn(heard)).not.toContain('x');
    });

    test('after closing nothing is heard and nothing throws', async () => {
      await it.b.close();
      it.a.publish(room());
      it.b.publish(room());
      await new Promise((done) => setTimeout(done, 50));
      expect(heard).toEqual([]);
    });
  });
}
