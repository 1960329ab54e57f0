import { makeAnswerKey, openAnswer, sealAnswer } from '@canopy/passes/answers';
import { makeEditSecret } from '@canopy/passes/device';
import { fromText, leafIdOf, toText, type SecretLeaf } from '@canopy/passes';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTestBox, type TestBox } from '../fixtures/test-box.ts';
import { testId, testKey, words } from '../fixtures/test-passes.ts';
import { shuffle } from './shuffle.ts';

const issuer = testKey();
const sealed = { sealed: true };
let box: TestBox;
beforeAll(async () => {
  box = await openTestBox();
});
afterAll(() => box.close());

async function openStage(): Promise<string> {
  const id = testId();
  expect(await box.app.openStage(id, { key: issuer.key })).toMatchObject({ ok: true });
  return id;
}

/** A device with one leaf: what it keeps, and what it can do with it. */
async function author(stage: string, text: string) {
  const { secret, edit } = await makeEditSecret();
  const answers = await makeAnswerKey();
  const envelope = {
    what: 'leaf',
    stage,
    ...issuer.pass(),
    edit: toText(edit),
    answerKey: toText(answers.publicKey),
    leaf: words(text),
  } as const;
  const change = (version: number, leaf: unknown) =>
    box.send({ what: 'change', stage, secret: toText(secret), version, leaf });
  return {
    envelope,
    change,
    answers,
    leafId: await leafIdOf(edit),
    send: () => box.send(envelope),
  };
}

async function batch(stage: string, name = testId()): Promise<SecretLeaf[] | null> {
  const taken = await box.app.takeBatch(stage, name);
  if (!taken.ok) throw new Error(taken.refused);
  return taken.value.leaves;
}
const textsOf = (leaves: SecretLeaf[] | null) =>
  (leaves ?? []).map(({ leaf }) => ('text' in leaf.content ? leaf.content.text : '')).sort();

