import { applyAll, newBoard, type BoardOp } from '@canopy/board';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { decodedKnown, knownOf } from './reader-knows.ts';
import { steppedKnown } from './update-bytes.ts';

type Change = (doc: Y.Doc) => void;

const text = fc.string({ unit: 'grapheme', maxLength: 8 });
const value = fc.oneof(
  fc.constantFrom(undefined, null, true, false, 7n, new Uint8Array([1, 2])),
  fc.integer(),
  fc.double({ noNaN: true }),
  text,
  fc.array(fc.integer(), { maxLength: 3 }),
  fc.dictionary(text, fc.oneof(fc.integer(), text), { maxKeys: 3, noNullPrototype: true }),
);
const place = fc.nat(5);
const within = (length: number, n: number): number => Math.min(length, n);
const change: fc.Arbitrary<Change> = fc.oneof(
  fc.tuple(text, value).map<Change>(
    ([key, to]) =>
      (doc) =>
        doc.getMap('m').set(key, { to }),
  ),
  fc.tuple(text, place).map<Change>(([key, n]) => (doc) => {
    const inner = [new Y.Map(), new Y.Array(), new Y.Text('ŷ'), new Y.XmlElement('p')][n % 4];
    doc.getMap('m').set(key, inner);
  }),
  text.map<Change>((key) => (doc) => doc.getMap('m').delete(key)),
  fc.tuple(place, text).map<Change>(([n, words]) => (doc) => {
    const at = doc.getText('t');
    at.insert(within(at.length, n), words);
  }),
  place.map<Change>((n) => (doc) => {
    const at = doc.getText('t');
    if (at.length > n) at.delete(n, 1);
    else if (at.length > 0) at.format(0, 1, { bold: true });
    else at.insertEmbed(0, { image: 1 });
  }),
  fc.tuple(place, value).map<Change>(([n, one]) => (doc) => {
    const list = doc.getArray('a');
    list.insert(within(list.length, n), [[one], new Uint8Array([3])]);
  }),
  place.map<Change>((n) => (doc) => {
    const list = doc.getArray('a');
    if (list.length > n) list.delete(n, 1);
  }),
);

describe('what is known of an update by stepping over its bytes', () => {
  test('is what Yjs reads in it, whatever it holds and whoever wrote it', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.boolean(), change), { maxLength: 60 }), (changes) => {
        const docs = [new Y.Doc(), new Y.Doc()] as const;
        for (const [first, make] of changes) {
          const [one, other] = first ? docs : [docs[1], docs[0]];
          one.transact(() => make(one));
          Y.applyUpdate(other, Y.encodeStateAsUpdate(one, Y.encodeStateVector(other)));
        }
        const whole = Y.encodeStateAsUpdate(docs[0]);
        expect(steppedKnown(whole)).toEqual(decodedKnown(whole));
        expect(steppedKnown(whole)?.reach).toEqual(knownOf(docs[0]).reach);
        const rest = Y.encodeStateAsUpdate(docs[0], Y.encodeStateVector(docs[0]));
        expect(steppedKnown(whole)?.deletions ?? rest).toEqual(rest);
      }),
    );
  });

  test('is what Yjs reads in a board that was much used', () => {
    const board = newBoard([]);
    const leaf = (id: string): BoardOp => ({
      op: 'leaf-put',
      leaf: {
        id,
        kind: 'idea',
        content: { form: 'words', text: `ŷ 🌳 ${id}` },
        lang: 'cy',
        alias: null,
      },
      branchId: null,
      before: null,
    });
    for (let n = 0; n < 200; n += 1) {
      applyAll(board, [leaf(`l${n}`)]);
      if (n % 3 === 0) applyAll(board, [{ op: 'leaf-take', leafId: `l${n}` }]);
    }
    const whole = Y.encodeStateAsUpdate(board);
    expect(steppedKnown(whole)).toEqual(decodedKnown(whole));
  });

  test('is nothing where the bytes end too soon or mean something new', () => {
    const doc = new Y.Doc();
    doc.clientID = 1;
    doc.getText('t').insert(0, 'words');
    const whole = Y.encodeStateAsUpdate(doc);
    expect(steppedKnown(whole.subarray(0, 8))).toBeNull();
    const strange = whole.slice();
    // After how many writers, how many structs, whose and from where: what the first is.
    strange[4] = 31;
    expect(steppedKnown(strange)).toBeNull();
  });
});
