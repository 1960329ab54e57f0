import * as encoding from 'lib0/encoding';
import { beforeEach, describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { NOTES_MAX, UPDATE_INSERTIONS_MAX, UPDATE_MAX_BYTES } from './bounds.ts';
import { textOf } from './document.ts';
import { HostCopies } from './testing/host-copies.ts';
import { Writer } from './testing/writer.ts';

const ROWAN = 1;
const HERON = 2;
let host: HostCopies;
let rowan: Writer;
beforeEach(() => {
  host = new HostCopies();
  rowan = new Writer(ROWAN);
});

const why = (update: Uint8Array, clientId = ROWAN): string => {
  const verdict = host.receive(update, clientId);
  if (verdict.ok) return 'let in';
  return verdict.refusal.field ?? verdict.refusal.code;
};
const heron = (): Writer => new Writer(HERON, Y.encodeStateAsUpdate(host.live));
/** What somebody could make with Yjs at hand, given the notes as they are. */
const forge = (make: (doc: Y.Doc) => void, clientId = ROWAN): Uint8Array => {
  const { doc } = new Writer(clientId, Y.encodeStateAsUpdate(host.live));
  let bytes: Uint8Array = new Uint8Array();
  doc.on('update', (update: Uint8Array) => (bytes = update));
  doc.transact(() => make(doc));
  return bytes;
};

describe('what an honest browser writes is let in', () => {
  test('typing, pasting, deleting and replacing', () => {
    for (const splice of [
      { at: 0, remove: 0, insert: 'Trains were late.' },
      { at: 0, remove: 6, insert: 'Buses' },
      { at: 16, remove: 0, insert: '\n– and “bws”, 👋🏽\t' },
      { at: 3, remove: 4, insert: '' },
    ])
      for (const update of rowan.write(splice)) expect(why(update)).toBe('let in');
    expect(host.text).toBe(rowan.text);
  });

  test('two at once, in one place, and each over what the other wrote', () => {
    expect(why(rowan.type(0, 'one two'))).toBe('let in');
    const other = heron();
    const theirs = [other.type(3, ' and'), ...other.write({ at: 0, remove: 3, insert: 'three' })];
    const ours = [rowan.type(3, ' or'), ...rowan.write({ at: 4, remove: 3, insert: '' })];
    for (const update of theirs) expect(why(update, HERON)).toBe('let in');
    for (const update of ours) expect(why(update)).toBe('let in');
    for (const update of host.log) {
      rowan.hear(update);
      other.hear(update);
    }
    expect([rowan.text, other.text]).toEqual([host.text, host.text]);
  });

  test('undo, which puts many pieces back in one update', () => {
    const undo = new Y.UndoManager(textOf(rowan.doc), { captureTimeout: 0 });
    rowan.type(0, 'one two three');
    rowan.doc.transact(() => {
      for (const at of [8, 4, 0]) textOf(rowan.doc).delete(at, 3);
    });
    undo.undo();
    for (const update of rowan.sent) expect(why(update)).toBe('let in');
    expect(host.text).toBe('one two three');
  });

  test('the largest paste there is room for, in any script', () => {
    for (const letter of ['a', '€', '👋']) {
      const pen = new Writer(ROWAN);
      host = new HostCopies();
      const parts = pen.write({
        at: 0,
        remove: 0,
        insert: letter.repeat(NOTES_MAX / letter.length),
      });
      for (const update of parts) expect(why(update)).toBe('let in');
      for (const update of pen.write({ at: 0, remove: NOTES_MAX, insert: '' }))
        expect(why(update)).toBe('let in');
      expect(host.text).toBe('');
    }
  });

  test('a deletion of what is deleted already teaches nothing, and is no fault', () => {
    const typed = rowan.type(0, 'one');
    why(typed);
    const gone = heron().write({ at: 0, remove: 3, insert: '' })[0] ?? new Uint8Array();
    expect(why(gone, HERON)).toBe('let in');
    expect(host.receive(gone, HERON)).toEqual({ ok: true, learned: null });
  });
});

describe('what is logged is what the copy learned, not what was sent', () => {
  test('the same update twice is a gap, and is not applied again', () => {
    const typed = rowan.type(0, 'once');
    expect(why(typed)).toBe('let in');
    expect(why(typed)).toBe('gap');
    expect(host.text).toBe('once');
  });
});

describe('refused by rule, before the copy is touched', () => {
  beforeEach(() => {
    why(rowan.type(0, 'words of rowan'));
  });

  test('under another client id: taken, not yet taken, or one that was left', () => {
    const other = new Writer(ROWAN, Y.encodeStateAsUpdate(host.live));
    expect(why(other.type(0, 'x'), HERON)).toBe('writer');
    expect(why(new Writer(99).type(0, 'x'), HERON)).toBe('writer');
  });

  test('too early: what waits for a missing piece is never kept', () => {
    rowan.type(0, 'lost');
    expect(why(rowan.type(0, 'after'))).toBe('gap');
    expect(host.live.store.pendingStructs).toBeNull();
  });

  test('beside something nobody has written', () => {
    const other = heron();
    const unseen = new Writer(3, Y.encodeStateAsUpdate(other.doc)).type(5, 'unseen');
    other.hear(unseen);
    expect(why(other.type(6, 'x'), HERON)).toBe('place');
  });

  test('between neighbours in the wrong order, which copies would read differently', () => {
    const swapped = forge((doc) => {
      const text = textOf(doc);
      text.insert(5, 'x');
      const item = text._start?.right;
      if (item instanceof Y.Item) {
        const { origin } = item;
        item.origin = item.rightOrigin;
        item.rightOrigin = origin;
      }
    }, HERON);
    expect(why(swapped, HERON)).toBe('place');
  });

  test('deleting what is not known', () => {
    const other = new Writer(HERON, Y.encodeStateAsUpdate(host.live));
    const more = new Writer(3, Y.encodeStateAsUpdate(host.live)).type(0, 'later');
    other.hear(more);
    const [gone = new Uint8Array()] = other.write({ at: 0, remove: 8, insert: '' });
    expect(why(gone, HERON)).toBe('deletes');
    expect(host.text).toBe('words of rowan');
  });

  test.each([
    ['formatting', (doc: Y.Doc) => textOf(doc).format(0, 5, { bold: true })],
    ['formatted text', (doc: Y.Doc) => textOf(doc).insert(0, 'x', { bold: true })],
    ['an embedded thing', (doc: Y.Doc) => textOf(doc).insertEmbed(0, { image: 'x' })],
    ['a nested type', (doc: Y.Doc) => textOf(doc).insertEmbed(0, new Y.Map())],
    ['an attribute', (doc: Y.Doc) => textOf(doc).setAttribute('a', 'b')],
    ['a subdocument', (doc: Y.Doc) => doc.getMap('docs').set('a', new Y.Doc())],
    ['a value that nests deep', (doc: Y.Doc) => doc.getArray('a').push([nested(2_000)])],
    ['a map', (doc: Y.Doc) => doc.getMap('leaves').set('a', 'b')],
    ['bytes', (doc: Y.Doc) => doc.getArray('a').push([new Uint8Array(9)])],
  ])('%s', (_what, make) => {
    expect(why(forge(make))).toBe('shape');
  });

  test('text in another root', () => {
    expect(why(forge((doc) => doc.getText('elsewhere').insert(0, 'x')))).toBe('place');
    expect(why(forge((doc) => doc.getText('n'.repeat(5_000)).insert(0, 'x')))).toBe('shape');
  });

  test.each(['\u0000', 'a\u001bb', 'line\r\nline', '\u007f'])('control characters: %j', (text) => {
    expect(why(forge((doc) => textOf(doc).insert(0, text)))).toBe('text');
  });

  test('more than one writer, and more pieces than undo would send', () => {
    const two = Y.mergeUpdates([rowan.type(0, 'a'), heron().type(0, 'b')]);
    expect(why(two)).toBe('shape');
    const many = forge((doc) => {
      for (let i = 0; i <= UPDATE_INSERTIONS_MAX; i++) textOf(doc).insert(0, 'x');
    });
    expect(why(many)).toBe('shape');
  });

  test('bytes too many, too few, or left over', () => {
    const typed = rowan.type(0, 'x');
    expect(why(new Uint8Array(UPDATE_MAX_BYTES + 1))).toBe('shape');
    expect(why(new Uint8Array())).toBe('shape');
    expect(why(typed.slice(0, -1))).toBe('shape');
    expect(why(Uint8Array.of(...typed, 0))).toBe('shape');
  });

  test('numbers that claim more than there is', () => {
    const claim = (...numbers: number[]): Uint8Array =>
      encoding.encode((encoder) => numbers.forEach((n) => encoding.writeVarUint(encoder, n)));
    const huge = 2 ** 52;
    for (const update of [
      claim(huge),
      claim(1, huge, ROWAN, 0),
      claim(1, 1, ROWAN, 0, 4, 1, huge),
      claim(0, huge),
      claim(0, 1, ROWAN, huge),
      claim(1, 1, ROWAN, 14, 4, 1, 5, 0x6e, 0x6f, 0x74, 0x65, 0x73, huge),
    ])
      expect(why(update)).toBe('shape');
    expect(why(claim(0, 1, ROWAN, 1, 0, huge))).toBe('deletes');
    expect(why(claim(0, 1, ROWAN, 1, 0, 0))).toBe('deletes');
  });
});

describe('bounds', () => {
  test('notes that would grow too long are refused whole, and go on as they were', () => {
    const full = new Writer(ROWAN);
    for (const update of full.write({ at: 0, remove: 0, insert: 'x'.repeat(NOTES_MAX) }))
      why(update);
    const before = host.whole;
    expect(why(full.type(0, 'y'))).toBe('too-long');
    expect(host.whole).toBe(before);
    const other = heron();
    const [gone = new Uint8Array()] = other.write({ at: 0, remove: 1, insert: 'z' });
    expect(why(gone, HERON)).toBe('let in');
    expect(host.text.length).toBe(NOTES_MAX);
  });

  test('a walk from neighbour to neighbour ends: an insertion that would cross the document is refused', () => {
    const other = heron();
    for (let i = 0; i < 2_100; i++) {
      const update = other.type(i % 2 === 0 ? 0 : other.text.length, 'x');
      expect(why(update, HERON)).toBe('let in');
    }
    // Rowan has heard none of it: between the beginning and the end it knows lies all of that.
    expect(why(rowan.type(0, 'x'))).toBe('place');
    const heard = new Writer(7, Y.encodeStateAsUpdate(host.live));
    expect(why(heard.type(1_000, 'x'), 7)).toBe('let in');
  });
});

function nested(depth: number): unknown[] {
  let value: unknown[] = [];
  for (let i = 0; i < depth; i++) value = [value];
  return value;
}
