import fc from 'fast-check';
import { createPrivateKey, generateKeyPairSync, randomBytes } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import {
  ANSWER_MAX,
  makeAnswerKey,
  openAnswer,
  SEALED_ANSWER_BYTES,
  sealAnswer,
} from './answers.ts';
import {
  agreeOnKey,
  blindPass,
  fetchKey,
  finishPass,
  makeEditSecret,
  readPassKey,
  sendEnvelope,
  waitBeforeSealing,
  type PassKey,
} from './device/index.ts';
import {
  CONTENT_BYTES,
  ENVELOPE_BYTES,
  fromText,
  isReceiptCode,
  keyWords,
  leafIdOf,
  makeReceiptCode,
  padded,
  sizeOf,
  toText,
  VERSION_MAX,
  type Envelope,
} from './index.ts';
import {
  lockPrivateKey,
  makeIssuerKey,
  signPass,
  unlockPrivateKey,
  type IssuerKey,
} from './issuer/index.ts';
import { WORDS } from './word-list.ts';

let issuer: IssuerKey;
let key: PassKey;
beforeAll(async () => {
  issuer = await makeIssuerKey();
  const read = await readPassKey(issuer.publicKey);
  if (read === null) throw new Error('our own key was refused');
  key = read;
});

describe('a pass', () => {
  test('is signed without being seen: the issuer is shown none of its bytes', async () => {
    const asked = await blindPass(key);
    const blindSignature = signPass(issuer.privateKey, asked.blinded)!;
    const pass = (await finishPass(key, asked, blindSignature))!;
    expect(pass.prepared).toHaveLength(64);
    expect(pass.signature).toHaveLength(256);
    expect(asked.blinded).not.toEqual(pass.signature);
    expect(blindSignature).not.toEqual(pass.signature);
  });

  test('every pass fits every request as well: pass and request are not joined by arithmetic', async () => {
    const n = modulusOf(issuer);
    const asked = await Promise.all([1, 2, 3, 4].map(() => blindPass(key)));
    const passes = asked.map((one) => ({
      blind: number(signPass(issuer.privateKey, one.blinded)!),
      asked: one,
    }));
    const finished = await Promise.all(
      passes.map(({ asked: one }) =>
        finishPass(key, one, signPass(issuer.privateKey, one.blinded)!),
      ),
    );
    for (const { blind, asked: one } of passes)
      for (const pass of finished) {
        // The factor that would turn this signature into that blind one always exists, and it also
        // turns the message of this pass into that request: nothing tells the true pair apart.
        const signature = number(pass!.signature);
        const factor = (blind * inverse(signature, n)) % n;
        const message = power(signature, 65537n, n);
        expect((message * power(factor, 65537n, n)) % n).toBe(number(one.blinded));
      }
  });

  test('an answer that does not fit what was asked is no pass', async () => {
    const asked = await blindPass(key);
    const other = await blindPass(key);
    expect(await finishPass(key, asked, signPass(issuer.privateKey, other.blinded)!)).toBeNull();
    expect(await finishPass(key, asked, new Uint8Array(256))).toBeNull();
    expect(await finishPass(key, asked, new Uint8Array(3))).toBeNull();
  });

  test('only numbers below the modulus are signed', () => {
    expect(signPass(issuer.privateKey, new Uint8Array(255))).toBeNull();
    expect(signPass(issuer.privateKey, new Uint8Array(257))).toBeNull();
    expect(signPass(issuer.privateKey, new Uint8Array(256).fill(0xff))).toBeNull();
  });

  test('is not signed at all when the arithmetic went wrong: a faulty signature gives the key away', async () => {
    const jwk = issuer.privateKey.export({ format: 'jwk' });
    const wrong = (text = '') => text.slice(0, -4) + (text.endsWith('AAAA') ? 'BBBB' : 'AAAA');
    const faulty = createPrivateKey({
      format: 'jwk',
      key: { ...jwk, d: wrong(jwk.d), dp: wrong(jwk.dp) },
    });
    const { blinded } = await blindPass(key);
    expect(() => signPass(faulty, blinded)).toThrow('did not fit its own key');
  });

  test('asked twice with the same bytes, the answer is the same', async () => {
    const { blinded } = await blindPass(key);
    expect(signPass(issuer.privateKey, blinded)).toEqual(signPass(issuer.privateKey, blinded));
  });

  test('the private key is kept locked, and opens with its passphrase alone', async () => {
    const text = lockPrivateKey(issuer.privateKey, 'the right one');
    expect(text).toMatch(/^-----BEGIN ENCRYPTED PRIVATE KEY/);
    const { blinded } = await blindPass(key);
    expect(signPass(unlockPrivateKey(text, 'the right one'), blinded)).toEqual(
      signPass(issuer.privateKey, blinded),
    );
    expect(() => unlockPrivateKey(text, 'another')).toThrow();
  });
});

