import type { BoardPhase, Session, Stage } from '@canopy/domain';

export type StoredStage = Stage & {
  deletedAt: number | null;
  /** Boards only: think until revealed. */
  phase: BoardPhase;
};

export interface Sessions {
  add(session: Session): Promise<void>;
  /** Replaces all but id, groupId and createdAt. */
  change(session: Session): Promise<boolean>;
  /** Found even when deleted, so that undo can restore it. */
  find(sessionId: string): Promise<Session | null>;
  findByJoinToken(joinToken: string): Promise<Session | null>;
  /** Only while that session's door is open and it is not deleted. */
  findByOpenCode(spokenCode: string): Promise<Session | null>;
  /** Not deleted, soonest start first. Null = every group. */
  all(groupIds: readonly string[] | null): Promise<Session[]>;
  /** Sessions whose state is open. For start-up. */
  open(): Promise<Session[]>;

  addStage(stage: Stage): Promise<void>;
  /** Replaces all but id, sessionId and kind. */
  changeStage(stage: Stage): Promise<boolean>;
  setStageDeleted(stageId: string, deletedAt: number | null): Promise<boolean>;
  setPhase(stageId: string, phase: BoardPhase): Promise<void>;
  /** Found even when deleted. */
  findStage(stageId: string): Promise<StoredStage | null>;
  /** By position, without deleted ones. */
  stages(sessionId: string): Promise<StoredStage[]>;
  /** Gives positions 0…n-1 in this order. */
  orderStages(sessionId: string, stageIds: readonly string[]): Promise<void>;
}
