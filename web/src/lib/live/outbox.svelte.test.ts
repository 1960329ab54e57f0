import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { Connection } from './connection.svelte.ts';
import { FakeWire } from './fake-wire.ts';
import { Outbox } from './outbox.svelte.ts';

const leaf = (text: string) => ({
  boardId: 'b'.repeat(20),
  branchId: null,
  leaf: { kind: 'idea', lang: 'en', content: { form: 'words', text } } as const,
});
const ok = { ok: true, value: { leafId: 'l'.repeat(20) } };
const no = (code: string) => ({ ok: false, refusal: { code } });

let wire: FakeWire;
let outbox: Outbox;
const settle = () => vi.advanceTimersByTimeAsync(0);
const later = () => vi.advanceTimersByTimeAsync(20_000);
const texts = () => outbox.of('leaf:place').map(({ input }) => JSON.stringify(input.leaf.content));

beforeEach(() => {
  vi.useFakeTimers();
  sessionStorage.clear();
  wire = new FakeWire();
  outbox = new Outbox(new Connection(wire), 'seat');
  outbox.start();
});
afterEach(() => {
  outbox.stop();
  vi.useRealTimers();
});

describe('the outbox', () => {
  test('keeps what is written offline, then sends it in order, one at a time', async () => {
    outbox.post('leaf:place', leaf('one'));
    outbox.post('leaf:place', leaf('two'));
    await settle();
    expect(wire.asked).toHaveLength(0);
    expect(outbox.unsent).toBe(2);

    wire.connect();
    await settle();
    expect(wire.asked).toHaveLength(1);
    wire.asked[0]!.answer(ok);
    await settle();
    expect(wire.asked.map(({ input }) => JSON.stringify(input))).toEqual([
      expect.stringContaining('one'),
      expect.stringContaining('two'),
    ]);
    wire.asked[1]!.answer(ok);
    await settle();
    expect(outbox.letters).toEqual([]);
  });

  test('a lost answer is asked for again under the same id, so nothing happens twice', async () => {
    const id = outbox.post('leaf:place', leaf('once'));
    wire.connect();
    await settle();
    wire.asked[0]!.answer(null);
    wire.lose();
    await later();
    expect(wire.asked).toHaveLength(1);
    wire.connect();
    await settle();
    expect(wire.asked.map(({ input }) => input.intentId)).toEqual([id, id]);
    wire.asked[1]!.answer(ok);
    await settle();
    expect(outbox.unsent).toBe(0);
  });

  test('what time mends is sent again and never shown as a refusal', async () => {
    outbox.post('leaf:place', leaf('patient'));
    wire.connect();
    await settle();
    for (const code of ['paused', 'slow-down', 'cannot-save']) {
      wire.asked.at(-1)!.answer(no(code));
      await later();
      expect(outbox.refused).toEqual([]);
    }
    expect(wire.asked).toHaveLength(4);
  });

  test('a refusal keeps its words and lets the next one through', async () => {
    const id = outbox.post('leaf:place', leaf('kept'));
    outbox.post('leaf:place', leaf('next'));
    wire.connect();
    await settle();
    wire.asked[0]!.answer(no('too-many'));
    await settle();
    expect(outbox.refused[0]?.refusal).toEqual({ code: 'too-many' });
    expect(texts()[0]).toContain('kept');
    expect(JSON.stringify(wire.asked[1]!.input)).toContain('next');
    wire.asked[1]!.answer(ok);
    await settle();

    outbox.retry(id);
    await settle();
    expect(wire.asked[2]!.input.intentId).toBe(id);
    wire.asked[2]!.answer(no('too-many'));
    await settle();
    outbox.throwAway(id);
    expect(outbox.letters).toEqual([]);
  });

  test('a fault of ours is tried four times and then no longer blocks what follows', async () => {
    outbox.post('leaf:place', leaf('faulty'));
    wire.connect();
    await settle();
    for (let i = 0; i < 5; i += 1) {
      wire.asked.at(-1)!.answer(no('unexpected'));
      await later();
    }
    expect(wire.asked).toHaveLength(5);
    expect(outbox.refused).toHaveLength(1);
  });

  test('of votes not yet on their way only the newest is kept', async () => {
    const stageId = 's'.repeat(20);
    const vote = (option: string) =>
      outbox.post('ballot:cast', { stageId, choice: { method: 'approve', options: [option] } });
    vote('a');
    vote('b');
    wire.connect();
    await settle();
    vote('c');
    vote('d');
    expect(outbox.of('ballot:cast')).toHaveLength(2);
    wire.asked[0]!.answer({ ok: true, value: {} });
    await settle();
    expect(wire.asked.map(({ input }) => JSON.stringify(input))).toEqual([
      expect.stringContaining('"b"'),
      expect.stringContaining('"d"'),
    ]);
  });
});

describe('people 80: what stays on the device', () => {
  const kept = () => JSON.stringify({ ...sessionStorage });

  test('nothing while the page is alive', () => {
    outbox.post('leaf:place', leaf('alive'));
    expect(sessionStorage).toHaveLength(0);
  });

  test('unsent words cross a reload, once', () => {
    const id = outbox.post('leaf:place', leaf('carried'));
    dispatchEvent(new Event('pagehide'));
    expect(kept()).toContain('carried');

    const next = new Outbox(new Connection(new FakeWire()), 'seat');
    next.start();
    expect(next.letters.map(({ intentId }) => intentId)).toEqual([id]);
    expect(sessionStorage).toHaveLength(0);
    next.stop();
  });

  test('leaving keeps nothing, also not through the reload that follows', () => {
    outbox.post('leaf:place', leaf('gone'));
    outbox.stop();
    dispatchEvent(new Event('pagehide'));
    expect(sessionStorage).toHaveLength(0);
    expect(outbox.letters).toEqual([]);
  });

  test('another seat never finds them', () => {
    outbox.post('leaf:place', leaf('mine'));
    dispatchEvent(new Event('pagehide'));
    const other = new Outbox(new Connection(new FakeWire()), 'other');
    other.start();
    expect(other.letters).toEqual([]);
    other.stop();
  });
});
