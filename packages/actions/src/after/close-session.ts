import { ok, refuse } from '@canopy/domain';
import { defineAction, sessionScope, type ActionContext } from '../action.ts';
import { mayClose } from './may-close.ts';
import { settleVotes } from './settle-votes.ts';
import { buildRecord } from './build-record.ts';

/**
 * Ends a session for good. The record and the closed state are one transaction: either the room is
 * over and everything said in it is kept, or nothing happened and the room goes on.
 */
export const closeSession = defineAction({
  name: 'session:close',
  scope: (store, { sessionId }) => sessionScope(store, sessionId),
  /** Reactions wait in memory for their window, and the counter has its own store: outside the transaction. */
  async prepare(house, { sessionId }) {
    await house.reactions.flush(sessionId);
    return ok('');
  },
  async run(context, { sessionId }) {
    const { tx, now } = context;
    const session = await tx.sessions.find(sessionId);
    if (session === null) return refuse('not-found');
    if (session.state === 'planned') return refuse('session-not-open');
    if (session.state !== 'open') return refuse('session-closed');
    if (!mayClose(context.actor, session)) return refuse('needs-lead');

    if (session.stageId !== null && session.stageStartedAt !== null)
      await tx.room.addSpent(session.stageId, Math.max(0, now - session.stageStartedAt));
    await settleVotes(tx, sessionId);
    await tx.outcomes.writeRecord(await buildRecord(context, session));
    await tx.sessions.change({
      ...session,
      state: 'closed',
      door: 'shut',
      stageStartedAt: null,
      extraMinutes: 0,
      pausedReason: null,
      closedAt: now,
      // What opened the door is forgotten with it: an old link or code says nothing any more.
      joinToken: context.newId(),
      spokenCode: '',
    });
    await tx.room.clear(sessionId);
    // With them how to take things back: it names people and holds removed words.
    await tx.intents.forget(sessionId);
    await forgetHeld(context, sessionId);
    context.announce({ what: 'session-ended', sessionId });
    return ok({});
  },
});

/** The record has their words; the rows would go on saying who had written what nobody was shown. */
async function forgetHeld({ tx }: ActionContext, sessionId: string): Promise<void> {
  for (const stage of await tx.sessions.stages(sessionId)) {
    const board = stage.kind === 'board' ? await tx.boards.forStage(stage.id) : null;
    if (board === null) continue;
    for (const { id } of await tx.boards.heldOn(board.boardId)) await tx.boards.dropHeld(id);
  }
}
