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
const textOf = (input: unknown): unknown =>
  (input as { leaf: ReturnType<typeof leaf>['leaf'] }).leaf.content.text;
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
  test('keeps what is written offline, then sends it in order, several on their way', async () => {
    const all = Array.from({ length: 12 }, (_, n) => `leaf ${n}`);
    for (const text of all) outbox.post('leaf:place', leaf(text));
    await settle();
    expect(wire.asked).toHaveLength(0);
    expect(outbox).toMatchObject({ unsent: 12, late: true });

    wire.connect();
    await settle();
    expect(wire.asked).toHaveLength(10);
    for (let n = 0; n < 12; n += 1) {
      wire.asked[n]!.answer(ok);
      await settle();
    }
    expect(wire.asked.map(({ input }) => textOf(input))).toEqual(all);
    expect(outbox).toMatchObject({ letters: [], late: false });
  });

  test('what concerns the same leaf waits for the answer before', async () => {
    const leafId = 'l'.repeat(20);
    const { boardId } = leaf('');
    outbox.post('leaf:place', { ...leaf('first'), leafId });
    wire.connect();
    await settle();
    outbox.post('leaf:move', { boardId, leafId, branchId: null, before: null });
    outbox.post('leaf:place', leaf('behind it'));
    await settle();
    expect(wire.asked.map(({ command }) => command)).toEqual(['leaf:place']);
    wire.asked[0]!.answer(ok);
    await settle();
    expect(wire.asked.map(({ command }) => command)).toEqual([
      'leaf:place',
      'leaf:move',
      'leaf:place',
    ]);
  });

  test('after a lost line the oldest unanswered goes first, and nothing travels twice at once', async () => {
    const ids = ['one', 'two', 'three'].map((text) => outbox.post('leaf:place', leaf(text)));
    wire.connect();
    await settle();
    wire.asked[1]!.answer(ok);
    await settle();
    wire.lose();
    wire.connect();
    await later();
    expect(wire.asked.slice(3).map(({ input }) => input.intentId)).toEqual([ids[0], ids[2]]);
  });

  test('a pile of words comes at the pace the server allows', async () => {
    for (let n = 0; n < 30; n += 1) outbox.post('leaf:place', leaf(`${n}`));
    wire.connect();
    const answerAll = async (): Promise<void> => {
      for (let n = 0; n < wire.asked.length; n += 1) {
        wire.asked[n]!.answer(ok);
        await settle();
      }
    };
    await answerAll();
    expect(wire.asked).toHaveLength(18);
    await vi.advanceTimersByTimeAsync(1_000);
    await answerAll();
    // The server allows twenty at once and ten a second.
    expect(wire.asked.length).toBeLessThanOrEqual(30);
    expect(wire.asked.length).toBeGreaterThanOrEqual(25);
  });

  test('twenty leaves at 300 ms there and back need two ways there and back: no timer stands between', async () => {
    for (let n = 0; n < 20; n += 1) outbox.post('leaf:place', leaf(`${n}`));
    wire.connect();
    await settle();
    for (const letters of [10, 20]) {
      expect(wire.asked).toHaveLength(letters);
      await vi.advanceTimersByTimeAsync(300);
      for (const { answer } of wire.asked.slice(letters - 10)) answer(ok);
      await settle();
    }
    expect(outbox.letters).toEqual([]);
  });

  test('words put otherwise or taken back before they left this phone are never sent', async () => {
    const [kept, gone] = ['k'.repeat(20), 'g'.repeat(20)];
    const { boardId } = leaf('');
    const content = { form: 'words', text: 'second thought' } as const;
    outbox.post('leaf:place', { ...leaf('first thought'), leafId: kept });
    outbox.post('leaf:place', { ...leaf('regretted'), leafId: gone });
    outbox.post('leaf:edit', { boardId, leafId: kept, kind: 'want', content });
    outbox.post('leaf:withdraw', { boardId, leafId: gone });
    wire.connect();
    await settle();
    expect(wire.asked.map(({ input }) => textOf(input))).toEqual(['second thought']);
  });

  test('a refused leaf keeps its newest words, and what was done to it since is not sent', async () => {
    const leafId = 'l'.repeat(20);
    const { boardId } = leaf('');
    outbox.post('leaf:place', { ...leaf('first'), leafId });
    wire.connect();
    await settle();
    const content = { form: 'words', text: 'newest' } as const;
    outbox.post('leaf:edit', { boardId, leafId, kind: 'want', content });
    outbox.post('leaf:move', { boardId, leafId, branchId: null, before: null });
    wire.asked[0]!.answer(no('too-many'));
    await later();
    expect(wire.asked).toHaveLength(1);
    expect(outbox.letters).toHaveLength(1);
    expect(texts()[0]).toContain('newest');
  });

  test('an answer that comes soon enough is never worth a word on screen', async () => {
    wire.connect();
    outbox.post('leaf:place', leaf('quick'));
    await vi.advanceTimersByTimeAsync(300);
    expect(outbox).toMatchObject({ unsent: 1, late: false });
    await vi.advanceTimersByTimeAsync(200);
    expect(outbox.late).toBe(true);
    wire.asked[0]!.answer(ok);
    await settle();
    expect(outbox.late).toBe(false);
  });

  test('a lost answer is asked for again under the same id, so nothing happens twice', async () => {
    const id = outbox.post('leaf:place', leaf('once'));
    wire.connect();
    await settle();
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
