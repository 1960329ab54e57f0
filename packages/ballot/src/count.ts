import type { Choice, VoteMethod, VoteOption, VoteResult } from '@canopy/domain';

// Spelled out here, and held to the domain's lists by their types: importing the values would bring
// the whole of zod to every phone that draws a result.
const FACES: Record<Extract<Choice, { method: 'scale' }>['face'], true> = {
  rough: true,
  low: true,
  ok: true,
  good: true,
  great: true,
};
const ANSWERS: Record<Extract<Choice, { method: 'yes-no' }>['answer'], true> = {
  yes: true,
  no: true,
  'not-sure': true,
};

/**
 * Counts ballots that were checked when they were cast; one of another method counts for nothing.
 * Lines keep the order of the options, ties and all: no line is called first, because nobody voted
 * for the order of the list. `eligible` is never less than the ballots: whoever voted and then left
 * was eligible ("7 of 6" is no result).
 */
export function count(
  method: VoteMethod,
  options: readonly VoteOption[],
  choices: readonly Choice[],
  eligible: number,
): VoteResult {
  const ballots = choices.filter((choice) => choice.method === method).map(given);
  return {
    method,
    voters: ballots.length,
    eligible: Math.max(eligible, ballots.length),
    blank: ballots.filter((ballot) => ballot.size === 0).length,
    lines: linesOf(method, options).map((line) => {
      const gifts = ballots.flatMap((ballot) => ballot.get(line.option) ?? []);
      return { ...line, count: gifts.reduce((sum, n) => sum + n, 0), people: gifts.length };
    }),
  };
}

/** What one ballot gives to whom. */
function given(choice: Choice): Map<string, number> {
  switch (choice.method) {
    case 'approve':
      return new Map(choice.options.map((option) => [option, 1]));
    case 'dots':
      return new Map(choice.dots.map(({ option, n }) => [option, n]));
    case 'scale':
      return new Map([[choice.face, 1]]);
    case 'yes-no':
      return new Map([[choice.answer, 1]]);
  }
}

function linesOf(
  method: VoteMethod,
  options: readonly VoteOption[],
): Pick<VoteResult['lines'][number], 'option' | 'text'>[] {
  switch (method) {
    case 'approve':
    case 'dots':
      return options.map(({ id, text }) => ({ option: id, text }));
    case 'scale':
      return Object.keys(FACES).map((option) => ({ option, text: null }));
    case 'yes-no':
      return Object.keys(ANSWERS).map((option) => ({ option, text: null }));
  }
}
