import type { Refusal, RefusalCode } from '@canopy/domain';
import { error, redirect, type RequestEvent } from '@sveltejs/kit';
import { href, type Lang } from '#lib/language/lang.ts';
import { refusals } from '#lib/words/refusals.ts';

type Key = Parameters<ReturnType<typeof refusals>>[0];

/** The page edge's one table: each refusal as an HTTP status and plain words. The compiler asks for every code. */
const EDGE: Readonly<Record<RefusalCode, readonly [status: number, key: Key]>> = {
  'not-signed-in': [401, 'notSignedIn'],
  'not-allowed': [403, 'notAllowed'],
  'not-found': [404, 'notFound'],
  'bad-input': [400, 'badInput'],
  'too-long': [400, 'tooLong'],
  'too-many': [400, 'tooMany'],
  'slow-down': [429, 'slowDown'],
  'wrong-sign-in': [400, 'wrongSignIn'],
  'weak-password': [400, 'weakPassword'],
  'email-taken': [409, 'emailTaken'],
  'already-set-up': [409, 'alreadySetUp'],
  'cannot-join': [403, 'cannotJoin'],
  removed: [403, 'removed'],
  'not-admitted': [403, 'notAdmitted'],
  'alias-taken': [409, 'aliasTaken'],
  'session-not-open': [409, 'sessionNotOpen'],
  'session-closed': [409, 'sessionClosed'],
  'session-open-already': [409, 'sessionOpenAlready'],
  'needs-two-adults': [409, 'needsTwoAdults'],
  'needs-lead': [403, 'needsLead'],
  paused: [409, 'paused'],
  'wrong-stage': [409, 'wrongStage'],
  'not-yours': [403, 'notYours'],
  'leaf-gone': [409, 'leafGone'],
  'branch-gone': [409, 'branchGone'],
  'nothing-to-undo': [409, 'nothingToUndo'],
  'vote-closed': [409, 'voteClosed'],
  'vote-not-open': [409, 'voteNotOpen'],
  'bad-choice': [400, 'badChoice'],
  'reactions-off': [409, 'reactionsOff'],
  'already-answered': [409, 'alreadyAnswered'],
  'level-only-stricter': [409, 'levelOnlyStricter'],
  'already-signed-off': [409, 'alreadySignedOff'],
  'theme-unfinished': [409, 'themeUnfinished'],
  'not-signed-off': [409, 'notSignedOff'],
  'reload-needed': [409, 'reloadNeeded'],
  'cannot-save': [503, 'cannotSave'],
  unexpected: [500, 'unexpected'],
};

export const statusOf = ({ code }: Refusal): number => EDGE[code][0];
export const refusedWords = ({ code }: Refusal, lang: Lang): string =>
  refusals(lang)(EDGE[code][1]);

/**
 * For a page that cannot be shown. Who is not signed in is sent to sign in and comes back here; a
 * page somebody may not see is answered like one that does not exist, so that nothing can be probed.
 */
export function refusePage(refusal: Refusal, event: Pick<RequestEvent, 'url' | 'locals'>): never {
  const { url, locals } = event;
  if (refusal.code === 'not-signed-in')
    redirect(
      303,
      `${href(locals.lang, '/staff/sign-in')}?next=${encodeURIComponent(url.pathname)}`,
    );
  const status = refusal.code === 'not-allowed' ? 404 : statusOf(refusal);
  error(status, refusedWords(refusal, locals.lang));
}
