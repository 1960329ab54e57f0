import { sha256 } from './bytes.ts';
import { WORDS } from './word-list.ts';

/**
 * Four words made from the hash of a public key (SubjectPublicKeyInfo bytes). The chair reads them
 * out and everybody compares: a key given to one person only would mark that person's ballot, and
 * would have other words. They are a second guard: somebody who makes very many keys can find two
 * with the same words, so devices also fetch the key from the box, which cannot know who asks.
 */
export async function keyWords(publicKey: Uint8Array): Promise<string[]> {
  const hash = await sha256(publicKey);
  return Array.from(hash.subarray(0, 4), (byte) => WORDS[byte] ?? '');
}
