import type { Prng } from './prng.ts';

/** Bytes that were once good, after an accident or an attack: flipped, cut, doubled, spliced, swollen. */
export function mutateBytes(good: Uint8Array, chance: Prng): Uint8Array {
  let bytes = Uint8Array.from(good);
  for (let times = chance.between(1, 4); times > 0; times -= 1) bytes = mutateOnce(bytes, chance);
  return bytes;
}

function mutateOnce(bytes: Uint8Array<ArrayBuffer>, chance: Prng): Uint8Array<ArrayBuffer> {
  const at = chance.between(0, Math.max(0, bytes.length - 1));
  const rest = bytes.subarray(at);
  switch (chance.between(0, 6)) {
    case 0: {
      const flipped = Uint8Array.from(bytes);
      flipped[at] = (flipped[at] ?? 0) ^ (1 << chance.between(0, 7));
      return flipped;
    }
    case 1:
      return bytes.slice(0, at);
    case 2:
      return joined(bytes.subarray(0, at), rest.subarray(chance.between(1, 4)));
    case 3:
      return joined(bytes.subarray(0, at), chance.bytes(chance.between(1, 8)), rest);
    case 4:
      return joined(bytes, rest);
    // A number that goes on and on, where a length or a clock was.
    case 5:
      return joined(bytes.subarray(0, at), new Uint8Array(9).fill(0xff), Uint8Array.of(0x0f), rest);
    default:
      return Uint8Array.from(bytes).fill(chance.between(0, 255), at, at + chance.between(1, 6));
  }
}

const joined = (...parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(Buffer.concat(parts));

const NASTY: readonly unknown[] = [
  null,
  true,
  0,
  -1,
  1e308,
  '',
  ' ',
  '__proto__',
  'constructor',
  '../../etc/passwd',
  '\u0000',
  '\u202Eevil',
  '\uD800',
  'x'.repeat(5_000),
  [],
  {},
  [[[[[[]]]]]],
  { toString: 'no' },
  { length: 1e9 },
  ['a', 'a', 'a'],
  { form: 'words' },
  { then: 'no' },
];

/** Something that was once a good input: with a part missing, of another kind, doubled or too large. */
export function mutateInput(good: unknown, chance: Prng): unknown {
  if (chance.chance(0.08)) return chance.pick(NASTY);
  if (Array.isArray(good)) return mutateList(good, chance);
  if (typeof good === 'object' && good !== null) return mutateFields(good, chance);
  if (typeof good === 'string' && chance.chance(0.5)) return mutateText(good, chance);
  return chance.pick(NASTY);
}

function mutateFields(good: object, chance: Prng): unknown {
  const fields: [string, unknown][] = Object.entries(good);
  if (fields.length === 0 || chance.chance(0.1)) fields.push([String(chance.pick(['__proto__', 'constructor', 'by', 'seatId'])), chance.pick(NASTY)]); // prettier-ignore
  const at = chance.between(0, fields.length - 1);
  const [name, value] = fields[at] ?? ['', null];
  if (chance.chance(0.15)) fields.splice(at, 1);
  else fields[at] = [name, mutateInput(value, chance)];
  // As JSON would make it: `__proto__` becomes a field of its own and no prototype.
  return JSON.parse(`{${fields.map(([key, each]) => `${JSON.stringify(key)}:${json(each)}`).join()}}`); // prettier-ignore
}

const json = (value: unknown): string => JSON.stringify(value) ?? 'null';

function mutateList(good: readonly unknown[], chance: Prng): unknown {
  if (good.length === 0 || chance.chance(0.2)) return Array(chance.pick([1, 501, 5_000])).fill(chance.pick(NASTY)); // prettier-ignore
  const at = chance.between(0, good.length - 1);
  return good.map((each, n) => (n === at ? mutateInput(each, chance) : each));
}

function mutateText(good: string, chance: Prng): string {
  const at = chance.between(0, good.length);
  const more = chance.pick(['\u0000', '\u202E', "'", '"', '<script>', 'Z', '\uDFFF', '%00', '\n']);
  return `${good.slice(0, at)}${more}${good.slice(at + chance.between(0, 2))}`;
}
