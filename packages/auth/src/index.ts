export * from './auth.ts';
export * from './cookies.ts';
export type { LiveSignIn, NewSignIn, SignInKeeper } from './sign-in-keeper.ts';
export { hashToken } from './tokens.ts';
export type { SlowDown, SlowKey } from './slow-down.ts';
