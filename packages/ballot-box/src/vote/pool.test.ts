import type { YesNo } from '@canopy/ballot';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestBox, type TestBox } from '../fixtures/test-box.ts';
import { ballot, chosen, testId, testKey, yesNo } from '../fixtures/test-passes.ts';

// Panels too small to be counted alone, which are counted together.

const issuer = testKey();
let box: TestBox;
beforeAll(async () => {
  box = await openTestBox();
});
afterAll(() => box.close());

const none = { replacements: 0, staffEntered: 0, earlier: [] };
/** A panel's vote in a pool, with these ballots in it. */
async function panel(
  pool: string,
  answers: YesNo[],
  change: Partial<typeof yesNo> = {},
): Promise<string> {
  // prettier-ignore
  const id = testId();
  const rules = { ...yesNo, pool, ...change };
  expect(await box.app.openVote(id, { key: issuer.key, rules })).toMatchObject({ ok: true });
  for (const answer of answers)
    await box.send(ballot(id, issuer.pass(), { choice: chosen(answer) }));
  return id;
}
const close = (id: string, eligible: number) => box.app.closeVote(id, { ...none, eligible, passes: eligible }); // prettier-ignore
const keptOf = async (id: string) => (await box.store.votes.find(id))?.result ?? '';

test('panels of three and four, each nothing alone, are one result together', async () => {
  const pool = testId();
  const [a, b] = [await panel(pool, ['yes', 'yes', 'no']), await panel(pool, ['yes', 'no', 'no', 'yes'])]; // prettier-ignore
  const closed = await close(a, 4);
  expect(closed).toMatchObject({ ok: true, value: { outcome: 'pooled', ballots: 3, eligible: 4 } });
  expect(JSON.stringify(closed), 'nothing of how, nor any code').not.toMatch(/result|tally|totals|codes|RIVER/); // prettier-ignore
  expect(await close(a, 4)).toEqual(closed);
  expect(await box.app.closePool(pool, { votes: [a, b], earlier: [] })).toEqual({ ok: false, refused: 'different' }); // prettier-ignore
  await close(b, 5);
  const all = await box.app.closePool(pool, { votes: [a, b], earlier: [] });
  expect(all).toMatchObject({
    ok: true,
    value: { outcome: 'counted', ballots: 7, eligible: 9, passes: 9, result: { yes: 4, no: 3, notSure: 0 } }, // prettier-ignore
  });
  expect(all.ok && all.value.outcome === 'counted' && all.value.codes).toHaveLength(7);
  expect(await box.app.closePool(pool, { votes: [b, a], earlier: [] })).toEqual(all);
  expect(await close(a, 4), 'what was said of each stays').toEqual(closed);
  for (const id of [a, b]) expect(await keptOf(id)).not.toMatch(/"share"|"totals"/);
});

test('fewer than five together are not counted, and what was kept of each is gone', async () => {
  const pool = testId();
  const [a, b] = [await panel(pool, ['yes', 'yes']), await panel(pool, ['no', 'no'])];
  for (const id of [a, b]) await close(id, 6);
  expect(await keptOf(a), 'until then it is there').toMatch(/"totals"/);
  const all = await box.app.closePool(pool, { votes: [a, b], earlier: [] });
  expect(all).toMatchObject({ ok: true, value: { outcome: 'too-few', ballots: 4, least: 5 } });
  for (const id of [a, b]) expect(await keptOf(id)).not.toMatch(/share|totals|codes|RIVER/);
});

test('no panel is in two sums: the difference would be that panel', async () => {
  const pool = testId();
  const all = [await panel(pool, ['yes', 'yes', 'no', 'no', 'yes']), await panel(pool, ['no', 'yes', 'no']), await panel(pool, ['yes', 'no', 'yes', 'no', 'no'])]; // prettier-ignore
  for (const id of all) await close(id, 8);
  const [a = '', b = '', c = ''] = all;
  const first = await box.app.closePool(pool, { votes: [a, b], earlier: [] });
  expect(first).toMatchObject({ ok: true, value: { ballots: 8 } });
  const refused = { ok: false, refused: 'different' };
  for (const votes of [[a], [b], [a, c], [b, c], [a, b, c]])
    expect(votes.length === 1 ? await box.app.closePool(pool, { votes, earlier: [] }) : first).toEqual(first); // prettier-ignore
  for (const votes of [
    [a, c],
    [b, c],
    [a, b, c],
  ])
    expect(await box.app.closePool(pool, { votes, earlier: [] })).toEqual(refused);
  expect(await box.app.closePool(pool, { votes: [c, c], earlier: [] })).toEqual({ ok: false, refused: 'bad-input' }); // prettier-ignore
});

test('only votes of the same pool and the same rules are one vote', async () => {
  const pool = testId();
  const a = await panel(pool, ['yes', 'yes', 'no', 'no', 'yes']);
  const others = [await panel(testId(), ['yes']), await panel(pool, ['yes'], { least: 6 }), await panel(pool, ['yes'], { exact: false })]; // prettier-ignore
  for (const id of [a, ...others]) await close(id, 5);
  const refused = { ok: false, refused: 'different' };
  for (const other of [...others, testId()])
    expect(await box.app.closePool(pool, { votes: [a, other], earlier: [] })).toEqual(refused);
  expect(await box.app.closePool(testId(), { votes: [a], earlier: [] })).toEqual(refused);
});

test('a pool is in bands where an earlier result had nearly the same people', async () => {
  const pool = testId();
  const yes = Array.from({ length: 6 }, () => 'yes' as const);
  const all = [await panel(pool, yes), await panel(pool, yes)];
  for (const id of all) await close(id, 6);
  const earlier = [{ eligible: 12, ballots: 11, both: 12 }];
  expect(await box.app.closePool(pool, { votes: all, earlier })).toMatchObject({ value: { banded: true } }); // prettier-ignore
});
