import { openStore } from '@canopy/storage';
import { randomBytes } from 'node:crypto';
import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { createAuth } from './auth.ts';
import { cookieFor, readCookie } from './cookies.ts';

const anna = {
  id: 'anna',
  email: 'anna@example.org',
  name: 'Anna',
  role: 'chair',
  approvedForChildren: true,
  groupIds: [],
  disabledAt: null,
  createdAt: 1,
} as const;

test('no byte of a raw token, staff or seat, reaches the database files', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'canopy-auth-'));
  const store = await openStore({ file: path.join(folder, 'canopy.db') });
  const auth = createAuth({ store, clock: Date.now, randomBytes: (n) => randomBytes(n) });
  await store.staff.add({ ...anna, groupIds: [], passwordHash: 'x' });
  const tokens: string[] = [];
  for (let i = 0; i < 10; i++) {
    const { token } = await auth.signIn('anna');
    await auth.check(token);
    tokens.push(token);
  }
  tokens.push((await auth.rotate(tokens[0] ?? ''))?.token ?? '');
  const seen = async () => {
    const names = await readdir(folder);
    return Buffer.concat(await Promise.all(names.map((name) => readFile(path.join(folder, name)))));
  };
  for (const bytes of [await seen(), (await store.close(), await seen())]) {
    expect(bytes.includes(auth.hashToken(tokens[1] ?? ''))).toBe(true);
    for (const token of tokens) {
      expect(bytes.includes(token)).toBe(false);
      expect(bytes.includes(Buffer.from(token, 'base64url'))).toBe(false);
    }
  }
  await rm(folder, { recursive: true });
});

test('a sign-in made inside a transaction goes with it when it rolls back', async () => {
  const store = await openStore({ memory: true });
  const auth = createAuth({ store, clock: Date.now, randomBytes: (n) => randomBytes(n) });
  await store.staff.add({ ...anna, groupIds: [], passwordHash: 'x' });
  let token = '';
  await expect(
    store.transaction(async (tx) => {
      ({ token } = await auth.inside(tx).signIn('anna'));
      expect(await auth.inside(tx).check(token)).not.toBeNull();
      throw new Error('refused');
    }),
  ).rejects.toThrow('refused');
  expect(await auth.check(token)).toBeNull();
  expect(auth.inside(store).slowDown).toBe(auth.slowDown);
  await store.close();
});

test('a seat token is stored as its hash', async () => {
  const store = await openStore({ memory: true });
  const auth = createAuth({ store, clock: Date.now, randomBytes: (n) => randomBytes(n) });
  const { token, tokenHash } = auth.makeSeatToken();
  expect(auth.hashToken(token)).toBe(tokenHash);
  expect(tokenHash).toMatch(/^[0-9a-f]{64}$/);
  await store.close();
});

test('cookies carry the __Host- prefix except on plain http', () => {
  expect(cookieFor({ secure: true, kind: 'staff' })).toEqual({
    name: '__Host-canopy-staff',
    attributes: { httpOnly: true, path: '/', sameSite: 'lax', secure: true },
  });
  expect(cookieFor({ secure: false, kind: 'seat' })).toMatchObject({
    name: 'canopy-seat',
    attributes: { httpOnly: true, path: '/', sameSite: 'lax', secure: false, maxAge: 43_200 },
  });
});

test('a cookie is read from its header by its whole name', () => {
  const header = 'a=1; canopy-seat=tok-en_1; __Host-canopy-seat=other';
  expect(readCookie(header, 'canopy-seat')).toBe('tok-en_1');
  expect(readCookie(header, '__Host-canopy-seat')).toBe('other');
  expect(readCookie(header, 'seat')).toBeNull();
  expect(readCookie(undefined, 'canopy-seat')).toBeNull();
});
