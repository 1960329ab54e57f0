import { error } from '@sveltejs/kit';
import { callerOf, doors } from '#lib/server/doors.ts';
import { refusePage } from '#lib/server/refused.ts';
import { refusals } from '#lib/words/refusals.ts';
import type { RequestHandler } from './$types';

/** The record as a file. Never kept by a browser or a proxy: it is for staff. */
export const GET: RequestHandler = async (event) => {
  const { format, session } = event.params;
  if (format !== 'csv' && format !== 'json') error(404, refusals(event.locals.lang)('notFound'));
  const read = await doors().read.exportRecord(await callerOf(event), session, format);
  if (!read.ok) refusePage(read.refusal, event);
  return new Response(read.value.body, {
    headers: {
      'content-type': read.value.contentType,
      'content-disposition': `attachment; filename="${read.value.fileName}"`,
      'cache-control': 'no-store',
    },
  });
};
