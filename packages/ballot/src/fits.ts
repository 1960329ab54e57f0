import { optionsOf, type Ballot, type Paper } from './paper.ts';

/**
 * Whether this ballot answers this paper: the right method, only its options, each once, within the
 * budget. Over the budget is refused, never trimmed: nobody chose what trimming would leave.
 */
export function fits(paper: Paper, ballot: Ballot): boolean {
  switch (ballot.method) {
    case 'approve':
      return paper.method === 'approve' && areAmong(paper, ballot.options);
    case 'dots':
      return (
        paper.method === 'dots' &&
        areAmong(
          paper,
          ballot.dots.map(({ option }) => option),
        ) &&
        ballot.dots.every(({ n }) => Number.isInteger(n) && n >= 1 && n <= paper.maxPerOption) &&
        ballot.dots.reduce((sum, { n }) => sum + n, 0) <= paper.dots
      );
    case 'scale':
    case 'fist':
    case 'yes-no':
      return paper.method === ballot.method;
    case 'rank':
      return paper.method === 'rank' && areAmong(paper, ballot.places.flat());
    case 'replace':
      return (
        paper.method === 'replace' &&
        areAmong(paper, ballot.places.flat()) &&
        (ballot.swap === null || areAmong(paper, [ballot.swap.option]))
      );
  }
}

/** Whether the ballot says nothing: a ballot all the same, for quorum and in the number of ballots. */
export function isBlank(ballot: Ballot): boolean {
  switch (ballot.method) {
    case 'approve':
      return ballot.options.length === 0;
    case 'dots':
      return ballot.dots.length === 0;
    case 'scale':
      return ballot.face === null;
    case 'fist':
      return ballot.fist === null;
    case 'yes-no':
      return ballot.answer === null;
    case 'rank':
      return ballot.places.length === 0;
    case 'replace':
      return (
        ballot.places.length === 0 &&
        ballot.swap === null &&
        ballot.added.length === 0 &&
        ballot.why === ''
      );
  }
}

function areAmong(paper: Paper, named: readonly string[]): boolean {
  const known = new Set(optionsOf(paper));
  return new Set(named).size === named.length && named.every((id) => known.has(id));
}
