import { argon2, timingSafeEqual } from 'node:crypto';

/** OWASP's second argon2id setting: 19 MiB, two passes, one lane. About 30 ms on a small server. */
const COST = { memory: 19_456, passes: 2, parallelism: 1 };
const SALT_BYTES = 16;
const HASH_BYTES = 32;

type Parts = { memory: number; passes: number; parallelism: number; salt: Buffer; hash: Buffer };

/**
 * The string that is stored: algorithm, version, cost, salt and hash in PHC form, so that a later
 * version can raise the cost and still read what it wrote before.
 */
export async function hashPassword(
  password: string,
  randomBytes: (n: number) => Uint8Array,
): Promise<string> {
  const salt = Buffer.from(randomBytes(SALT_BYTES));
  const hash = await derive(password, { ...COST, salt }, HASH_BYTES);
  const { memory: m, passes: t, parallelism: p } = COST;
  return `$argon2id$v=19$m=${String(m)},t=${String(t)},p=${String(p)}$${bare(salt)}$${bare(hash)}`;
}

/**
 * True when it is the password. Null (no such person) costs the same work and is false, so the time
 * taken tells nobody which addresses exist.
 */
export async function checkPassword(password: string, stored: string | null): Promise<boolean> {
  const parts = stored === null ? null : parse(stored);
  const { hash: expected, ...cost } = parts ?? NOBODY;
  const hash = await derive(password, cost, expected.length);
  return timingSafeEqual(hash, expected) && parts !== null;
}

const NOBODY: Parts = { ...COST, salt: Buffer.alloc(SALT_BYTES), hash: Buffer.alloc(HASH_BYTES) };

/** The same letters typed on two keyboards may differ in bytes; NFKC makes them one password. */
function derive(
  password: string,
  { memory, passes, parallelism, salt }: Omit<Parts, 'hash'>,
  tagLength: number,
): Promise<Buffer> {
  const message = Buffer.from(password.normalize('NFKC'), 'utf8');
  return new Promise((resolve, reject) => {
    argon2(
      'argon2id',
      { message, nonce: salt, memory, passes, parallelism, tagLength },
      (error, key) => {
        if (error === null) resolve(key);
        else reject(error);
      },
    );
  });
}

const PHC =
  /^\$argon2id\$v=19\$m=(\d{1,7}),t=(\d{1,3}),p=(\d{1,2})\$([\w+/-]{11,86})\$([\w+/-]{22,86})$/;

function parse(stored: string): Parts | null {
  const [, m, t, p, salt = '', hash = ''] = PHC.exec(stored) ?? [];
  if (m === undefined) return null;
  return {
    memory: Number(m),
    passes: Number(t),
    parallelism: Number(p),
    salt: Buffer.from(salt, 'base64'),
    hash: Buffer.from(hash, 'base64'),
  };
}

/** Base64 without padding, as PHC strings write it. */
const bare = (bytes: Uint8Array): string =>
  Buffer.from(bytes).toString('base64').replace(/=+$/, '');
