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

  test('whoever was here a moment ago gets the very updates it missed, also when others know less', () => {
    const newcomer = readWith(all());
    say(true, put('1'));
    const reader = readWith(all());
    const missed = [say(true, put('2')), say(true, put('3'))];
    expect(state.lacking(Y.encodeStateVector(reader)).slice(-2)).toEqual(missed);
    for (const doc of [newcomer, reader]) {
      readWith(state.lacking(Y.encodeStateVector(doc)), doc);
      expect(readBoard(doc)).toEqual(readBoard(server));
    }
  });

  test('whoever knows another writer’s later change and not the earlier one is given the earlier', () => {
    const reader = readWith(all());
    const other = readWith(all());
    say(true, put('1'));
    const said: Uint8Array[] = [];
    other.on('update', (update: Uint8Array) => void said.push(update));
    applyAll(other, [put('2')]);
    state.add((seq += 1), said, true);
    readWith(said, reader);
    readWith(said, server);
    readWith(state.lacking(Y.encodeStateVector(reader)), reader);
    expect(readBoard(reader)).toEqual(readBoard(server));
  });

  test('what was only deleted while somebody was away is deleted for them too', () => {
    say(true, put('1'), put('2'));
    const before = readWith(all());
    say(false, { op: 'leaf-take', leafId: '1' });
    all();
    const away = Y.encodeStateVector(before);
    say(true, put('3'));
    readWith(state.lacking(away), before);
    expect(readBoard(before)).toEqual(readBoard(server));

    // Read anew, as after a start: nothing is known of the bytes but what they say.
    const reader = readWith(all());
    const vector = Y.encodeStateVector(reader);
    say(false, { op: 'leaf-take', leafId: '3' });
    const snapshot = encodeBoard(server);
    const again = new HeldState({
      boardId: 'b',
      sessionId: 's',
      stageId: 't',
      epoch: 1,
      snapshot,
      snapshotSeq: seq,
      log: [],
    });
    readWith(again.lacking(vector), reader);
    expect(readBoard(reader)).toEqual(readBoard(server));
  });

  test('reliability 5: words that came and went while somebody was away reach them in no byte', () => {
    const vector = Y.encodeStateVector(readWith(all()));
    say(true, put('1', 'MARKER'));
    say(false, { op: 'leaf-take', leafId: '1' });
    expect(Buffer.concat(state.lacking(vector)).includes('MARKER')).toBe(false);
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
