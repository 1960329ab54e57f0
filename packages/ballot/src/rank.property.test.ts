import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { anyRanking, seed } from './fixtures/any-vote.ts';
import { rankPaper } from './fixtures/written-ballots.ts';
import { averagePlaces, gridOf } from './grid.ts';
import type { Ballot, Places } from './paper.ts';
import { beats, strongestPaths, tiers, type Grid } from './schulze.ts';
import { tally } from './tally.ts';

const settings = { seed, numRuns: 300 };
const gridFor = (options: readonly string[], all: readonly Places[]): Grid => {
  const ballots = all.map((places): Ballot => ({ method: 'rank', places }));
  return gridOf(tally(rankPaper(options), ballots).totals, options.length);
};
const tiersOf = (options: readonly string[], all: readonly Places[]): string[][] =>
  tiers(beats(gridFor(options, all))).map((tier) => tier.map((at) => options[at] ?? ''));
const wins = (grid: Grid, i: number, j: number) => (grid[i]?.[j] ?? 0) > (grid[j]?.[i] ?? 0);
const without = (options: readonly string[], gone: readonly string[]) =>
  options.filter((option) => !gone.includes(option));

describe('tiers, whatever was ranked', () => {
  test('hold every option once', () => {
    fc.assert(
      fc.property(anyRanking(), ([options, all]) => {
        expect(tiersOf(options, all).flat().toSorted()).toEqual(options.toSorted());
      }),
      settings,
    );
  });

  test('an option first on more than half of the ballots is first, alone', () => {
    fc.assert(
      fc.property(anyRanking({ least: 1 }), ([options, all]) => {
        const [favourite = ''] = options;
        const rest = without(options, [favourite]);
        const most = Array.from({ length: all.length + 1 }, (): Places => [[favourite], rest]);
        expect(tiersOf(options, [...all, ...most])[0]).toEqual([favourite]);
      }),
      settings,
    );
  });

  test('an option that wins against each other is first, alone; one that loses to each is last, alone', () => {
    let seen = 0;
    fc.assert(
      fc.property(anyRanking(), ([options, all]) => {
        const grid = gridFor(options, all);
        const order = tiersOf(options, all);
        const others = (i: number) => options.flatMap((_, j) => (i === j ? [] : [j]));
        for (const [i, option] of options.entries()) {
          if (others(i).every((j) => wins(grid, i, j))) expect(order[0]).toEqual([option]);
          if (!others(i).every((j) => wins(grid, j, i))) continue;
          expect(order.at(-1)).toEqual([option]);
          seen += 1;
        }
      }),
      settings,
    );
    expect(seen, 'a test that met none proves nothing').toBeGreaterThan(10);
  });

  // Taking out just any last option can change the rest, with this as with every way of counting that
  // respects majorities (examples 8 and 9 of the paper). What is true, and is claimed, is this.
  test('taking out those at the end that lose to everybody above changes nothing above', () => {
    let seen = 0;
    fc.assert(
      fc.property(anyRanking(), ([options, all]) => {
        const grid = gridFor(options, all);
        const order = tiersOf(options, all);
        for (let cut = 1; cut < order.length; cut += 1) {
          const [above, below] = [order.slice(0, cut), order.slice(cut).flat()];
          const at = (option: string) => options.indexOf(option);
          const apart = above.flat().every((a) => below.every((b) => wins(grid, at(a), at(b))));
          if (!apart) continue;
          seen += 1;
          const left = all.map((places) =>
            places.map((joint) => without(joint, below)).filter((joint) => joint.length > 0),
          );
          expect(tiersOf(without(options, below), left)).toEqual(above);
        }
      }),
      settings,
    );
    expect(seen, 'a test that met none proves nothing').toBeGreaterThan(100);
  });

  test('turning every ballot round turns beating round', () => {
    fc.assert(
      fc.property(anyRanking(), ([options, all]) => {
        const round = all.map((places) => {
          const unranked = without(options, places.flat());
          return [...(unranked.length > 0 ? [unranked] : []), ...places.toReversed()];
        });
        const [there, back] = [beats(gridFor(options, all)), beats(gridFor(options, round))];
        expect(back).toEqual(there.map((row, i) => row.map((_, j) => there[j]?.[i])));
      }),
      settings,
    );
  });

  test('lifting a winner on one ballot leaves it among the winners', () => {
    fc.assert(
      fc.property(anyRanking({ least: 1 }), ([options, all]) => {
        const winner = tiersOf(options, all)[0]?.[0] ?? '';
        const [first = [], ...others] = all;
        const rest = first.map((joint) => without(joint, [winner])).filter((j) => j.length > 0);
        expect(tiersOf(options, [[[winner], ...rest], ...others])[0]).toContain(winner);
      }),
      settings,
    );
  });

  test('nobody left unranked is treated better for it than someone put joint last', () => {
    fc.assert(
      fc.property(anyRanking(), ([options, all]) => {
        const full = all.map((places) => {
          const unranked = without(options, places.flat());
          return unranked.length > 0 && places.length > 0 ? [...places, unranked] : places;
        });
        expect(gridFor(options, full)).toEqual(gridFor(options, all));
      }),
      settings,
    );
  });
});

describe('strongest paths', () => {
  test('are what trying every way round finds', () => {
    fc.assert(
      fc.property(anyRanking({ most: 8 }), ([options, all]) => {
        const grid = gridFor(options, all);
        const strongest = (from: number, to: number, seen: readonly number[]): number =>
          options.reduce((best, _, via) => {
            if (seen.includes(via) || !wins(grid, from, via)) return best;
            const onward = via === to ? Infinity : strongest(via, to, [...seen, via]);
            return Math.max(best, Math.min(grid[from]?.[via] ?? 0, onward));
          }, 0);
        const paths = strongestPaths(grid);
        for (const i of options.keys())
          for (const j of options.keys())
            if (i !== j) expect(paths[i]?.[j]).toBe(strongest(i, j, [i]));
      }),
      { ...settings, numRuns: 60 },
    );
  });
});

describe('average places', () => {
  test('add up to what places there are, and match places counted by hand', () => {
    fc.assert(
      fc.property(anyRanking({ least: 1 }), ([options, all]) => {
        const cast = all.filter((places) => places.length > 0);
        const found = averagePlaces(gridFor(options, all), cast.length);
        if (cast.length === 0) {
          expect(found.every((place) => place === null)).toBe(true);
          return;
        }
        const byHand = options.map((option) => {
          const sum = cast.reduce((total, places) => {
            const at = places.findIndex((joint) => joint.includes(option));
            const above = (at === -1 ? places : places.slice(0, at)).flat().length;
            const beside = at === -1 ? options.length - above : (places[at]?.length ?? 0);
            return total + above + (1 + beside) / 2;
          }, 0);
          return sum / cast.length;
        });
        found.forEach((place, at) => expect(place).toBeCloseTo(byHand[at] ?? 0, 9));
      }),
      settings,
    );
  });
});
