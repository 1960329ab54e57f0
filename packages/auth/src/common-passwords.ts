import { readFileSync } from 'node:fs';

let list: ReadonlySet<string> | null = null;

/** Read at first use: importing this package has no effects. */
function words(): ReadonlySet<string> {
  list ??= new Set(
    readFileSync(new URL('./common-passwords.txt', import.meta.url), 'utf8')
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('#')),
  );
  return list;
}

/** Letters people swap for look-alikes, swapped back, so that p@ssw0rd is password. */
const LOOK_ALIKES: Readonly<Record<string, string>> = {
  '@': 'a',
  '4': 'a',
  '3': 'e',
  '1': 'i',
  '!': 'i',
  '0': 'o',
  $: 's',
  '5': 's',
  '7': 't',
};
const plain = (text: string): string =>
  [...text].map((symbol) => LOOK_ALIKES[symbol] ?? symbol).join('');

const ROWS = ['abcdefghijklmnopqrstuvwxyz', '01234567890123456789', 'qwertyuiopasdfghjklzxcvbnm'];
const WALKS = ROWS.flatMap((row) => [row, [...row].reverse().join('')]);

/**
 * A password that attackers try first: on the list once its case, its look-alikes and the numbers
 * and signs around it are taken away; or one piece repeated; or a walk along the keyboard; or only
 * digits, which is a date or a telephone number.
 */
export function isCommonPassword(password: string): boolean {
  const folded = password.normalize('NFKC').toLowerCase().replace(/\s+/g, '');
  if (/^\d*$/.test(folded) || isRepeated(folded)) return true;
  const trimmed = folded.replace(/^[^a-z]+/, '').replace(/[^a-z]+$/, '');
  // Signs at the end may be letters in disguise or mere decoration: both readings are tried.
  const readings = [folded, trimmed, plain(trimmed), plain(folded.replace(/[^a-z]{3,}$/, ''))];
  return readings.some((text) => words().has(text) || isRepeated(text) || isWalk(text));
}

/** abcabcabc…, aaaa…, passwordpassword. */
const isRepeated = (text: string): boolean => /^(.{1,12}?)\1+$/.test(text);

const isWalk = (text: string): boolean =>
  text.length >= 5 && WALKS.some((walk) => walk.includes(text));
