import { ballotCast } from './ballot-cast.ts';
import { voteClose } from './vote-close.ts';

export const voteActions = {
  'ballot:cast': ballotCast,
  'vote:close': voteClose,
};
