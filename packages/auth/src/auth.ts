import type { Store } from '@canopy/storage';
import { isCommonPassword } from './common-passwords.ts';
import { luciaSignIns } from './lucia-sign-ins.ts';
import { checkPassword, hashPassword } from './passwords.ts';
import type { SignInKeeper } from './sign-in-keeper.ts';
import { makeSlowDown, type SlowDown } from './slow-down.ts';
import { hashToken, makeToken } from './tokens.ts';

/** Who somebody is. What they may do is the domain's table, asked at use; neither knows the other. */
export interface Auth extends SignInKeeper {
  /** The same auth over an open transaction's store. Inside a transaction only this one may be used. */
  inside(tx: Store): Auth;

  /** An argon2id string to store. Salted: the same password never gives the same string. */
  hashPassword(password: string): Promise<string>;
  /** `null` = nobody has that email: false, after the same work, so that time tells nothing. */
  checkPassword(password: string, passwordHash: string | null): Promise<boolean>;
  isCommonPassword(password: string): boolean;
  readonly slowDown: SlowDown;

  /** For a seat's cookie: give the token to the browser, the hash to the store. */
  makeSeatToken(): { token: string; tokenHash: string };
  hashToken(token: string): string;
}

export type AuthSettings = { idleMs: number; absoluteMs: number };

export const AUTH_DEFAULTS: AuthSettings = {
  idleMs: 2 * 60 * 60_000,
  absoluteMs: 12 * 60 * 60_000,
};

export type AuthParts = {
  store: Store;
  /** Epoch milliseconds. */
  clock: () => number;
  randomBytes: (n: number) => Uint8Array;
  settings?: Partial<AuthSettings> | undefined;
  /** Left out, failures are counted in this process alone. */
  slowDown?: SlowDown | undefined;
};

export function createAuth(parts: AuthParts): Auth {
  return build(parts, parts.slowDown ?? makeSlowDown());
}

function build(parts: AuthParts, slowDown: SlowDown): Auth {
  const { store, clock, randomBytes, settings } = parts;
  return {
    ...luciaSignIns({ store, clock, randomBytes, ...AUTH_DEFAULTS, ...settings }),
    inside: (tx) => build({ ...parts, store: tx }, slowDown),
    hashPassword: (password) => hashPassword(password, randomBytes),
    checkPassword,
    isCommonPassword,
    slowDown,
    makeSeatToken() {
      const token = makeToken(randomBytes);
      return { token, tokenHash: hashToken(token) };
    },
    hashToken,
  };
}
