import type { Verdict } from './verdicts.ts';

const HEAD = ['measure', 'ours', 'peers', 'ratio', 'goal', ''];

/** As Markdown that also reads well on a terminal. */
export function tableOf(verdicts: readonly Verdict[]): string {
  const rows = verdicts.map((one) => [
    one.name,
    amount(one.ours, one.unit),
    Object.entries(one.peers)
      .map(([server, value]) => `${server} ${amount(value, one.unit)}`)
      .join(', '),
    one.ratio === null ? '' : one.ratio.toFixed(2),
    one.goal,
    [sayHolds(one), ...one.notes].filter((part) => part !== '').join('; '),
  ]);
  const widths = HEAD.map((title, n) =>
    Math.max(title.length, 3, ...rows.map((row) => row[n]?.length ?? 0)),
  );
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell, n) => cell.padEnd(widths[n] ?? 0)).join(' | ')} |`;
  const rule = `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`;
  return [line(HEAD), rule, ...rows.map(line)].join('\n');
}

const sayHolds = ({ holds, goal }: Verdict): string =>
  goal === '' ? '' : holds === null ? 'not judged' : holds ? 'holds' : 'falls short';

function amount(value: number | null, unit: string): string {
  if (value === null) return 'not measured';
  const size = Math.abs(value);
  const digits = size >= 100 || Number.isInteger(value) ? 0 : size >= 10 ? 1 : 2;
  const text = value.toLocaleString('en', { maximumFractionDigits: digits });
  return unit === '' ? text : unit === '/s' ? `${text}/s` : `${text} ${unit}`;
}
