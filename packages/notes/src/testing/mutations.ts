import type { Dice } from './dice.ts';

type Mutation = (update: Uint8Array, other: Uint8Array, throws: Dice) => Uint8Array;

const changed = (update: Uint8Array, at: number, byte: number): Uint8Array => {
  const copy = update.slice();
  copy[at] = byte;
  return copy;
};

/** Ways in which bytes come to be wrong: line noise, a broken program, and somebody trying. */
const MUTATIONS: readonly Mutation[] = [
  (update, _other, throws) => changed(update, throws(update.length), throws(256)),
  (update, _other, throws) => {
    const at = throws(update.length);
    return changed(update, at, (update[at] ?? 0) ^ (1 << throws(8)));
  },
  // Small numbers are counts, ids and clocks: one off is the likeliest slip and the likeliest attack.
  (update, _other, throws) => {
    const at = throws(Math.min(8, update.length));
    return changed(update, at, ((update[at] ?? 0) + 1 + throws(3)) & 0x7f);
  },
  (update, _other, throws) => update.slice(0, throws(update.length)),
  (update, _other, throws) => update.slice(throws(update.length)),
  (update, other) => Uint8Array.of(...update, ...other),
  (update, other, throws) => {
    const cut = throws(Math.min(update.length, other.length));
    return Uint8Array.of(...update.slice(0, cut), ...other.slice(cut));
  },
  (update, _other, throws) => {
    const at = throws(update.length);
    return Uint8Array.of(...update.slice(0, at), throws(256), ...update.slice(at));
  },
  (update, _other, throws) => {
    const at = throws(update.length);
    return Uint8Array.of(...update.slice(0, at), ...update.slice(at + 1 + throws(4)));
  },
  // A number that goes on and on.
  (update, _other, throws) => {
    const at = throws(update.length);
    const long = Array.from({ length: 1 + throws(9) }, () => 0x80 | throws(128));
    return Uint8Array.of(...update.slice(0, at), ...long, ...update.slice(at + 1));
  },
  (_update, _other, throws) => Uint8Array.from({ length: 1 + throws(40) }, () => throws(256)),
];

export function mutate(update: Uint8Array, other: Uint8Array, throws: Dice): Uint8Array {
  let bytes = update;
  for (let times = 1 + throws(3); times > 0; times--)
    bytes = MUTATIONS[throws(MUTATIONS.length)]?.(bytes, other, throws) ?? bytes;
  return bytes;
}
