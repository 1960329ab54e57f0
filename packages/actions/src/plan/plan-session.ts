import { TEMPLATES, ok, refuse, stagesFor } from '@canopy/domain';
import { defineAction } from '../action.ts';
import { blankSession } from './codes.ts';

export const planSession = defineAction({
  name: 'session:plan',
  async scope(store, { groupId }) {
    const group = await store.groups.find(groupId);
    return group === null ? null : { groupId, sessionId: null };
  },
  async run(context, { groupId, template: templateId, session: input }) {
    const { tx, newId } = context;
    const group = await tx.groups.find(groupId);
    const template = TEMPLATES.find(({ id }) => id === templateId);
    if (group === null || template === undefined) return refuse('not-found');
    const session = await blankSession(context, { ...input, groupId, reactionsOn: true });
    await tx.sessions.add(session);
    const stages = stagesFor(template, group.kind);
    for (const [position, stage] of stages.entries())
      await tx.sessions.addStage({ ...stage, id: newId(), sessionId: session.id, position });
    return ok({ sessionId: session.id });
  },
});
