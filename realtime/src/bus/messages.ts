import type { Announcement, BoardNews } from '@canopy/actions';
import { Id, ReactionCode } from '@canopy/domain';
import { z } from 'zod';

/**
 * Everything hosts say to each other. Parsed where it comes in: whoever can reach the bus could say
 * anything on it, and the worst a parsed message can do is make a host read its database again.
 */
const announcement = z.discriminatedUnion('what', [
  z.object({ what: z.literal('room'), sessionId: Id }),
  z.object({ what: z.literal('seat'), sessionId: Id, seatId: Id }),
  z.object({
    what: z.literal('deeds'),
    sessionId: Id,
    boardId: Id,
    by: z.string().regex(/^(seat|staff):[\w-]{1,40}$/),
  }),
  z.object({
    what: z.literal('seat-ended'),
    sessionId: Id,
    seatId: Id,
    why: z.enum(['removed', 'left']),
  }),
  z.object({ what: z.literal('session-ended'), sessionId: Id }),
  z.object({ what: z.literal('signed-off'), sessionId: Id }),
  z.object({ what: z.literal('notes'), sessionId: Id, seq: z.number().int().min(0) }),
  z.object({ what: z.literal('sign-in-ended'), signInId: Id }),
  z.object({ what: z.literal('staff-ended'), staffId: Id }),
  z.object({ what: z.literal('staff-changed'), staffId: Id }),
]) satisfies z.ZodType<Announcement>;

const seq = z.number().int().min(0);
const boardNews = z.object({
  boardId: Id,
  from: seq,
  to: seq,
  update: z.custom<Uint8Array>((bytes) => bytes instanceof Uint8Array),
}) satisfies z.ZodType<BoardNews>;

/** Who is connected to one session on one host. Both lists empty = nobody any more. */
const Present = z.object({
  sessionId: Id,
  staff: z.array(Id).max(1_000),
  seats: z.array(Id).max(10_000),
});
export type Present = z.infer<typeof Present>;

const presence = z.discriminatedUnion('say', [
  /** These sessions have changed (`whole`: this is all there is). `word` counts what was said so far. */
  z.object({
    say: z.literal('here'),
    word: seq,
    whole: z.boolean(),
    sessions: z.array(Present).max(100_000),
  }),
  /** Still here, and nothing has changed since that word. */
  z.object({ say: z.literal('still'), word: seq }),
  /** Say everything again; null = every host. */
  z.object({ say: z.literal('ask'), hostId: Id.nullable() }),
  /** This host is stopping: forget what it said. */
  z.object({ say: z.literal('gone') }),
]);
export type PresenceWord = z.infer<typeof presence>;

/** [leaf or null for the stage, emoji code, how many in all once this was saved] */
const saved = z.tuple([Id.nullable(), ReactionCode, z.number().int().min(1)]);
const burst = z.object({
  sessionId: Id,
  stageId: Id,
  saved: z.array(saved).max(10_000),
  /** What is new for the stage since the last burst: [emoji code, how many]. */
  fresh: z.array(z.tuple([ReactionCode, z.number().int().min(1)])).max(100),
});
export type SavedReactions = z.infer<typeof burst>;

export const BusMessage = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('announcement'), announcement }),
  z.object({ kind: z.literal('board'), news: boardNews }),
  z.object({ kind: z.literal('presence'), presence }),
  z.object({ kind: z.literal('reactions'), burst }),
]);
export type BusMessage = z.infer<typeof BusMessage>;
