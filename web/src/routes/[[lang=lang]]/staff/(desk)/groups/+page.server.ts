import { callerOf, doors } from '#lib/server/doors.ts';
import { refusePage } from '#lib/server/refused.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const caller = await callerOf(event);
  const { read } = doors();
  const [groups, sessions] = [await read.listGroups(caller), await read.listSessions(caller)];
  if (!groups.ok) refusePage(groups.refusal, event);
  if (!sessions.ok) refusePage(sessions.refusal, event);
  const coming = sessions.value.filter(({ state }) => state === 'planned' || state === 'open');
  return {
    rows: groups.value.map((group) => ({
      group,
      next: coming.find(({ groupId }) => groupId === group.id) ?? null,
    })),
  };
};
