import { ok, refuse } from '@canopy/domain';
import { defineAction } from '../action.ts';

export const editGroup = defineAction({
  name: 'group:edit',
  async scope(store, { groupId }) {
    const group = await store.groups.find(groupId);
    return group === null ? null : { groupId, sessionId: null };
  },
  async run({ tx, announce }, { groupId, group }) {
    const before = await tx.groups.find(groupId);
    if (before === null) return refuse('not-found');
    // A panel's rules (two adults, a glance) follow its kind: no edit may quietly take them away.
    if (before.kind !== group.kind) return refuse('bad-input', 'group.kind');
    await tx.groups.change({ ...before, ...group });
    for (const session of await tx.sessions.all([groupId]))
      if (session.state === 'open') announce({ what: 'room', sessionId: session.id });
    return ok({});
  },
});
