import { agreeOnKey, blindPass, finishPass, waitBeforeSealing } from '@canopy/passes/device';
import { makeIssuerKey, signPass } from '@canopy/passes/issuer';
import { fromText, keyWords, toText, type EnvelopeReply } from '@canopy/passes';
import type { YesNo } from '@canopy/ballot';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildBox } from '../box.ts';
import { atBox, openTestBox, ORIGIN, SECRET, type TestBox } from '../fixtures/test-box.ts';
import { ballot, packed, chosen, testId, testKey, yesNo } from '../fixtures/test-passes.ts';
import type { Votes } from '../store/box-store.ts';
import { openBoxStore } from '../store/open-box-store.ts';

// A real box on free ports, asked over http as devices and the app ask it.

const issuer = testKey();
const closing = { eligible: 20, passes: 20, replacements: 0, staffEntered: 0, earlier: [] };
let box: TestBox;
beforeAll(async () => {
  box = await openTestBox();
});
afterAll(() => box.close());

async function openVote(rules = yesNo): Promise<string> {
  const id = testId();
  expect(await box.app.openVote(id, { key: issuer.key, rules })).toMatchObject({ ok: true });
  return id;
}
const five = (id: string) =>
  Promise.all(Array.from({ length: 5 }, () => box.send(ballot(id, issuer.pass()))));
const sealed: EnvelopeReply = { sealed: true };

