import { applyAll, emptyDoc, newBoard, encodeBoard, readBoard, type BoardOp } from '@canopy/board';
import { beforeEach, describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { HeldState } from './held-state.ts';

const put = (id: string, text = id): BoardOp => ({
  op: 'leaf-put',
  leaf: { id, kind: 'idea', content: { form: 'words', text }, lang: 'en', alias: null },
  branchId: null,
  before: null,
});

let server: Y.Doc;
let state: HeldState;
let seq: number;
const write = (...ops: BoardOp[]): Uint8Array => {
  let update: Uint8Array = new Uint8Array();
  server.once('update', (each: Uint8Array) => (update = each));
  applyAll(server, ops);
  return update;
};
const say = (clean: boolean, ...ops: BoardOp[]): Uint8Array =>
  state.add((seq += 1), [write(...ops)], clean);
const readWith = (updates: readonly Uint8Array[], doc = emptyDoc()): Y.Doc => {
  for (const update of updates) Y.applyUpdate(doc, update);
  return doc;
};
const all = () => state.lacking(Uint8Array.of(0));

beforeEach(() => {
  server = newBoard([]);
  seq = 0;
  state = new HeldState({
    boardId: 'b',
    sessionId: 's',
    stageId: 't',
    epoch: 1,
    snapshot: encodeBoard(server),
    snapshotSeq: 0,
    log: [],
  });
});

describe('what readers are given', () => {
  test('a newcomer gets the bytes as they are stored, and no document is built for it', () => {
    const [first] = all();
    expect(all()[0]).toBe(first);
    expect(readBoard(readWith(all()))).toEqual(readBoard(server));
  });

  test('a newcomer after many changes gets all of them', () => {
    for (let i = 0; i < 300; i += 1) say(true, put(`${i}`));
    expect(readBoard(readWith(all()))).toEqual(readBoard(server));
    expect(all().length).toBeLessThan(70);
  });

  test('whoever knows a part gets the rest, made once for all who know the same', () => {
    say(true, put('1'));
    const reader = readWith(all());
    say(true, put('2'));
    const vector = Y.encodeStateVector(reader);
    const rest = state.lacking(vector);
    expect(state.lacking(vector)).toBe(rest);
    expect(readBoard(readWith(rest, reader))).toEqual(readBoard(server));
    say(true, put('3'));
    expect(state.lacking(vector)).not.toBe(rest);
  });

  test('many changes of one moment come to one update, with the document or without', () => {
    for (const withDocument of [false, true]) {
      if (withDocument) state.document();
      const reader = readWith(all());
      const updates = Array.from({ length: 30 }, (_, i) =>
        write(put(`${String(withDocument)}${i}`)),
      );
      Y.applyUpdate(reader, state.add((seq += 30), updates, true));
      expect(readBoard(reader)).toEqual(readBoard(server));
      expect(reader.store.pendingStructs).toBeNull();
    }
  });

  test('reliability 5: words that were taken away reach no newcomer, in no byte', () => {
    say(true, put('1', 'MARKER'));
    say(true, put('2'));
    say(false, { op: 'leaf-take', leafId: '1' });
    expect(Buffer.concat(all()).includes('MARKER')).toBe(false);
    expect(readBoard(readWith(all()))).toEqual(readBoard(server));
  });

  test('a document let go is built again with everything in it', () => {
    say(true, put('1'));
    state.document();
    say(true, put('2'));
    state.restSince(performance.now() + 1);
    say(true, put('3'));
    expect(readBoard(state.document())).toEqual(readBoard(server));
    expect(readBoard(readWith(all()))).toEqual(readBoard(server));
  });
});