describe('secret leaves', () => {
  test('wait until four are there, then leave together, with nothing but words, kind and key', async () => {
    const stage = await openStage();
    for (const text of ['one', 'two', 'three']) expect(await (await author(stage, text)).send()).toEqual(sealed); // prettier-ignore
    expect(await batch(stage)).toBeNull();
    await (await author(stage, 'four')).send();
    const leaves = await batch(stage);
    expect(textsOf(leaves)).toEqual(['four', 'one', 'three', 'two']);
    for (const leaf of leaves ?? [])
      expect(Object.keys(leaf).sort()).toEqual(['answerKey', 'changed', 'leaf', 'leafId']);
  });

  test('leave when the stage has ended, however few, and new ones stay out', async () => {
    const stage = await openStage();
    const late = await author(stage, 'late');
    await (await author(stage, 'only one')).send();
    const last = testId();
    expect(await box.app.endStage(stage, last)).toMatchObject({ ok: true });
    expect(await late.send()).toEqual({ refused: 'not-open' });
    expect(textsOf(await batch(stage, last))).toEqual(['only one']);
  });

  test('that are changed after the end wait for each other, or for a moment that is everybody’s: alone one would say who was at it just then', async () => {
    const stage = await openStage();
    const people = await Promise.all(['a', 'b', 'c', 'd', 'e'].map((text) => author(stage, text)));
    for (const person of people) await person.send();
    const [end, close] = [testId(), testId()];
    await box.app.endStage(stage, end);
    expect(await batch(stage, end)).toHaveLength(5);
    await box.app.keptBatch(stage, end);
    const [first, second, third, fourth, fifth] = people;
    for (const [i, person] of [first, second, third].entries()) {
      expect(await person?.change(2, words(`changed ${String(i)}`))).toEqual(sealed);
      expect(await batch(stage), 'asked for as often as anybody likes').toBeNull();
    }
    await fourth?.change(2, words('changed 3'));
    const four = testId();
    expect(textsOf(await batch(stage, four))).toHaveLength(4);
    await box.app.keptBatch(stage, four);
    await fifth?.change(2, words('at last'));
    expect(await batch(stage)).toBeNull();
    await box.app.endStage(stage, close);
    expect(textsOf(await batch(stage, close))).toEqual(['at last']);
  });

  test('are in no order that says anything: every order comes', async () => {
    const stage = await openStage();
    for (const text of ['a', 'b', 'c', 'd']) await (await author(stage, text)).send();
    const name = testId();
    const orders = new Set<string>();
    for (let i = 0; i < 300; i += 1) {
      const leaves = (await batch(stage, name)) ?? [];
      orders.add(leaves.map(({ leafId }) => leafId).join());
    }
    // 24 orders; the chance that 300 draws miss any one of them is below 1 in 10,000.
    expect(orders.size).toBe(24);
  });

  test('are in the same batch when it is asked for again, and gone when it is kept', async () => {
    const stage = await openStage();
    for (const text of ['a', 'b', 'c', 'd']) await (await author(stage, text)).send();
    const name = testId();
    expect(textsOf(await batch(stage, name))).toEqual(['a', 'b', 'c', 'd']);
    expect(textsOf(await batch(stage, name))).toEqual(['a', 'b', 'c', 'd']);
    expect(await box.app.keptBatch(stage, name)).toMatchObject({ ok: true });
    expect(await batch(stage, name)).toBeNull();
  });

  test('count once, however often they are sent; a pass used is used', async () => {
    const stage = await openStage();
    const one = await author(stage, 'one');
    expect([await one.send(), await one.send()]).toEqual([sealed, sealed]);
    const other = await author(stage, 'other');
    const { prepared, signature } = one.envelope;
    expect(await box.send({ ...other.envelope, prepared, signature })).toEqual({ refused: 'pass-used' }); // prettier-ignore
    const last = testId();
    await box.app.endStage(stage, last);
    expect(textsOf(await batch(stage, last))).toEqual(['one']);
  });

  test('are changed by whoever shows the edit secret, and by nobody else', async () => {
    const stage = await openStage();
    const mine = await author(stage, 'first');
    await mine.send();
    for (const text of ['x', 'y', 'z']) await (await author(stage, text)).send();
    expect(await mine.change(2, words('second'))).toEqual(sealed);
    expect(await mine.change(2, words('second'))).toEqual(sealed);
    expect(await (await author(stage, '')).change(2, words('mine'))).toEqual({ refused: 'leaf-gone' }); // prettier-ignore
    const name = testId();
    expect(textsOf(await batch(stage, name))).toEqual(['second', 'x', 'y', 'z']);
    await box.app.keptBatch(stage, name);
    expect(await mine.change(3, words('third'))).toEqual(sealed);
    const last = testId();
    await box.app.endStage(stage, last);
    expect(await batch(stage, last)).toMatchObject([{ leafId: mine.leafId, changed: true }]);
  });

  test('are taken back at once and for good', async () => {
    const stage = await openStage();
    const [waits, left] = [await author(stage, 'waits'), await author(stage, 'left')];
    await left.send();
    for (const text of ['x', 'y', 'z']) await (await author(stage, text)).send();
    const name = testId();
    await batch(stage, name);
    await box.app.keptBatch(stage, name);
    await waits.send();
    expect(await waits.change(2, null)).toEqual(sealed);
    expect(await left.change(2, null)).toEqual(sealed);
    const gone = await box.app.withdrawn(stage);
    expect(gone).toEqual({ ok: true, value: { leafIds: [waits.leafId, left.leafId].sort() } });
    expect(await left.change(3, words('back'))).toEqual({ refused: 'leaf-gone' });
    const last = testId();
    await box.app.endStage(stage, last);
    expect(await batch(stage, last)).toBeNull();
  });

  test('have an answer that everybody downloads and their author opens', async () => {
    const stage = await openStage();
    const people = await Promise.all(['a', 'b', 'c', 'd'].map((text) => author(stage, text)));
    for (const person of people) await person.send();
    const leaves = (await batch(stage)) ?? [];
    const answers = await Promise.all(
      leaves.map(async ({ leafId, answerKey }) => ({
        leafId,
        sealed: await sealAnswer(fromText(answerKey, 65)!, leafId, `about ${leafId}`),
      })),
    );
    for (const person of people) {
      const opened = await Promise.all(answers.map(({ leafId, sealed: one }) => openAnswer(person.answers.secret, leafId, one))); // prettier-ignore
      expect(opened.filter((text) => text !== null)).toEqual([`about ${person.leafId}`]);
    }
  });

  test('that are no leaves, or could not be answered, are refused', async () => {
    const stage = await openStage();
    const { envelope } = await author(stage, 'x'.repeat(280));
    const refused = async (more: object) => box.send({ ...envelope, ...more });
    expect(await refused({ leaf: words('x'.repeat(281)) })).toEqual({ refused: 'bad-leaf' });
    expect(await refused({ leaf: { ...words('x'), author: 'me' } })).toEqual(sealed);
    expect(await refused({ answerKey: toText(new Uint8Array(65).fill(4)) })).toEqual({ refused: 'bad-request' }); // prettier-ignore
    expect(await refused({ stage: testId() })).toEqual({ refused: 'not-found' });
    expect(await refused(testKey().pass())).toEqual({ refused: 'bad-pass' });
    const last = testId();
    await box.app.endStage(stage, last);
    const said = JSON.stringify(await batch(stage, last));
    expect(said).toContain('"text":"x"');
    expect(said, 'what is not a leaf’s is not kept').not.toContain('me"');
  });

  test('with four bytes to each letter still fit an envelope', async () => {
    const stage = await openStage();
    expect(await (await author(stage, '🌳'.repeat(140))).send()).toEqual(sealed);
    expect(await (await author(stage, '\u0001'.repeat(280))).send()).toEqual(sealed);
  });
});

test('shuffling loses nothing and adds nothing', () => {
  fc.assert(
    fc.property(fc.array(fc.nat()), fc.infiniteStream(fc.nat()), (items, chances) => {
      const mixed = shuffle(items, (n) => (chances.next().value as number) % n);
      expect(mixed.toSorted()).toEqual(items.toSorted());
    }),
  );
});
