import type { RefusalCode } from '@canopy/domain';
import type { Lang } from '#lib/language/lang.ts';
import { roomLiveWords } from '#lib/words/room-live.ts';

type Key = Extract<Parameters<ReturnType<typeof roomLiveWords>>[0], `refused${string}`>;

/** One plain sentence for each refusal that a room can meet. The compiler asks for every code. */
const KEYS: Readonly<Record<RefusalCode, Key>> = {
  'not-signed-in': 'refusedAllowed',
  'not-allowed': 'refusedAllowed',
  'not-found': 'refusedGone',
  'bad-input': 'refusedOther',
  'too-long': 'refusedLong',
  'too-many': 'refusedMany',
  'slow-down': 'refusedSlow',
  'wrong-sign-in': 'refusedOther',
  'weak-password': 'refusedOther',
  'email-taken': 'refusedOther',
  'already-set-up': 'refusedOther',
  'cannot-join': 'refusedAllowed',
  removed: 'refusedAllowed',
  'not-admitted': 'refusedAllowed',
  'alias-taken': 'refusedOther',
  'session-not-open': 'refusedStage',
  'session-closed': 'refusedOver',
  'session-open-already': 'refusedStage',
  'needs-two-adults': 'refusedAdults',
  'needs-lead': 'refusedLead',
  paused: 'refusedPaused',
  'wrong-stage': 'refusedStage',
  'not-yours': 'refusedAllowed',
  'leaf-gone': 'refusedGone',
  'branch-gone': 'refusedGone',
  'nothing-to-undo': 'refusedUndo',
  'vote-closed': 'refusedClosed',
  'vote-not-open': 'refusedClosed',
  'bad-choice': 'refusedOther',
  'reactions-off': 'refusedReactions',
  'already-answered': 'refusedAnswered',
  'level-only-stricter': 'refusedOther',
  'already-signed-off': 'refusedOver',
  'theme-unfinished': 'refusedOther',
  'not-signed-off': 'refusedOther',
  'reload-needed': 'refusedOther',
  'cannot-save': 'refusedOther',
  unexpected: 'refusedOther',
};

export const refusalWords = (code: RefusalCode, lang: Lang): string =>
  roomLiveWords(lang)(KEYS[code]);
