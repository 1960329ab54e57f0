// The sentences people read, from the one place where they stand. A journey looks for what a person
// would look for, in the language that person reads.
export { aliasWords } from '../../../web/src/lib/words/aliases.ts';
export { boardLiveWords } from '../../../web/src/lib/words/board-live.ts';
export { boardWords } from '../../../web/src/lib/words/board.ts';
export { faceWords } from '../../../web/src/lib/words/faces.ts';
export { frameWords } from '../../../web/src/lib/words/frame.ts';
export { groupWords } from '../../../web/src/lib/words/groups.ts';
export { joinWords } from '../../../web/src/lib/words/join.ts';
export { leafWords } from '../../../web/src/lib/words/leaf.ts';
export { lobbyWords } from '../../../web/src/lib/words/lobby.ts';
export { planInviteWords } from '../../../web/src/lib/words/plan-invite.ts';
export { planWords } from '../../../web/src/lib/words/plan.ts';
export { reactionWords } from '../../../web/src/lib/words/reactions.ts';
export { recordWords } from '../../../web/src/lib/words/record.ts';
export { roomLiveWords } from '../../../web/src/lib/words/room-live.ts';
export { roomWords } from '../../../web/src/lib/words/room.ts';
export { saidWords } from '../../../web/src/lib/words/said-and-done.ts';
export { signInWords } from '../../../web/src/lib/words/sign-in.ts';
export { staffCheckInWords } from '../../../web/src/lib/words/staff-check-in.ts';
export { staffRoomWords } from '../../../web/src/lib/words/staff-room.ts';
export { staffWords } from '../../../web/src/lib/words/staff.ts';
export { strandWords } from '../../../web/src/lib/words/strands.ts';
export { themeWords } from '../../../web/src/lib/words/themes.ts';
export { voteLiveWords } from '../../../web/src/lib/words/vote-live.ts';
export { voteWords } from '../../../web/src/lib/words/vote.ts';

/** A name that begins with these words: buttons add what they are about ("Move: text us first"). */
export const beginsWith = (words: string): RegExp =>
  new RegExp(`^${words.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}(?![\\p{L}])`, 'u');
