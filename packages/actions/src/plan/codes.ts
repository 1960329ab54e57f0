import { makeSpokenCode, type Session } from '@canopy/domain';
import type { ActionContext } from '../action.ts';

/** A spoken code that no open door has: two rooms may never answer to the same words. */
export async function freshSpokenCode({ tx, house }: ActionContext): Promise<string> {
  for (;;) {
    const code = makeSpokenCode(house.randomBytes);
    if ((await tx.sessions.findByOpenCode(code)) === null) return code;
  }
}

/** A session nobody has been in yet, with a link and a code of its own. */
export async function blankSession(
  context: ActionContext,
  plan: Pick<Session, 'groupId' | 'title' | 'startsAt' | 'reactionSet' | 'reactionsOn'>,
): Promise<Session> {
  return {
    ...plan,
    id: context.newId(),
    state: 'planned',
    door: 'shut',
    joinToken: context.newId(),
    spokenCode: await freshSpokenCode(context),
    leadStaffId: null,
    stageId: null,
    stageStartedAt: null,
    extraMinutes: 0,
    pausedReason: null,
    openedAt: null,
    closedAt: null,
    deletedAt: null,
    createdAt: context.now,
  };
}
