import { apply, emptyDoc, newBoard } from '@canopy/board';
import { CLOSE } from '@canopy/protocol';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import * as Y from 'yjs';
import { BoardFeed, type FeedState } from './board-feed.ts';
import { FakeFeed } from './fake-feed.ts';

let server: FakeFeed;
let feed: BoardFeed;
let copy: Y.Doc;
let disowned: number;
let states: FeedState[];

beforeEach(() => {
  vi.useFakeTimers();
  server = new FakeFeed(newBoard([]));
  copy = emptyDoc();
  disowned = 0;
  states = [];
  feed = new BoardFeed(
    {
      vector: () => Y.encodeStateVector(copy),
      take: (update) => {
        Y.applyUpdate(copy, update);
        return copy.store.pendingStructs !== null;
      },
      whole: () => undefined,
      disown: () => {
        disowned += 1;
        copy = emptyDoc();
      },
    },
    server,
    () => states.push(feed.state),
  );
  feed.open();
});
afterEach(() => {
  feed.close();
  vi.useRealTimers();
});

const put = (id: string) =>
  server.updateOf(() =>
    apply(server.doc, {
      op: 'leaf-put',
      leaf: { id, kind: 'idea', lang: 'en', content: { form: 'words', text: id }, alias: null },
      branchId: null,
      before: null,
    }),
  );
const leaves = () => [...copy.getMap('leaves').keys()];
const settle = () => vi.advanceTimersByTimeAsync(0);
const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);

describe('by websocket', () => {
  test('is open once a question is answered, not when the line is', () => {
    server.last.open();
    expect(feed.state).toBe('opening');
    server.answer();
    expect(feed.state).toBe('open');
  });

  test('comes back with what it has, and is sent only what is missing', async () => {
    server.openWhole();
    server.update(put('one'));
    server.last.fail();
    expect(feed.state).toBe('away');
    put('two');
    await pass(1_000);
    server.last.open();
    const asked = server.last.asked[0] ?? new Uint8Array();
    expect(Y.decodeStateVector(asked)).toEqual(Y.decodeStateVector(Y.encodeStateVector(copy)));
    expect(server.lacking(asked).length).toBeLessThan(server.lacking(new Uint8Array([0])).length);
    server.answer();
    expect(leaves()).toEqual(['one', 'two']);
    expect(states).toEqual(['open', 'away', 'open']);
  });

  test('an update that builds on one that never came is noticed, and the rest is asked for', async () => {
    server.openWhole();
    put('lost');
    server.update(put('late'));
    expect(leaves()).toEqual([]);
    await pass(300);
    expect(server.answer()).toBe(true);
    expect(leaves().sort()).toEqual(['late', 'lost']);
  });

  test('a line that says nothing for 25 s has been cut', async () => {
    server.openWhole();
    await pass(24_000);
    server.last.hear(new Uint8Array([1, 1, 0]).buffer);
    await pass(24_000);
    expect(server.sockets).toHaveLength(1);
    await pass(2_500);
    expect(server.sockets).toHaveLength(2);
  });

  test('what is no frame ends the line; what is no update ends the copy too', async () => {
    server.openWhole();
    server.last.hear(new Uint8Array([0, 2, 200]).buffer);
    await pass(1_000);
    expect(server.sockets).toHaveLength(2);
    expect(disowned).toBe(0);
    server.openWhole();
    server.update(new Uint8Array([9, 9, 9, 9]));
    expect(disowned).toBe(1);
    await pass(2_000);
    server.openWhole();
    expect(feed.state).toBe('open');
  });

  test('revoked is for good', async () => {
    server.openWhole();
    server.last.fail(CLOSE.revoked);
    feed.wake();
    await pass(120_000);
    expect(feed.state).toBe('revoked');
    expect(server.sockets).toHaveLength(1);
  });

  test('caught up means: by a question put after it was asked for', async () => {
    server.openWhole();
    const early = feed.caughtUp();
    await pass(300);
    const done: string[] = [];
    void early.then(() => done.push('early'));
    void feed.caughtUp().then(() => done.push('late'));
    server.answer();
    await settle();
    expect(done).toEqual(['early']);
    await pass(300);
    server.answer();
    await settle();
    expect(done).toEqual(['early', 'late']);
  });

  test('a line lost between question and answer keeps everybody waiting, and the next one answers', async () => {
    server.openWhole();
    const done = vi.fn();
    void feed.caughtUp().then(done);
    await pass(300);
    server.last.fail();
    await pass(1_000);
    server.openWhole();
    await settle();
    expect(done).toHaveBeenCalledOnce();
  });
});

