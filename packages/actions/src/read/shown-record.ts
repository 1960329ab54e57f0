import {
  SMALL_MIN,
  SPLIT_MIN,
  isSmallVote,
  showCount,
  showFaces,
  showParts,
  type RecordedStage,
  type SessionRecord,
  type ShownCount,
} from '@canopy/domain';

/** Null = the group is too small to be split at all. */
export type ShownSplit = Record<string, ShownCount> | null;

type CheckInStage = Extract<RecordedStage, { kind: 'check-in' }>;
type VoteStage = Extract<RecordedStage, { kind: 'vote' }>;
export type ShownStage =
  | Exclude<RecordedStage, CheckInStage | VoteStage>
  | (Omit<CheckInStage, 'totals'> & { answered: ShownCount; totals: ShownSplit })
  /** `fewVoters`: somebody voted, but too few to say how. Then there is no result. */
  | (VoteStage & { fewVoters: boolean });

/** A record as it may leave the database: the same record with small numbers hidden (people 74). */
export type ShownRecord = Omit<SessionRecord, 'attendance' | 'stages'> & {
  attendance: {
    members: ShownCount;
    byWay: ShownSplit;
    staff: number;
    languages: ShownSplit;
  };
  stages: ShownStage[];
};

export function showRecord(record: SessionRecord): ShownRecord {
  const { members, byWay, staff, languages } = record.attendance;
  const split = (parts: Record<string, number>): ShownSplit =>
    members >= SPLIT_MIN ? showParts(parts) : null;
  return {
    ...record,
    attendance: {
      members: showCount(members),
      byWay: split(byWay),
      // Adults are named to the whole room, so their number hides nobody.
      staff,
      languages: split(languages),
    },
    stages: record.stages.map(showStage),
  };
}

function showStage(stage: RecordedStage): ShownStage {
  switch (stage.kind) {
    case 'check-in': {
      const { totals, ...rest } = stage;
      const answered = Object.values(totals).reduce((sum, n) => sum + n, 0);
      return {
        ...rest,
        answered: showCount(answered),
        totals: answered >= SMALL_MIN ? showFaces(totals) : null,
      };
    }
    case 'vote': {
      const fewVoters = stage.result !== null && isSmallVote(stage.result);
      return { ...stage, result: fewVoters ? null : stage.result, fewVoters };
    }
    default:
      return stage;
  }
}