describe('a secret vote', () => {
  test('goes from key to pass to ballot to result, and only the device sees both ends', async () => {
    const { publicKey, privateKey } = await makeIssuerKey();
    const id = testId();
    const opened = await box.app.openVote(id, { key: toText(publicKey), rules: yesNo });
    expect(opened).toEqual({ ok: true, value: { keyWords: await keyWords(publicKey) } });

    for (const answer of ['yes', 'yes', 'yes', 'no', 'not-sure'] as const) {
      const said = await box.keyOf(id);
      if ('refused' in said) throw new Error(said.refused);
      const agreed = await agreeOnKey(publicKey, fromText(said.key, publicKey.length)!);
      if (!agreed.ok) throw new Error(agreed.why);
      const asked = await blindPass(agreed.key);
      const pass = (await finishPass(agreed.key, asked, signPass(privateKey, asked.blinded)!))!;
      expect(waitBeforeSealing(0.5)).toBe(4000);
      const envelope = ballot(
        id,
        { prepared: toText(pass.prepared), signature: toText(pass.signature) },
        { choice: chosen(answer) },
      );
      expect(await box.send(envelope)).toEqual(sealed);
    }
    expect(await box.app.closeVote(id, closing)).toMatchObject({
      ok: true,
      value: {
        outcome: 'counted',
        ballots: 5,
        banded: false,
        result: { yes: 3, no: 1, notSure: 1, decision: 'passed' },
      },
    });
  });

  test('takes the same envelope again with the same answer, and counts it once', async () => {
    const id = await openVote();
    const envelope = ballot(id, issuer.pass());
    expect([await box.send(envelope), await box.send(envelope)]).toEqual([sealed, sealed]);
    expect(await Promise.all([1, 2, 3].map(() => box.send(envelope)))).toEqual([sealed, sealed, sealed]); // prettier-ignore
    expect(await box.app.closeVote(id, closing)).toMatchObject({ value: { ballots: 1 } });
  });

  test('lets a mind be changed until it closes; the last one counts', async () => {
    const id = await openVote();
    await five(id);
    const pass = issuer.pass();
    const send = (version: number, answer: YesNo) =>
      box.send(ballot(id, pass, { version, choice: chosen(answer) }));
    expect(await send(1, 'yes')).toEqual(sealed);
    expect(await send(3, 'no')).toEqual(sealed);
    expect(await send(2, 'yes')).toEqual({ refused: 'newer-sealed' });
    const closed = await box.app.closeVote(id, closing);
    expect(closed).toMatchObject({ value: { ballots: 6, result: { yes: 5, no: 1, notSure: 0 } } }); // prettier-ignore
    expect(await send(4, 'yes')).toEqual({ refused: 'not-open' });
  });

  test('refuses a pass that is forged, changed or of another vote', async () => {
    const id = await openVote();
    const pass = issuer.pass();
    const stranger = testKey().pass();
    const refused = { refused: 'bad-pass' };
    expect(await box.send(ballot(id, stranger))).toEqual(refused);
    expect(await box.send(ballot(id, { ...pass, prepared: stranger.prepared }))).toEqual(refused);
    expect(await box.send(ballot(id, { ...pass, signature: '' }))).toEqual(refused);
    expect(await box.send(ballot(id, { ...pass, signature: `${pass.signature}=` }))).toEqual(refused); // prettier-ignore
    expect(await box.app.closeVote(id, closing)).toMatchObject({ value: { ballots: 0 } });
  });

  test('refuses a choice that does not answer it and a code that is none of ours', async () => {
    const id = await openVote();
    const wrong = ballot(id, issuer.pass(), {
      choice: packed({ method: 'scale' }, { method: 'scale', face: 'great' }),
    });
    expect(await box.send(wrong)).toEqual({ refused: 'bad-choice' });
    expect(await box.send(ballot(id, issuer.pass(), { code: 'I AM ANNA' }))).toEqual({ refused: 'bad-request' }); // prettier-ignore
    expect(await box.send(ballot(testId(), issuer.pass()))).toEqual({ refused: 'not-found' });
  });

  test('under five counts nothing, destroys the ballots and leaves no result anywhere', async () => {
    const id = await openVote();
    for (let i = 0; i < 4; i += 1) await box.send(ballot(id, issuer.pass()));
    const closed = await box.app.closeVote(id, closing);
    expect(closed).toMatchObject({ ok: true, value: { outcome: 'too-few', ballots: 4 } });
    expect(JSON.stringify(closed)).not.toMatch(/result|codes|yes/);
    const kept = await box.store.votes.find(id);
    expect(kept?.result).not.toMatch(/result|codes|yes/);
    expect(await box.store.votes.countSealed(id)).toBe(0);
  });

  test('closes once: asked again it says the same, whatever numbers come with it', async () => {
    const id = await openVote();
    await five(id);
    const first = await box.app.closeVote(id, closing);
    expect(await box.app.closeVote(id, { ...closing, passes: 0, eligible: 5 })).toEqual(first);
    expect(await box.app.forgetVote(id)).toMatchObject({ ok: true });
    expect(await box.app.closeVote(id, closing)).toEqual({ ok: false, refused: 'not-found' });
  });

  test('says nothing but its number while it is open, and that anew every ten seconds', async () => {
    const id = await openVote();
    const standing = async () => {
      const said = await box.app.standing(id);
      return said.ok ? said.value : said.refused;
    };
    const words = await keyWords(issuer.spki);
    expect(await standing()).toEqual({ state: 'open', sealed: 0, keyWords: words });
    await five(id);
    box.pass(9_999);
    expect(await standing()).toMatchObject({ sealed: 0 });
    box.pass(1);
    expect(await standing()).toEqual({ state: 'open', sealed: 5, keyWords: words });
  });

  test('has a last call of ten seconds, then takes no more, whether or not it is closed', async () => {
    const id = await openVote();
    expect(await box.app.lastCall(id)).toEqual({ ok: true, value: { closesInMs: 10_000 } });
    expect(await box.app.lastCall(id)).toEqual({ ok: true, value: { closesInMs: 10_000 } });
    expect(await box.keyOf(id)).toMatchObject({ state: 'last-call' });
    box.pass(9_999);
    expect(await box.send(ballot(id, issuer.pass()))).toEqual(sealed);
    box.pass(1);
    expect(await box.send(ballot(id, issuer.pass()))).toEqual({ refused: 'not-open' });
    expect(await box.keyOf(id)).toMatchObject({ state: 'closed' });
    expect(await box.app.lastCall(id)).toEqual({ ok: false, refused: 'already-closed' });
  });

  test('is opened once: another key or other rules under its name are refused', async () => {
    const id = await openVote();
    expect(await box.app.openVote(id, { key: issuer.key, rules: yesNo })).toMatchObject({ ok: true }); // prettier-ignore
    const other = testKey();
    expect(await box.app.openVote(id, { key: other.key, rules: yesNo })).toEqual({ ok: false, refused: 'different' }); // prettier-ignore
    const looser = { key: issuer.key, rules: { ...yesNo, exact: false } };
    expect(await box.app.openVote(id, looser)).toEqual({ ok: false, refused: 'different' });
    const weak = { key: issuer.key.slice(4), rules: yesNo };
    expect(await box.app.openVote(testId(), weak)).toEqual({ ok: false, refused: 'bad-input' });
    const few = { key: issuer.key, rules: { ...yesNo, least: 3 } };
    expect(await box.app.openVote(testId(), few)).toEqual({ ok: false, refused: 'bad-input' });
  });
});

