/**
 * RFC 4180, with the byte order mark that tells spreadsheets it is UTF-8 (Welsh has ŵ and ŷ), and
 * with formulas disarmed: a member's words open as words, never as something that runs.
 */
export const BYTE_ORDER_MARK = '\u{FEFF}';

/** What starts a formula in the spreadsheets people use, full-width forms included. */
const RUNS = /^'*[=+\-@\t\r\n＝＋－＠]/;

/** An apostrophe in front makes it text. Words that already have one get a second, so it can be undone. */
const disarm = (cell: string): string => (RUNS.test(cell) ? `'${cell}` : cell);

const quote = (cell: string): string =>
  /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;

export function csv<K extends string>(
  columns: readonly K[],
  rows: readonly Partial<Record<K, string | number>>[],
): string {
  const line = (cells: readonly (string | number | undefined)[]): string =>
    // Our own numbers are never below zero, so only words can be mistaken for a formula.
    cells
      .map((cell) => (typeof cell === 'number' ? String(cell) : quote(disarm(cell ?? ''))))
      .join(',');
  const lines = [line(columns), ...rows.map((row) => line(columns.map((column) => row[column])))];
  return `${BYTE_ORDER_MARK}${lines.join('\r\n')}\r\n`;
}
