export * from './auth.ts';
export * from './cookies.ts';
export type { LiveSignIn, NewSignIn, SignInKeeper } from './sign-in-keeper.ts';
export { hashToken } from './tokens.ts';
export {
  SLOW_DOWN,
  freeFor,
  makeSlowDown,
  waitAfter,
  type OwnSlowDown,
  type SlowDown,
  type SlowKey,
} from './slow-down.ts';
