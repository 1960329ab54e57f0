import type { Handle, HandleServerError } from '@sveltejs/kit/hooks';
import { langOfPath } from '#lib/language/lang.ts';
import { LOOK_COOKIE, lookAttributes, readLook } from '#lib/look/look.ts';
import { doors } from '#lib/server/doors.ts';
import { frameWords } from '#lib/words/frame.ts';

const HEADERS: Readonly<Record<string, string>> = {
  // No other site may learn an address (people 82). Not `no-referrer`: with it browsers post forms
  // with `Origin: null`, and the check against forged forms would refuse every form of ours.
  'referrer-policy': 'same-origin',
  'permissions-policy': 'geolocation=(), camera=(), microphone=()',
  'x-content-type-options': 'nosniff',
  'cross-origin-opener-policy': 'same-origin',
  'x-robots-tag': 'noindex',
};

export const handle: Handle = async ({ event, resolve }) => {
  const unreadable = await whyUnreadable(event.request);
  if (unreadable !== null) return new Response(null, { status: unreadable });
  event.locals.lang = langOfPath(event.url.pathname);
  event.locals.look = readLook(event.cookies.get(LOOK_COOKIE));
  const response = await resolve(event, {
    transformPageChunk: ({ html }) =>
      html
        .replace('%canopy.lang%', event.locals.lang)
        .replace('%canopy.look%', lookAttributes(event.locals.look)),
  });
  for (const [name, value] of Object.entries(HEADERS)) response.headers.set(name, value);
  const csp = response.headers.get('content-security-policy');
  if (csp) {
    const socket = `${event.url.protocol === 'https:' ? 'wss' : 'ws'}://${event.url.host}`;
    response.headers.set(
      'content-security-policy',
      csp.replace("connect-src 'self'", `connect-src 'self' ${socket}`),
    );
  }
  return response;
};

/**
 * A body that calls itself a form and is none throws in whichever action reads it, and that would be
 * answered as a fault of ours (reliability B7). No browser sends one, so it is refused without words.
 */
async function whyUnreadable(request: Request): Promise<number | null> {
  if (request.method !== 'POST') return null;
  try {
    await request.clone().formData();
    return null;
  } catch (error) {
    const status: unknown = error instanceof Error ? Reflect.get(error, 'status') : undefined;
    return typeof status === 'number' ? status : 400;
  }
}

export const handleError: HandleServerError = (caught) => {
  const id = crypto.randomUUID().slice(0, 8);
  const w = frameWords(langOfPath(caught.event.url.pathname));
  // Refusals and missing pages were meant; only a bug is worth a log line. Never the address or the input.
  if (caught.kind !== 'unknown') {
    const status = caught.error.status;
    return { id, message: w(status === 404 ? 'notFoundTitle' : 'errorTitle') };
  }
  const where = caught.error instanceof Error ? firstPlace(caught.error) : 'unknown';
  try {
    doors().log('page:failed', { id, route: caught.event.route.id ?? 'none', where });
  } catch {
    // Without a host there is no log; the page with its id is still the answer.
  }
  return { id, message: w('errorTitle') };
};

/** Kind of error and the first line of our code it came from. The message may hold what somebody typed. */
function firstPlace(error: Error): string {
  const stack = (error.stack ?? '').replace(error.message, () => '');
  const line = stack.split('\n').find((each) => /^\s+at /.test(each)) ?? '';
  return `${error.name} ${line.trim()}`;
}
