import { ENVELOPE_BYTES, padded, REPLY_BYTES, sizeOf } from '@canopy/passes';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { asBrowser, openTestBox, SECRET, type TestBox } from '../fixtures/test-box.ts';
import { ballot, testId, testKey, yesNo } from '../fixtures/test-passes.ts';

// Anybody can reach the door for people, so anything can come in by it.

const issuer = testKey();
const [vote, stage] = [testId(), testId()];
let box: TestBox;
beforeAll(async () => {
  box = await openTestBox();
  await box.app.openVote(vote, { key: issuer.key, rules: yesNo });
  await box.app.openStage(stage, { key: issuer.key });
});
afterAll(() => box.close());

const noFault = async () =>
  expect(await box.app.health()).toEqual({ ok: true, value: { ok: true, faults: [] } });

const right = ballot(vote, issuer.pass());
/** Envelopes that are nearly right: a good one with any of its parts, or some more, made of anything. */
const nearly = fc
  .dictionary(
    fc.constantFrom('what', 'vote', 'stage', 'prepared', 'signature', 'version', 'choice', 'code', 'secret', 'edit', 'answerKey', 'leaf', '__proto__'),
    fc.oneof(fc.jsonValue(), fc.constantFrom('ballot', 'leaf', 'change', vote, stage, right.prepared, right.signature, 1, 2)),
    { minKeys: 1 },
  )
  .map((parts) => ({ ...right, ...parts }))
  .filter((envelope) => sizeOf(envelope) <= ENVELOPE_BYTES && JSON.stringify(envelope) !== JSON.stringify(right)); // prettier-ignore
const anything = fc.oneof(
  { weight: 4, arbitrary: nearly.map((envelope) => padded(envelope, ENVELOPE_BYTES)) },
  { weight: 1, arbitrary: fc.uint8Array({ minLength: ENVELOPE_BYTES, maxLength: ENVELOPE_BYTES }).map((bytes) => new Uint8Array(bytes)) },
); // prettier-ignore

test('whatever people send is answered in one length, and is never a fault of the box', async () => {
  await fc.assert(
    fc.asyncProperty(anything, async (body) => {
      const said = await asBrowser(`${box.people}/envelope`, { method: 'POST', body });
      expect(said.status).toBeLessThan(500);
      expect((await said.text()).length).toBe(REPLY_BYTES);
    }),
    { numRuns: 150 },
  );
  await noFault();
});

test('whatever the app sends is answered, and is never a fault of the box', async () => {
  const path = fc.constantFrom(`/votes/${vote}`, `/votes/${vote}/last-call`, `/votes/${testId()}/close`, `/stages/${stage}`, `/stages/${stage}/batches/${stage}`, '/votes/../x', '/', `/votes/${vote}/${vote}`); // prettier-ignore
  const opening = fc.record({ key: fc.oneof(fc.constant(issuer.key), fc.string()), rules: fc.oneof(fc.constant(yesNo), fc.jsonValue()) }); // prettier-ignore
  await fc.assert(
    fc.asyncProperty(
      path,
      fc.constantFrom('PUT', 'POST', 'PATCH'),
      fc.oneof(opening, fc.jsonValue()),
      async (where, method, body) => {
        const said = await fetch(`http://127.0.0.1:${String(box.ports.app)}${where}`, {
          method,
          headers: { authorization: `Bearer ${SECRET}` },
          body: JSON.stringify(body),
        });
        expect(said.status).toBeLessThan(500);
        expect(typeof (await said.json())).toBe('object');
      },
    ),
    { numRuns: 150 },
  );
  await noFault();
});
