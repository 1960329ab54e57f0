import {
  isSmallVote,
  type BoardStage,
  type Choice,
  type GroupKind,
  type Session,
  type VoteStage,
} from '@canopy/domain';
import type { StageView } from '@canopy/protocol';
import type { StoredStage } from '@canopy/storage';
import type { House } from '../house.ts';

type Named = { alias: string; aliasNumber: number; choice: Choice }[];

/** What the room is doing now. Counts stay numbers and a vote's result stays away until it is closed. */
export async function readStageView(
  house: House,
  session: Session,
  groupKind: GroupKind,
  stage: StoredStage,
): Promise<StageView> {
  const base = { id: stage.id, name: stage.name, rung: stage.rung };
  switch (stage.kind) {
    case 'welcome':
    case 'break':
    case 'close':
      return { ...base, kind: stage.kind };
    case 'check-in':
      return { ...base, kind: 'check-in' };
    case 'talk':
      return { ...base, kind: 'talk', waiting: await countWaiting(house, session.id) };
    case 'board':
      return { ...base, ...(await boardPart(house, groupKind, stage)) };
    case 'vote':
      return { ...base, ...(await votePart(house, session, stage)) };
  }
}

async function countWaiting(house: House, sessionId: string): Promise<number> {
  const asks = await house.store.room.asks(sessionId);
  return asks.filter(({ ask }) => ask === 'speak').length;
}

type BoardPart = Omit<Extract<StageView, { kind: 'board' }>, 'id' | 'name' | 'rung'>;

async function boardPart(
  house: House,
  groupKind: GroupKind,
  stage: StoredStage & BoardStage,
): Promise<BoardPart> {
  const board = await house.store.boards.forStage(stage.id);
  if (board === null) throw new Error('an open board stage has no board');
  return {
    kind: 'board',
    boardId: board.boardId,
    epoch: board.epoch,
    question: stage.question,
    privacy: stage.privacy,
    phase: stage.phase,
    glance: groupKind === 'youth',
    held: await house.store.boards.countHeld(board.boardId),
  };
}

type VotePart = Omit<Extract<StageView, { kind: 'vote' }>, 'id' | 'name' | 'rung'>;

async function votePart(
  house: House,
  session: Session,
  stage: StoredStage & VoteStage,
): Promise<VotePart> {
  const { votes, seats } = house.store;
  const vote = await votes.find(stage.id);
  const all = await seats.all(session.id);
  // Hidden until staff close it: early numbers move late voters.
  const result = vote?.state === 'closed' ? vote.result : null;
  const named = result !== null && stage.privacy === 'named';
  // Small numbers as in the record; at Named everyone was told that all see who chose what.
  const fewVoters = result !== null && !named && isSmallVote(result);
  return {
    kind: 'vote',
    question: stage.question,
    privacy: stage.privacy,
    method: stage.vote.method,
    dots: stage.vote.dots,
    maxPerOption: stage.vote.maxPerOption,
    options: vote?.options ?? [],
    state: vote?.state ?? 'open',
    cast: await votes.countBallots(stage.id),
    eligible: all.filter(({ state }) => state === 'admitted').length,
    result: fewVoters ? null : result,
    fewVoters,
    named: named ? await namedBallots(house, stage.id, all) : null,
  };
}

async function namedBallots(
  house: House,
  stageId: string,
  seats: readonly { id: string; alias: string; aliasNumber: number }[],
): Promise<Named> {
  const bySeat = new Map(seats.map((seat) => [seat.id, seat]));
  const named: Named = [];
  for (const { seatId, choice } of await house.store.votes.ballots(stageId)) {
    const seat = bySeat.get(seatId);
    if (seat !== undefined)
      named.push({ alias: seat.alias, aliasNumber: seat.aliasNumber, choice });
  }
  return named.sort((a, b) => a.alias.localeCompare(b.alias) || a.aliasNumber - b.aliasNumber);
}
