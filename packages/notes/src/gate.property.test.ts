import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { compactNotes, readNotes } from './document.ts';
import { dice, freshSeed, type Dice } from './testing/dice.ts';
import { HostCopies } from './testing/host-copies.ts';
import { mutate } from './testing/mutations.ts';
import { Writer } from './testing/writer.ts';

const UPDATES = 10_000;
const SPOOFS = 100;
const FLOOD = 8_000;
const WORDS = ['rent ', 'bus', '\n', 'probation', '👋🏽', 'ŵy ', 'x', 'a lot more said at once. '];

/** Some honest updates of a browser that has just come in, in order. */
function honest(host: HostCopies, clientId: number, throws: Dice): Uint8Array[] {
  const writer = new Writer(clientId, Y.encodeStateAsUpdate(host.live));
  for (let n = 1 + throws(4); n > 0; n--) {
    const { length } = writer.text;
    const at = throws(length + 1);
    const remove = throws(3) === 0 ? throws(Math.min(12, length - at) + 1) : 0;
    writer.write({ at, remove, insert: WORDS[throws(WORDS.length)] ?? 'x' });
  }
  return writer.sent;
}
const stateOf = (host: HostCopies): Map<number, number> =>
  Y.decodeStateVector(Y.encodeStateVector(host.live));

test(`of ${UPDATES} mutated updates none throws, half applies, waits, or is passed on refused (B2)`, () => {
  const seed = freshSeed();
  const throws = dice(seed);
  const told = `CANOPY_SEED=${seed}`;
  const count = { refused: 0, letIn: 0 };
  let host = new HostCopies();
  let clientId = 1;
  for (let n = 0; n < UPDATES; n++) {
    if (n % 50 === 0) host = new HostCopies();
    clientId += 1;
    const updates = honest(host, clientId, throws);
    for (const update of updates.slice(0, throws(updates.length)))
      expect(host.receive(update, clientId).ok, told).toBe(true);
    const bytes = mutate(
      updates[throws(updates.length)] ?? new Uint8Array(),
      updates[0] ?? new Uint8Array(),
      throws,
    );
    const [before, passedOn, known] = [host.whole, host.log.length, stateOf(host)];
    const verdict = host.receive(bytes, clientId);
    if (verdict.ok) {
      count.letIn += 1;
      for (const [client, clock] of stateOf(host))
        if (client !== clientId) expect(clock, told).toBe(known.get(client));
    } else {
      count.refused += 1;
      expect([host.whole, host.log.length], told).toEqual([before, passedOn]);
    }
    expect(host.live.store.pendingStructs, told).toBeNull();
    expect(host.live.store.pendingDs, told).toBeNull();
    expect([...host.live.share.keys()], told).toEqual(['notes']);
    if (n % 50 === 49) {
      // What was passed on is all anybody else has: they read the same, from the log and from a snapshot.
      const other = new Writer(0);
      for (const update of host.log) other.hear(update);
      expect(other.text, told).toBe(host.text);
      const stored = new Writer(0, compactNotes(null, host.log));
      expect(readNotes(stored.doc), told).toBe(host.text);
    }
  }
  process.stdout.write(`mutated updates, ${told}: ${JSON.stringify(count)}\n`);
  expect(count.refused + count.letIn).toBe(UPDATES);
  expect(count.refused).toBeGreaterThan(UPDATES / 2);
  expect(count.letIn).toBeGreaterThan(0);
}, 120_000);

test(`of ${SPOOFS} ways to write as somebody else none is let in (B4)`, () => {
  const seed = freshSeed();
  const throws = dice(seed);
  const host = new HostCopies();
  const victims = Array.from({ length: 10 }, (_, n) => new Writer(100 + n));
  for (const victim of victims)
    for (const update of honest(host, victim.doc.clientID, throws))
      host.receive(update, victim.doc.clientID);
  const before = host.whole;
  for (let n = 0; n < SPOOFS; n++) {
    const victim = 100 + throws(10);
    const attacker = 1_000 + n;
    const state = Y.encodeStateAsUpdate(host.live);
    const forger = new Writer(victim, n % 3 === 0 ? undefined : state);
    // Their next words, words they have said already, or words far ahead of theirs.
    for (let skip = throws(4); skip > 0; skip--) forger.type(0, 'skipped');
    const forged = forger.type(throws(forger.text.length + 1), 'PUT IN THEIR MOUTH');
    const own = new Writer(attacker, state).type(0, 'own');
    const bytes = n % 4 === 0 ? Y.mergeUpdates([own, forged]) : forged;
    expect(host.receive(bytes, attacker).ok, `CANOPY_SEED=${seed}`).toBe(false);
  }
  expect(host.whole).toBe(before);
  expect(host.rebuilt).toBe(1);
});

test(`a flood of ${FLOOD} updates with the first missing is refused one by one, and costs no copy (B3)`, () => {
  const host = new HostCopies();
  const writer = new Writer(7);
  host.receive(new Writer(6).type(0, 'what was said'), 6);
  for (let n = 0; n <= FLOOD; n++) writer.type(0, 'x');
  const before = host.whole;
  for (const update of writer.sent.slice(1)) expect(host.receive(update, 7).ok).toBe(false);
  // Nothing waits, so the last one was looked at against as little as the first.
  expect(host.whole).toBe(before);
  expect(host.rebuilt).toBe(1);
});
