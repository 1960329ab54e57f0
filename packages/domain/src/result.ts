/**
 * Expected refusals are values, never exceptions: a refusal is part of what a person may meet, so
 * every edge must have plain words for it in two languages. The union is closed on purpose: adding
 * a code breaks the build at each edge until it is answered there.
 */
export const REFUSALS = [
  'not-signed-in',
  'not-allowed',
  'not-found',
  'bad-input',
  'too-long',
  'too-many',
  'slow-down',
  'wrong-sign-in',
  'weak-password',
  'email-taken',
  'already-set-up',
  'cannot-join',
  'removed',
  'not-admitted',
  'alias-taken',
  'session-not-open',
  'session-closed',
  'session-open-already',
  'needs-two-adults',
  'needs-lead',
  'paused',
  'wrong-stage',
  'not-yours',
  'leaf-gone',
  'branch-gone',
  'nothing-to-undo',
  'vote-closed',
  'vote-not-open',
  'bad-choice',
  'reactions-off',
  'already-answered',
  'level-only-stricter',
  'already-signed-off',
  'theme-unfinished',
  'not-signed-off',
  'reload-needed',
  'cannot-save',
  'unexpected',
] as const;

export type RefusalCode = (typeof REFUSALS)[number];

/** `field` names the input that was refused, so a form can put the message beside its box. */
export type Refusal = { readonly code: RefusalCode; readonly field?: string };

export type Result<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly refusal: Refusal };

export const ok = <T>(value: T): Result<T> => ({ ok: true, value });

export const refuse = (code: RefusalCode, field?: string): Result<never> => ({
  ok: false,
  refusal: field === undefined ? { code } : { code, field },
});

/** A state the types rule out was reached: a bug, so it throws. Only edges catch. */
export function unreachable(value: never): never {
  throw new Error(`unreachable: ${String(value)}`);
}
