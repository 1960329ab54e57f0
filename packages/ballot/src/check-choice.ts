import type { Choice, VoteOption, VoteSettings } from '@canopy/domain';

/**
 * Whether this choice answers this vote: the right method, only its options, each once, within the
 * budget. A browser asks before sending; the server asks again, for anyone can send anything.
 */
export function checkChoice(
  settings: Pick<VoteSettings, 'method' | 'dots' | 'maxPerOption'>,
  options: readonly VoteOption[],
  choice: Choice,
): boolean {
  if (choice.method !== settings.method) return false;
  switch (choice.method) {
    case 'approve':
      return areAmong(options, choice.options);
    case 'dots': {
      const named = choice.dots.map(({ option }) => option);
      const given = choice.dots.reduce((sum, { n }) => sum + n, 0);
      return (
        areAmong(options, named) &&
        given <= settings.dots &&
        choice.dots.every(({ n }) => Number.isInteger(n) && n >= 1 && n <= settings.maxPerOption)
      );
    }
    case 'scale':
    case 'yes-no':
      return true;
  }
}

function areAmong(options: readonly VoteOption[], named: readonly string[]): boolean {
  const known = new Set(options.map(({ id }) => id));
  return new Set(named).size === named.length && named.every((id) => known.has(id));
}