test('a full disk is said as such and sealed when there is room: nothing is lost and no fault is counted', async () => {
  const store = await openBoxStore({ memory: true });
  let full = true;
  const sometimes: Votes = {
    ...store.votes,
    seal: async (id, ballots) => {
      if (full) throw Object.assign(new Error('disk full'), { code: 'SQLITE_FULL' });
      return store.votes.seal(id, ballots);
    },
  };
  const anywhere = { host: '127.0.0.1', port: 0 };
  const built = buildBox({
    store: { ...store, votes: sometimes },
    origins: [ORIGIN],
    secret: SECRET,
  });
  const at = atBox(await built.listen(anywhere, anywhere));
  const id = testId();
  await at.app.openVote(id, { key: issuer.key, rules: yesNo });
  const envelope = ballot(id, issuer.pass());
  expect(await at.send(envelope)).toEqual({ refused: 'cannot-save' });
  full = false;
  expect(await at.send(envelope)).toEqual(sealed);
  expect(await at.app.health()).toEqual({ ok: true, value: { ok: true, faults: [] } });
  await built.close();
});

test('whatever people send and send again, in whatever order, the count is that of their last minds', async () => {
  const passes = Array.from({ length: 8 }, () => issuer.pass());
  const send = fc.record({
    who: fc.nat({ max: passes.length - 1 }),
    version: fc.integer({ min: 1, max: 3 }),
    answer: fc.constantFrom<YesNo>('yes', 'no', 'not-sure'),
    together: fc.boolean(),
  });
  await fc.assert(
    fc.asyncProperty(
      fc.array(send, { minLength: 8, maxLength: 30, size: 'max' }),
      async (sends) => {
        const id = await openVote();
        const minds = new Map<number, { version: number; answer: string }>();
        let group: Promise<void>[] = [];
        for (const { who, version, answer, together } of sends) {
          if (!together) {
            await Promise.all(group);
            group = [];
          }
          const one = box
            .send(ballot(id, passes[who]!, { version, choice: chosen(answer), code: 'K7-RIVER' }))
            .then((said) => {
              if ('sealed' in said && version >= (minds.get(who)?.version ?? 0))
                minds.set(who, { version, answer });
            });
          group.push(one);
        }
        await Promise.all(group);
        const closed = await box.app.closeVote(id, closing);
        if (!closed.ok) throw new Error(closed.refused);
        expect(closed.value.ballots).toBe(minds.size);
        if (closed.value.outcome !== 'counted') {
          expect(minds.size).toBeLessThan(5);
          return;
        }
        const of = (answer: string) => [...minds.values()].filter((mind) => mind.answer === answer).length; // prettier-ignore
        expect(closed.value.result).toMatchObject({ yes: of('yes'), no: of('no'), notSure: of('not-sure') }); // prettier-ignore
      },
    ),
    { numRuns: 25, endOnFailure: true },
  );
});
