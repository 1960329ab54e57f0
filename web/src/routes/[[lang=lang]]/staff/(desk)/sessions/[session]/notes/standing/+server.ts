import { json } from '@sveltejs/kit';
import { callerOf, doors } from '#lib/server/doors.ts';
import { statusOf } from '#lib/server/refused.ts';
import type { RequestHandler } from './$types';

/** Whether notes may still be written, for a script whose websocket was refused without a word. */
export const GET: RequestHandler = async (event) => {
  const notes = await doors().read.readNotes(await callerOf(event), event.params.session);
  const headers = { 'cache-control': 'no-store' };
  if (!notes.ok) return new Response(null, { status: statusOf(notes.refusal), headers });
  return json({ mayWrite: notes.value.mayWrite }, { headers });
};
