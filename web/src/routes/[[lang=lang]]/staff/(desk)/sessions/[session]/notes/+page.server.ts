import { callerOf, doors } from '#lib/server/doors.ts';
import { refusePage } from '#lib/server/refused.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { session: sessionId } = event.params;
  const caller = await callerOf(event);
  const notes = await doors().read.readNotes(caller, sessionId);
  if (!notes.ok) refusePage(notes.refusal, event);
  const plan = await doors().read.readSession(caller, sessionId);
  if (!plan.ok) refusePage(plan.refusal, event);
  const { title, state } = plan.value.session;
  const isOver = state === 'closed' || state === 'signed-off';
  return { sessionId, title, isOver, notes: notes.value };
};
