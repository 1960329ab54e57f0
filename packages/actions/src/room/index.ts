import { answerCheckIn } from './answer-check-in.ts';
import { askForTime } from './ask-for-time.ts';
import { giveLead } from './give-lead.ts';
import { giveTime } from './give-time.ts';
import { goToStage } from './go-to-stage.ts';
import { lowerAsk } from './lower-ask.ts';
import { openSessionAction } from './open-session.ts';
import { pauseRoom } from './pause-room.ts';
import { raiseAsk } from './raise-ask.ts';
import { resumeRoom } from './resume-room.ts';
import { sendReaction } from './send-reaction.ts';
import { setReactions } from './set-reactions.ts';
import { takeLead } from './take-lead.ts';

export const roomActions = {
  'session:open': openSessionAction,
  'stage:go': goToStage,
  'lead:take': takeLead,
  'lead:give': giveLead,
  'room:pause': pauseRoom,
  'room:resume': resumeRoom,
  'time:give': giveTime,
  'time:ask': askForTime,
  'ask:raise': raiseAsk,
  'ask:lower': lowerAsk,
  'check-in:answer': answerCheckIn,
  'reaction:send': sendReaction,
  'reactions:set': setReactions,
};