describe('awake again', () => {
  test('a line that does not answer within 4 s is given up', async () => {
    server.openWhole();
    feed.wake();
    await pass(3_900);
    expect(server.sockets).toHaveLength(1);
    await pass(700);
    expect(server.sockets).toHaveLength(2);
  });

  test('one that answers is kept', async () => {
    server.openWhole();
    await pass(300);
    feed.wake();
    server.answer();
    await pass(20_000);
    expect(server.sockets).toHaveLength(1);
    expect(states).toEqual(['open']);
  });

  test('a lost one is tried at once', () => {
    server.openWhole();
    server.last.fail();
    feed.wake();
    expect(server.sockets).toHaveLength(2);
  });

  test('without signal the line is let go, not waited for', () => {
    server.openWhole();
    feed.offline();
    expect(feed.state).toBe('away');
    expect(server.last.closed).toBe(true);
  });
});

describe('people 92: networks that let no websocket through', () => {
  const refuseTwice = async (): Promise<void> => {
    server.last.fail();
    await pass(1_000);
    server.last.fail();
    await settle();
  };
  const answerLook = async (): Promise<void> => {
    const look = server.looks.at(-1)!;
    look.answer({ found: 'update', update: server.lacking(look.vector) });
    await settle();
  };

  test('after two that never opened the board is looked at, every two seconds', async () => {
    put('one');
    await refuseTwice();
    expect(server.looks).toHaveLength(1);
    await answerLook();
    expect(feed.state).toBe('open');
    expect(leaves()).toEqual(['one']);
    put('two');
    await pass(2_000);
    expect(server.looks).toHaveLength(2);
    await answerLook();
    expect(leaves()).toEqual(['one', 'two']);
  });

  test('at once when the room says something changed, but not more than every 400 ms', async () => {
    await refuseTwice();
    await answerLook();
    for (let n = 0; n < 10; n += 1) feed.nudge();
    await pass(400);
    expect(server.looks).toHaveLength(2);
    feed.nudge();
    await answerLook();
    await pass(400);
    expect(server.looks).toHaveLength(3);
  });

  test('seldom while nobody sees it', async () => {
    const hidden = vi.spyOn(document, 'visibilityState', 'get').mockReturnValue('hidden');
    await refuseTwice();
    await answerLook();
    await pass(10_000);
    expect(server.looks).toHaveLength(1);
    await pass(10_000);
    expect(server.looks).toHaveLength(2);
    hidden.mockRestore();
  });

  test('the websocket is tried once a minute, and looking ends when it opens', async () => {
    await refuseTwice();
    await answerLook();
    const tried = (): number => server.sockets.length;
    expect(tried()).toBe(2);
    // A retry was waiting already when the first look was answered.
    await pass(2_000);
    server.last.fail();
    const before = tried();
    await answerLook();
    for (let n = 0; n < 29; n += 1) {
      await pass(2_000);
      await answerLook();
    }
    expect(tried() - before).toBeLessThanOrEqual(1);
    await pass(4_000);
    await answerLook();
    expect(tried() - before).toBe(1);
    server.openWhole();
    const looks = server.looks.length;
    await pass(10_000);
    expect(server.looks).toHaveLength(looks);
    expect(feed.state).toBe('open');
  });

  test('a room that lives on polling is told by its own line, also where a websocket once opened', async () => {
    server.openWhole();
    server.last.fail();
    feed.roomIsOn('polling');
    await answerLook();
    expect(feed.state).toBe('open');
    feed.roomIsOn('websocket');
    expect(server.sockets).toHaveLength(2);
  });

  test('when looking fails too, the server is gone: both are tried, less and less often', async () => {
    await refuseTwice();
    server.looks.at(-1)!.answer({ found: 'trouble' });
    await pass(8_000);
    expect(server.looks.length).toBeGreaterThan(1);
    expect(server.sockets.length).toBeGreaterThan(2);
    expect(feed.state).toBe('opening');
  });

  test('a look that may not read ends it; a rebuilt board is begun anew', async () => {
    await refuseTwice();
    server.looks.at(-1)!.answer({ found: 'rebuilt' });
    await pass(500);
    expect(disowned).toBe(1);
    server.looks.at(-1)!.answer({ found: 'revoked' });
    await settle();
    expect(feed.state).toBe('revoked');
  });
});
