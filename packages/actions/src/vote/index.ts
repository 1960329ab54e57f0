import { ballotCast } from './cast-ballot.ts';
import { voteClose } from './close-vote.ts';

export const voteActions = {
  'ballot:cast': ballotCast,
  'vote:close': voteClose,
};
