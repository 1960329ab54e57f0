import { randomBytes } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { isCommonPassword } from './common-passwords.ts';
import { checkPassword, hashPassword } from './passwords.ts';

const random = (n: number) => randomBytes(n);

describe('passwords', () => {
  test('are stored as an argon2id string at OWASP’s cost, salted', async () => {
    const [a, b] = [
      await hashPassword('larch-wet-tin-9', random),
      await hashPassword('larch-wet-tin-9', random),
    ];
    expect(a).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[\w+/]{22}\$[\w+/]{43}$/);
    expect(a).not.toBe(b);
  });

  test('only the right one is right', async () => {
    const stored = await hashPassword('larch-wet-tin-9', random);
    expect(await checkPassword('larch-wet-tin-9', stored)).toBe(true);
    expect(await checkPassword('larch-wet-tin-8', stored)).toBe(false);
    expect(await checkPassword('', stored)).toBe(false);
  });

  test('the same letters typed another way are the same password', async () => {
    const stored = await hashPassword('tŷ-bach-ar-y-bryn'.normalize('NFD'), random);
    expect(await checkPassword('tŷ-bach-ar-y-bryn'.normalize('NFC'), stored)).toBe(true);
  });

  test('a hash made at another cost is still read', async () => {
    const stored = '$argon2id$v=19$m=64,t=1,p=1$AAAAAAAAAAAAAAAAAAAAAA$' + 'A'.repeat(43);
    expect(await checkPassword('anything at all', stored)).toBe(false);
  });

  test('nobody’s password, or an unreadable hash, is false after the same work', async () => {
    const stored = await hashPassword('larch-wet-tin-9', random);
    const took = async (hash: string | null): Promise<number> => {
      const times: number[] = [];
      for (let i = 0; i < 5; i++) {
        const from = performance.now();
        expect(await checkPassword('some wrong words', hash)).toBe(false);
        times.push(performance.now() - from);
      }
      return Math.min(...times);
    };
    const known = await took(stored);
    for (const hash of [null, 'x', '$argon2id$v=19$m=1$'])
      expect(await took(hash)).toBeGreaterThan(known / 3);
  });
});

describe('common passwords', () => {
  test.each([
    'password1234', 'Password2026!', 'P@ssw0rd!2024', 'passwordpassword', '123456789012',
    'qwertyuiop12', 'QWERTYUIOPAS', 'poiuytrewq99', '1qaz2wsx3edc', 'aaaaaaaaaaaa', 'abcabcabcabc',
    'iloveyou2025', 'liverpool123', 'Canopy123456', 'Probation2026!', '$unshine2024!', '07700900123456',
    'correct horse battery staple', 'letmeinplease', 'Welcome to canopy'.replace(' to', ''), 'abcdefghijkl',
  ])('%s is refused', (password) => {
    expect(isCommonPassword(password)).toBe(true);
  }); // prettier-ignore

  test.each([
    'larch-wet-tin-9x', 'four brown kettles', 'mae’r ci ar y mat', 'xK9#vLq2@mWz7', 'пять зелёных лун',
    'my password has otters', 'canopy over the lake',
  ])('%s is allowed', (password) => {
    expect(isCommonPassword(password)).toBe(false);
  }); // prettier-ignore

  test('a long run of the same pieces is answered quickly', () => {
    const from = performance.now();
    isCommonPassword('ab'.repeat(99) + 'c');
    isCommonPassword('a'.repeat(199) + '!');
    expect(performance.now() - from).toBeLessThan(100);
  });
});
