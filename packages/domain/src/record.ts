import type { CheckInTotals } from './check-in.ts';
import type { BoardContent } from './leaf.ts';
import type { Bilingual } from './language.ts';
import type { PrivacyLevel } from './privacy.ts';
import type { ReactionCounts } from './reaction.ts';
import type { Rung, StageKind } from './stage.ts';
import type { VoteResult } from './vote.ts';

export const RECORD_VERSION = 1;

type RecordedStageBase = {
  id: string;
  name: Bilingual;
  rung: Rung;
  /** How long the room spent here, in all visits. Null = never reached. */
  spentMs: number | null;
  reactions: ReactionCounts;
};

/** One stage as it ended. A board keeps its leaves, a vote its count; no stage keeps a person. */
export type RecordedStage = RecordedStageBase &
  (
    | { kind: Exclude<StageKind, 'board' | 'vote' | 'check-in'> }
    | { kind: 'check-in'; totals: CheckInTotals }
    | {
        kind: 'board';
        boardId: string;
        question: Bilingual;
        privacy: PrivacyLevel;
        board: BoardContent;
        leafReactions: Record<string, ReactionCounts>;
      }
    | {
        kind: 'vote';
        question: Bilingual;
        privacy: PrivacyLevel;
        result: VoteResult | null;
      }
  );

/** What closing a session writes, in the same transaction that closes it. Never changed afterwards. */
export type SessionRecord = {
  version: typeof RECORD_VERSION;
  sessionId: string;
  groupId: string;
  groupName: Bilingual;
  groupKind: 'adult' | 'youth';
  title: Bilingual;
  openedAt: number;
  closedAt: number;
  /** Attendance in numbers. Never a list: being in the room is itself sensitive. */
  attendance: {
    members: number;
    byWay: Record<string, number>;
    staff: number;
    languages: Record<string, number>;
  };
  stages: RecordedStage[];
};
