import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { BoxStore, SealedBallot } from '../store/box-store.ts';

const ID = 'v'.repeat(20);
const OTHER = 'w'.repeat(20);
const key = Uint8Array.of(1, 2, 3);
const vote = { id: ID, key, rules: '{}' };
export const hashOf = (text: string): Buffer => createHash('sha256').update(text).digest();
const ballot = (who: string, version = 1, choice = '"yes"'): SealedBallot => ({
  pass: hashOf(who),
  version,
  choice,
  code: 'K7-RIVER',
});

/** What every keeper of votes promises. `open` gives an empty store each time. */
export function describeVotes(name: string, open: () => Promise<BoxStore>): void {
  describe(`${name}: votes`, () => {
    let store: BoxStore;
    beforeEach(async () => {
      store = await open();
    });
    afterEach(() => store.close());
    const counted = (id = ID) => store.votes.count(id, (all) => JSON.stringify(all));

    test('opened again the same it is open; opened otherwise it is refused and stays as it was', async () => {
      expect(await store.votes.open(vote)).toBe('opened');
      expect(await store.votes.open(vote)).toBe('opened');
      expect(await store.votes.open({ ...vote, key: Uint8Array.of(9) })).toBe('different');
      expect(await store.votes.open({ ...vote, rules: '{"minimum":5}' })).toBe('different');
      expect(await store.votes.find(ID)).toMatchObject({
        state: 'open',
        rules: '{}',
        result: null,
      });
      expect(await store.votes.find(OTHER)).toBeNull();
    });

    test('a ballot counts once, however often it is sealed', async () => {
      await store.votes.open(vote);
      expect(await store.votes.seal(ID, [ballot('a'), ballot('a')])).toEqual(['sealed', 'sealed']);
      expect(await store.votes.seal(ID, [ballot('a')])).toEqual(['sealed']);
      expect(await store.votes.countSealed(ID)).toBe(1);
    });

    test('a higher version overwrites, a lower or another of the same does not', async () => {
      await store.votes.open(vote);
      await store.votes.seal(ID, [ballot('a', 1, '"yes"')]);
      expect(await store.votes.seal(ID, [ballot('a', 3, '"no"')])).toEqual(['sealed']);
      expect(await store.votes.seal(ID, [ballot('a', 2, '"yes"')])).toEqual(['newer-sealed']);
      expect(await store.votes.seal(ID, [ballot('a', 3, '"yes"')])).toEqual(['newer-sealed']);
      expect(await store.votes.seal(ID, [ballot('a', 3, '"no"')])).toEqual(['sealed']);
      expect(await counted()).toContain('\\"no\\"');
      expect(await counted()).not.toContain('\\"yes\\"');
    });

    test('ballots are counted in the order of their hashes, whoever came first', async () => {
      await store.votes.open(vote);
      await store.votes.open({ ...vote, id: OTHER });
      const people = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];
      for (const who of people) await store.votes.seal(ID, [ballot(who)]);
      for (const who of people.toReversed()) await store.votes.seal(OTHER, [ballot(who)]);
      expect(await counted()).toBe(await counted(OTHER));
    });

    test('what is not open takes no ballot', async () => {
      expect(await store.votes.seal(ID, [ballot('a')])).toEqual(['not-open']);
      await store.votes.open(vote);
      await store.votes.seal(ID, [ballot('a')]);
      expect(await store.votes.stop(ID)).toBe(true);
      expect(await store.votes.seal(ID, [ballot('a'), ballot('b')])).toEqual(['not-open', 'not-open']); // prettier-ignore
      expect(await store.votes.countSealed(ID)).toBe(1);
      expect(await store.votes.stop(OTHER)).toBe(false);
    });

    test('counting keeps what was made of the ballots and nothing of them, and counts once', async () => {
      await store.votes.open(vote);
      await store.votes.seal(ID, [ballot('a'), ballot('b')]);
      expect(await store.votes.count(ID, (all) => String(all.length))).toBe('2');
      expect(await store.votes.count(ID, () => 'again')).toBe('2');
      expect(await store.votes.find(ID)).toMatchObject({ state: 'counted', result: '2' });
      expect(await store.votes.countSealed(ID)).toBe(0);
      expect(await store.votes.seal(ID, [ballot('c')])).toEqual(['not-open']);
      expect(await store.votes.open(vote)).toBe('different');
      expect(await store.votes.count(OTHER, () => 'nothing')).toBeNull();
    });

    test('what was kept of several is joined in one go, or not at all', async () => {
      await store.votes.open(vote);
      await store.votes.open({ ...vote, id: OTHER });
      const join = (all: string[]) => all.map((one) => `${one} of ${String(all.length)}`);
      expect(await store.votes.settle([ID, OTHER], join)).toBe(false);
      await store.votes.count(ID, () => 'one');
      expect(await store.votes.settle([ID, OTHER], join)).toBe(false);
      expect(await store.votes.find(ID)).toMatchObject({ result: 'one' });
      await store.votes.count(OTHER, () => 'other');
      const fail = () => {
        throw new Error('cannot join');
      };
      await expect(store.votes.settle([OTHER, ID], fail)).rejects.toThrow('cannot join');
      expect(await store.votes.settle([OTHER, ID], join)).toBe(true);
      expect(await store.votes.find(ID)).toMatchObject({ state: 'counted', result: 'one of 2' });
      expect(await store.votes.find(OTHER)).toMatchObject({ result: 'other of 2' });
      expect(await store.votes.settle(['x'.repeat(20)], join)).toBe(false);
    });

    test('a count that fails leaves the ballots where they are', async () => {
      await store.votes.open(vote);
      await store.votes.seal(ID, [ballot('a')]);
      const fail = () => {
        throw new Error('cannot count');
      };
      await expect(store.votes.count(ID, fail)).rejects.toThrow('cannot count');
      expect(await store.votes.countSealed(ID)).toBe(1);
      expect(await store.votes.find(ID)).toMatchObject({ state: 'open' });
    });

    test('forgetting destroys everything of it and nothing of another', async () => {
      await store.votes.open(vote);
      await store.votes.open({ ...vote, id: OTHER });
      await store.votes.seal(ID, [ballot('a')]);
      await store.votes.seal(OTHER, [ballot('a')]);
      await store.votes.forget(ID);
      await store.votes.forget(ID);
      expect(await store.votes.find(ID)).toBeNull();
      expect(await store.votes.countSealed(OTHER)).toBe(1);
      expect(await store.votes.open(vote)).toBe('opened');
      expect(await store.votes.countSealed(ID)).toBe(0);
    });

    test('an id that is none reaches no statement', async () => {
      const evil = 'x; drop table vote; --';
      await expect(store.votes.open({ ...vote, id: evil })).rejects.toThrow('not an id');
      await expect(store.votes.forget(evil)).rejects.toThrow('not an id');
    });
  });
}
