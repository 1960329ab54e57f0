import { sha256 } from './bytes.ts';

const ALPHABET = 'abcdefghijklmnopqrstuvwxyz0123456789';

/**
 * What a secret leaf is called, from the hash of its edit secret: its author's device can work it out
 * and so find its own leaf and its answer without asking anybody. 20 symbols, as every id has.
 */
export async function leafIdOf(edit: Uint8Array): Promise<string> {
  let id = '';
  for (let round = 0; id.length < 20; round += 1) {
    for (const byte of await sha256(new TextEncoder().encode(`leaf ${String(round)}`), edit)) {
      // As everywhere ids are made: the last four bytes would favour some symbols.
      if (byte < 252 && id.length < 20) id += ALPHABET.charAt(byte % 36);
    }
  }
  return id;
}
