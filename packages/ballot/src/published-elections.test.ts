import { describe, expect, test } from 'vitest';
import { countPool, countVote } from './count-vote.ts';
import { PUBLISHED, type Published } from './fixtures/published-elections.ts';
import { rankPaper, written } from './fixtures/written-ballots.ts';
import { gridOf } from './grid.ts';
import { strongestPaths } from './schulze.ts';
import { tally } from './tally.ts';

const terms = { eligible: 0, least: 5, quorum: 0, exact: true, earlier: [] };

/** The tiers as published: letters of one tier together and sorted, tiers apart. */
function orderOf({ ballots }: Published, options: readonly string[]): string {
  const counted = countVote(rankPaper(options), written(ballots), terms);
  if (!counted.counted || counted.result.method !== 'rank') throw new Error('not counted');
  return counted.result.tiers.map((tier) => tier.toSorted().join('')).join(' ');
}

describe.each(PUBLISHED)('$name ($source)', (election) => {
  const options = [...election.options];

  test('the answer is the published one, in whatever order the options are listed', () => {
    const lists = [options, options.toReversed(), [...options.slice(2), ...options.slice(0, 2)]];
    for (const list of lists) {
      const order = orderOf(election, list);
      expect(order.split(' ')[0]).toBe(election.first);
      if (election.order !== undefined) expect(order).toBe(election.order);
    }
  });

  test('and so are the figures on the way to it', () => {
    const ballots = written(election.ballots);
    const grid = gridOf(tally(rankPaper(options), ballots).totals, options.length);
    if (election.voters !== undefined) expect(ballots).toHaveLength(election.voters);
    if (election.paths !== undefined) expect(strongestPaths(grid)).toEqual(election.paths);
    const above = (pair: string) => {
      const [one = '', other = ''] = pair;
      return grid[options.indexOf(one)]?.[options.indexOf(other)] ?? NaN;
    };
    for (const [pair, people] of Object.entries(election.pairs ?? {}))
      expect([pair, above(pair)]).toEqual([pair, people]);
    for (const [pair, lead] of Object.entries(election.margins ?? {}))
      expect(above(pair) - above([...pair].reverse().join(''))).toBe(lead);
    expect(grid.flat().every((people) => people <= ballots.length)).toBe(true);
  });
});

test('the closest is called too close, the clearest is not', () => {
  const closeness = (name: string) => {
    const { options = '', ballots = '' } = PUBLISHED.find((each) => each.name.startsWith(name)) ?? {}; // prettier-ignore
    const counted = countVote(rankPaper([...options]), written(ballots), terms);
    return counted.counted && counted.close;
  };
  expect(closeness('five voters, tied first')).toEqual({ first: true, tiers: true });
  expect(closeness('two tied above two tied')).toMatchObject({ tiers: true });
  expect(closeness('Debian leader 2020')).toEqual({ first: false, tiers: false });
});

// Only the pairs were to be had of this one, so it enters where a pool of boxes would.
test('Debian leader 2002 (debian.org/vote/2002/vote_0001): the order of the published pairs', () => {
  const grid = [
    [0, 255, 178, 385],
    [199, 0, 134, 406],
    [291, 327, 0, 443],
    [68, 50, 18, 0],
  ];
  const totals = [475, ...grid.flat()];
  const words = { instead: [], added: [], why: [] };
  const cast = { ballots: 475, blank: 0, totals, words };
  const counted = countPool(rankPaper([...'1234']), [cast], terms);
  expect(counted).toMatchObject({
    close: { first: false, tiers: false },
    result: { tiers: [['3'], ['1'], ['2'], ['4']] },
  });
});
