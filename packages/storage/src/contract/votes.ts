import type { Choice, VoteResult } from '@canopy/domain';
import { describe, expect, test } from 'vitest';
import { eachStore, plant, type OpenStore } from './fixtures.ts';

const options = [{ id: 'one', text: { en: 'One', cy: '' } }];
const result: VoteResult = { method: 'approve', voters: 2, eligible: 3, blank: 0, lines: [] };
const approve = (...chosen: string[]): Choice => ({ method: 'approve', options: chosen });

export function describeVotes(name: string, openStore: OpenStore): void {
  describe(`votes (${name})`, () => {
    const store = eachStore(openStore, plant);

    test('a vote opens once, and its options are fixed then', async () => {
      expect(await store().votes.find('vote')).toBeNull();
      expect(await store().votes.open('vote', options)).toBe(true);
      expect(await store().votes.open('vote', [])).toBe(false);
      expect(await store().votes.find('vote')).toEqual({
        stageId: 'vote',
        state: 'open',
        options,
        result: null,
      });
    });

    test('one person, one vote: casting again replaces', async () => {
      await store().votes.open('vote', options);
      await store().votes.cast('vote', 'a', approve('one'));
      await store().votes.cast('vote', 'a', approve());
      expect(await store().votes.countBallots('vote')).toBe(1);
      expect(await store().votes.ballotOf('vote', 'a')).toEqual(approve());
      expect(await store().votes.ballotOf('vote', 'b')).toBeNull();
    });

    test('ballots are read in seat order, never in the order they came', async () => {
      await store().votes.open('vote', options);
      for (const seat of ['m', 'z', 'a', 'm'])
        await store().votes.cast('vote', seat, approve('one'));
      expect((await store().votes.ballots('vote')).map((b) => b.seatId)).toEqual(['a', 'm', 'z']);
    });

    test('every method’s choice is read back whole', async () => {
      const choices: Choice[] = [
        approve('one', 'two'),
        { method: 'dots', dots: [{ option: 'one', n: 3 }] },
        { method: 'scale', face: 'ok' },
        { method: 'yes-no', answer: 'not-sure' },
      ];
      await store().votes.open('vote', options);
      for (const [i, choice] of choices.entries())
        await store().votes.cast('vote', `s${String(i)}`, choice);
      expect((await store().votes.ballots('vote')).map((b) => b.choice)).toEqual(choices);
    });

    test('no ballot goes into a vote that was never opened', async () => {
      await expect(store().votes.cast('vote', 'a', approve())).rejects.toThrow();
    });

    test('a vote closes once and keeps its count', async () => {
      expect(await store().votes.close('vote', result)).toBe(false);
      await store().votes.open('vote', options);
      expect(await store().votes.close('vote', result)).toBe(true);
      expect(await store().votes.close('vote', { ...result, voters: 9 })).toBe(false);
      expect(await store().votes.find('vote')).toMatchObject({ state: 'closed', result });
    });
  });
}
