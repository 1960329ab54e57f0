import type { SessionBrief } from '@canopy/actions';
import { callerOf, doors } from '#lib/server/doors.ts';
import { refusePage } from '#lib/server/refused.ts';
import { isSameDay, partOfDay } from '#lib/staff/london-time.ts';
import type { PageServerLoad } from './$types';

/** A session that began a while ago and was never opened is still the next one: meetings start late. */
const LATE_MS = 6 * 60 * 60_000;

export const load: PageServerLoad = async (event) => {
  const caller = await callerOf(event);
  const { read } = doors();
  const [groups, sessions] = [await read.listGroups(caller), await read.listSessions(caller)];
  if (!groups.ok) refusePage(groups.refusal, event);
  if (!sessions.ok) refusePage(sessions.refusal, event);

  const now = Date.now();
  const coming = sessions.value.filter(
    ({ state, startsAt }) => state === 'open' || (state === 'planned' && startsAt > now - LATE_MS),
  );
  const next = coming.find(({ state }) => state === 'open') ?? coming[0] ?? null;
  const plan = next === null ? null : await read.readSession(caller, next.id);
  return {
    partOfDay: partOfDay(now),
    today: coming.filter(({ startsAt }) => isSameDay(startsAt, now)).length,
    groups: groups.value.map((group) => ({ group, next: nextOf(coming, group.id) })),
    plan: plan?.ok === true ? plan.value : null,
    coming: coming.filter((session) => session !== next).slice(0, 4),
    toSignOff: sessions.value.filter(({ state }) => state === 'closed').reverse(),
  };
};

const nextOf = (coming: readonly SessionBrief[], id: string): SessionBrief | null =>
  coming.find(({ groupId }) => groupId === id) ?? null;