describe('a key', () => {
  test('that the box knows otherwise is refused: it may be one person’s mark', async () => {
    const other = await makeIssuerKey();
    expect(await agreeOnKey(issuer.publicKey, other.publicKey)).toEqual({ ok: false, why: 'different' }); // prettier-ignore
    expect(await agreeOnKey(issuer.publicKey, issuer.publicKey)).toMatchObject({ ok: true });
    expect(await keyWords(other.publicKey)).not.toEqual(await keyWords(issuer.publicKey));
  });

  test.each([
    ['1024 bits', { modulusLength: 1024 }],
    ['2047 bits', { modulusLength: 2047 }],
    ['3072 bits', { modulusLength: 3072 }],
    ['exponent 3', { modulusLength: 2048, publicExponent: 3 }],
  ])('of %s is refused', async (_name, options) => {
    const { publicKey } = generateKeyPairSync('rsa', options);
    const weak = new Uint8Array(publicKey.export({ type: 'spki', format: 'der' }));
    expect(await agreeOnKey(weak, weak)).toEqual({ ok: false, why: 'weak' });
  });

  test('of another kind, or no key at all, is refused', async () => {
    const { publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const ec = new Uint8Array(publicKey.export({ type: 'spki', format: 'der' }));
    for (const bytes of [ec, new Uint8Array(294), new Uint8Array()])
      expect(await readPassKey(bytes)).toBeNull();
  });

  test('has four words of the list, always the same four', async () => {
    const words = await keyWords(new TextEncoder().encode('a key'));
    expect(words).toEqual(await keyWords(new TextEncoder().encode('a key')));
    expect(words).toHaveLength(4);
    expect(words.every((word) => WORDS.includes(word))).toBe(true);
  });
});

test('there are 256 words, each once, of letters alone', () => {
  expect(new Set(WORDS).size).toBe(256);
  expect(WORDS.filter((word) => !/^[a-z]{2,9}$/.test(word))).toEqual([]);
});

describe('a receipt code', () => {
  test('is made of ours and nothing else is taken for one', () => {
    for (let i = 0; i < 200; i += 1) expect(isReceiptCode(makeReceiptCode(randomBytes))).toBe(true);
    for (const bad of ['', 'K7-', 'K7-river', 'O7-RIVER', 'K1-RIVER', 'K7-RIVER-LAKE', 'K7 RIVER', 'K7-SMITH'])
      expect(isReceiptCode(bad), bad).toBe(false); // prettier-ignore
  });

  test('bytes that would favour some letters are thrown away', () => {
    const given = [Uint8Array.of(240, 0, 0), Uint8Array.of(9, 5, WORDS.indexOf('river'))];
    expect(makeReceiptCode(() => given.shift()!)).toBe('K7-RIVER');
  });
});

describe('a secret leaf', () => {
  test('is called what its author’s device can work out, as every id is', async () => {
    const { secret, edit } = await makeEditSecret();
    expect(edit).toEqual(new Uint8Array(await crypto.subtle.digest('SHA-256', secret)));
    expect(await leafIdOf(edit)).toMatch(/^[a-z0-9]{20}$/);
    expect(await leafIdOf(edit)).toBe(await leafIdOf(edit));
    expect(await leafIdOf(edit)).not.toBe(await leafIdOf(secret));
  });

  test('has answers that its author’s device opens and no other', async () => {
    const [mine, other] = [await makeAnswerKey(), await makeAnswerKey()];
    const sealed = await sealAnswer(mine.publicKey, 'leaf', 'We looked: the bus runs at nine now.');
    expect(await openAnswer(mine.secret, 'leaf', sealed)).toBe('We looked: the bus runs at nine now.'); // prettier-ignore
    expect(await openAnswer(other.secret, 'leaf', sealed)).toBeNull();
    expect(await openAnswer(mine.secret, 'another leaf', sealed)).toBeNull();
    const changed = sealed.slice();
    changed[100]! ^= 1;
    expect(await openAnswer(mine.secret, 'leaf', changed)).toBeNull();
  });

  test('has answers of one length, whatever they say', async () => {
    const { publicKey, secret } = await makeAnswerKey();
    for (const text of ['', 'Yes.', 'ŵ'.repeat(ANSWER_MAX), '🌳'.repeat(ANSWER_MAX / 2)]) {
      const sealed = await sealAnswer(publicKey, 'leaf', text);
      expect(sealed).toHaveLength(SEALED_ANSWER_BYTES);
      expect(await openAnswer(secret, 'leaf', sealed)).toBe(text);
    }
    await expect(sealAnswer(publicKey, 'leaf', 'x'.repeat(ANSWER_MAX + 1))).rejects.toThrow(RangeError); // prettier-ignore
  });
});

describe('an envelope', () => {
  test('has one length, however much it says, and is read back', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 600 }), (text) => {
        const bytes = padded({ text }, ENVELOPE_BYTES);
        expect(bytes.length).toBe(ENVELOPE_BYTES);
        expect(JSON.parse(new TextDecoder().decode(bytes))).toEqual({ text });
      }),
    );
    expect(() => padded('x'.repeat(ENVELOPE_BYTES), ENVELOPE_BYTES)).toThrow(RangeError);
  });

  test('has room for the largest choice and the largest leaf there may be', () => {
    const [b32, b64, b65, b256] = [32, 64, 65, 256].map((n) => toText(new Uint8Array(n)));
    const id = 'a'.repeat(20);
    const ends = [
      { what: 'ballot', vote: id, prepared: b64!, signature: b256!, version: VERSION_MAX, choice: '', code: 'K7-CINNAMONS' }, // prettier-ignore
      { what: 'leaf', stage: id, prepared: b64!, signature: b256!, edit: b32!, answerKey: b65!, leaf: '' }, // prettier-ignore
      { what: 'change', stage: id, secret: b32!, version: VERSION_MAX, leaf: '' },
    ] satisfies Envelope[];
    for (const envelope of ends)
      expect(sizeOf(envelope) - sizeOf('')).toBeLessThan(ENVELOPE_BYTES - CONTENT_BYTES);
  });

  test('bytes are written in one way only', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 80 }), (bytes) => {
        expect(fromText(toText(bytes), bytes.length)).toEqual(bytes);
        expect(fromText(toText(bytes), bytes.length + 1)).toBeNull();
      }),
    );
    expect(fromText('AA', 1)).toEqual(Uint8Array.of(0));
    expect(fromText('AB', 1), 'the same byte with something left over').toBeNull();
    for (const bad of ['A+==', 'A/', 'A', 'AA=', ' A']) expect(fromText(bad, 1), bad).toBeNull();
  });

  test('is sealed when the box says so in its own words, and at nothing else that answers', async () => {
    const envelope: Envelope = { what: 'change', stage: 'a', secret: 'b', version: 2, leaf: null };
    const answered = (body: string) => async () => Promise.resolve(new Response(body));
    const send = (body: string) => sendEnvelope(answered(body), 'https://box', envelope);
    expect(await send('{"sealed":true}   ')).toEqual({ sealed: true });
    expect(await send('{"refused":"not-open"}')).toEqual({ refused: 'not-open' });
    for (const other of ['<html>', '{}', 'null', '[]', '{"sealed":"yes"}', '{"refused":"by us"}'])
      await expect(send(other), other).rejects.toThrow();
    const ask = (body: string) => fetchKey(answered(body), 'https://box', 'id');
    expect(await ask('{"key":"abc","state":"open"}')).toEqual({ key: 'abc', state: 'open' });
    expect(await ask('{"refused":"not-found"}')).toEqual({ refused: 'not-found' });
    for (const other of ['{"key":"abc"}', '{"key":7,"state":"open"}', '{"key":"a","state":"ajar"}'])
      await expect(ask(other), other).rejects.toThrow();
  });

  test('goes with nothing that says whose it is', async () => {
    const asked: [string, RequestInit][] = [];
    const watch = async (where: unknown, how: RequestInit = {}) => {
      asked.push([String(where), how]);
      return Promise.resolve(new Response('{"refused":"not-found"}'));
    };
    await fetchKey(watch, 'https://box', 'id');
    await sendEnvelope(watch, 'https://box', { what: 'change', stage: 'a', secret: 'b', version: 2, leaf: null }); // prettier-ignore
    expect(asked.map(([where]) => where)).toEqual(['https://box/key/id', 'https://box/envelope']);
    for (const [, how] of asked)
      expect(how).toMatchObject({ credentials: 'omit', referrerPolicy: 'no-referrer', cache: 'no-store', redirect: 'error' }); // prettier-ignore
    expect(asked[1]?.[1].headers).toEqual({ 'content-type': 'text/plain' });
    expect((asked[1]?.[1].body as Uint8Array).length).toBe(ENVELOPE_BYTES);
  });

  test('is held back from 0 to 8 seconds', () => {
    expect([0, 0.5, 0.999_999].map(waitBeforeSealing)).toEqual([0, 4000, 7999]);
  });
});

const number = (bytes: Uint8Array): bigint => BigInt(`0x${Buffer.from(bytes).toString('hex')}`);
const modulusOf = ({ privateKey }: IssuerKey): bigint =>
  number(Buffer.from(privateKey.export({ format: 'jwk' }).n!, 'base64url'));

function power(base: bigint, exponent: bigint, modulus: bigint): bigint {
  let [result, square] = [1n, base % modulus];
  for (let left = exponent; left > 0n; left >>= 1n) {
    if ((left & 1n) === 1n) result = (result * square) % modulus;
    square = (square * square) % modulus;
  }
  return result;
}

function inverse(value: bigint, modulus: bigint): bigint {
  let [a, b, x, y] = [value % modulus, modulus, 1n, 0n];
  while (b !== 0n) {
    const times = a / b;
    [a, b, x, y] = [b, a - times * b, y, x - times * y];
  }
  return ((x % modulus) + modulus) % modulus;
}
