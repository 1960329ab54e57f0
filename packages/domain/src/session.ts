import { z } from 'zod';
import { bilingual, type Bilingual } from './language.ts';
import { ReactionSet } from './reaction.ts';

/** planned → open → closed → signed-off. Nothing goes back. */
export const SESSION_STATES = ['planned', 'open', 'closed', 'signed-off'] as const;
export type SessionState = (typeof SESSION_STATES)[number];

/** shut: nobody can ask to come in. open: link and spoken code lead to the lobby. locked: only seats that exist come back. */
export const DOORS = ['shut', 'open', 'locked'] as const;
export type Door = (typeof DOORS)[number];

export type PauseReason = 'staff' | 'too-few-adults';

export type Session = {
  id: string;
  groupId: string;
  title: Bilingual;
  startsAt: number;
  state: SessionState;
  door: Door;
  /** Random part of the join link; dies with the session. */
  joinToken: string;
  /** Eight spoken symbols, live only while the door is open. */
  spokenCode: string;
  reactionSet: ReactionSet;
  reactionsOn: boolean;
  leadStaffId: string | null;
  stageId: string | null;
  stageStartedAt: number | null;
  /** Minutes staff have added to this stage's advisory time. */
  extraMinutes: number;
  pausedReason: PauseReason | null;
  openedAt: number | null;
  closedAt: number | null;
  deletedAt: number | null;
  createdAt: number;
};

export const SessionInput = z.object({
  title: bilingual(80),
  startsAt: z.number().int().min(0).max(8.64e15),
  reactionSet: ReactionSet,
});
export type SessionInput = z.infer<typeof SessionInput>;

/** A youth panel opens, and stays open, only with this many approved adults present (people 48). */
export const ADULTS_MIN = 2;
/** How long the room may run short of adults before it pauses itself; people 48 allows 10 s. */
export const ADULTS_GRACE_MS = 5_000;
