import { SCALE_FACES, YES_NO, type Choice, type VoteMethod, type VoteOption, type VoteResult } from '@canopy/domain'; // prettier-ignore

/** What one choice gives to each option: 1 for a tick, a face or an answer, and so many dots. */
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

export function countVote(
  method: VoteMethod,
  options: readonly VoteOption[],
  choices: readonly Choice[],
  eligible: number,
): VoteResult {
  const shares = choices.filter((choice) => choice.method === method).map(given);
  const lines =
    method === 'scale'
      ? SCALE_FACES.map((option) => ({ option, text: null }))
      : method === 'yes-no'
        ? YES_NO.map((option) => ({ option, text: null }))
        : options.map(({ id, text }) => ({ option: id, text }));
  return {
    method,
    voters: shares.length,
    eligible: Math.max(eligible, shares.length),
    blank: shares.filter((share) => share.size === 0).length,
    lines: lines.map((line) => {
      const each = shares.map((share) => share.get(line.option) ?? 0).filter((n) => n > 0);
      return { ...line, count: each.reduce((sum, n) => sum + n, 0), people: each.length };
    }),
  };
}
