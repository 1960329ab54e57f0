import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { carryOver, wordsSince } from './carry-over.ts';
import { HostCopies } from './testing/host-copies.ts';
import { Writer } from './testing/writer.ts';

let host: HostCopies;
beforeEach(() => {
  host = new HostCopies();
});

const join = (clientId: number): Writer => new Writer(clientId, Y.encodeStateAsUpdate(host.live));
const send = (updates: readonly Uint8Array[], clientId: number): void => {
  for (const update of updates) expect(host.receive(update, clientId).ok).toBe(true);
};

/** Comes back as another client, and says what the host has not heard. */
function comeBack(old: Writer, clientId: number): Writer {
  const fresh = join(clientId);
  old.hear(Y.encodeStateAsUpdate(fresh.doc));
  for (const splice of carryOver(old.doc, fresh.doc)) send(fresh.write(splice), clientId);
  return fresh;
}

describe('words written while the line was down', () => {
  test('arrive once, where they stood, around what others wrote meanwhile', () => {
    const rowan = join(1);
    send(rowan.write({ at: 0, remove: 0, insert: 'Rent. Buses. Waiting.' }), 1);
    const heron = join(2);
    rowan.write({ at: 5, remove: 0, insert: ' Too high.' });
    rowan.write({ at: 16, remove: 5, insert: 'Trains' });
    send(heron.write({ at: 13, remove: 8, insert: 'Long waits.' }), 2);
    const back = comeBack(rowan, 3);
    expect(host.text).toBe('Rent. Too high. Trains. Long waits.');
    expect([back.text, rowan.text]).toEqual([host.text, host.text]);
  });

  test('what arrived before the line broke is not said twice', () => {
    const rowan = join(1);
    send(rowan.write({ at: 0, remove: 0, insert: 'heard ' }), 1);
    rowan.type(6, 'not heard');
    comeBack(rowan, 3);
    expect(host.text).toBe('heard not heard');
  });

  test('half of a piece that arrived is kept, and the other half follows it', () => {
    const rowan = join(1);
    send([rowan.type(0, 'a'), rowan.type(1, 'b')], 1);
    rowan.type(2, 'c');
    const heron = join(2);
    send([heron.type(1, '-')], 2);
    comeBack(rowan, 3);
    expect(host.text).toBe('a-bc');
  });

  test('the writer alone knows which words were theirs and never saved', () => {
    const rowan = join(1);
    send(rowan.write({ at: 0, remove: 0, insert: 'saved ' }), 1);
    const saved = Y.getState(rowan.doc.store, 1);
    rowan.type(6, 'unsaved');
    rowan.type(0, 'too, ');
    expect(wordsSince(rowan.doc, 1, saved)).toBe('too, unsaved');
  });

  test('whatever two people do, and whenever one of them drops, both end with the same words', () => {
    const act = fc.record({
      who: fc.nat(1),
      does: fc.constantFrom('type', 'type', 'type', 'delete', 'send', 'hear', 'drop' as const),
      at: fc.nat(40),
      length: fc.integer({ min: 1, max: 5 }),
    });
    fc.assert(
      fc.property(fc.array(act, { maxLength: 40 }), (acts) => {
        host = new HostCopies();
        let clientId = 2;
        let letter = 0;
        const people = [join(1), join(2)];
        const heard = [0, 0];
        const unsent = [0, 0];
        const typed = new Set<string>();
        const deleted = new Set<string>();
        const flush = (who: number): void => {
          const writer = people[who]!;
          send(writer.sent.slice(unsent[who]), writer.doc.clientID);
          unsent[who] = writer.sent.length;
        };
        const listen = (who: number): void => {
          for (const update of host.log.slice(heard[who])) people[who]?.hear(update);
          heard[who] = host.log.length;
        };
        for (const { who, does, at, length } of acts) {
          const writer = people[who]!;
          const here = Math.min(at, writer.text.length);
          if (does === 'type') {
            // Each letter once, so that a doubled or a lost one shows.
            const word = String.fromCodePoint(0x4e00 + letter++);
            typed.add(word);
            writer.type(here, word);
          }
          if (does === 'delete') {
            for (const word of writer.text.slice(here, here + length)) deleted.add(word);
            writer.write({
              at: here,
              remove: Math.min(length, writer.text.length - here),
              insert: '',
            });
          }
          if (does === 'send') flush(who);
          if (does === 'hear') listen(who);
          if (does === 'drop') {
            people[who] = comeBack(writer, ++clientId);
            heard[who] = host.log.length;
            unsent[who] = people[who].sent.length;
            expect(people[who].text).toBe(writer.text);
          }
        }
        for (const who of [0, 1]) flush(who);
        for (const who of [0, 1]) listen(who);
        const kept = [...typed].filter((word) => !deleted.has(word));
        for (const writer of people) expect(writer.text).toBe(host.text);
        expect([...host.text].sort()).toEqual(kept.sort());
      }),
      { numRuns: 200 },
    );
  });
});
