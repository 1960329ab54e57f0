import {
  hasOptions,
  ok,
  oneLanguage,
  type BoardContent,
  type LeafContent,
  type Result,
  type VoteOption,
  type VoteStage,
} from '@canopy/domain';
import type { StoredStage } from '@canopy/storage';
import type { ActionContext } from '../action.ts';

/**
 * Called when the room enters a vote. Fixes what is asked as the board stands at that moment, so
 * that moving a leaf later cannot change what people have answered. Entering again changes nothing.
 */
export async function openVoteFor(
  context: Pick<ActionContext, 'house' | 'tx'>,
  stage: VoteStage,
): Promise<Result<null>> {
  if ((await context.tx.votes.find(stage.id)) !== null) return ok(null);
  await context.tx.votes.open(stage.id, await optionsOf(context, stage));
  return ok(null);
}

async function optionsOf(
  { house, tx }: Pick<ActionContext, 'house' | 'tx'>,
  stage: VoteStage,
): Promise<VoteOption[]> {
  const { method, source } = stage.vote;
  if (!hasOptions(method)) return [];
  if (source.from === 'list') return source.options.map(({ id, text }) => ({ id, text }));
  const from = boardBefore(await tx.sessions.stages(stage.sessionId), stage, source.boardStageId);
  const board = from === null ? null : await tx.boards.forStage(from.id);
  const content = board === null ? null : await house.boards.read(board.boardId, tx);
  if (content === null) return [];
  return source.from === 'branches'
    ? content.branches.map(({ id, title }) => ({ id, text: title }))
    : leavesOf(content);
}

/** The board that was named, or the nearest one before this stage. */
function boardBefore(
  stages: readonly StoredStage[],
  stage: VoteStage,
  boardStageId: string | null,
): StoredStage | null {
  const boards = stages.filter(({ kind }) => kind === 'board');
  if (boardStageId !== null) return boards.find(({ id }) => id === boardStageId) ?? null;
  return boards.filter(({ position }) => position < stage.position).at(-1) ?? null;
}

/** In the language each was written in; the other stays empty, for nobody has said it yet. */
const leavesOf = ({ branches, loose }: BoardContent): VoteOption[] =>
  [...branches.flatMap(({ leaves }) => leaves), ...loose].map(({ id, content, lang }) => ({
    id,
    text: oneLanguage(wordsOf(content), lang),
  }));

function wordsOf(content: LeafContent): string {
  switch (content.form) {
    case 'words':
      return content.text;
    case 'emoji':
      return content.word;
    case 'symbol':
      return content.word === '' ? content.symbol : content.word;
  }
}
