import type { ActName, Result } from '@canopy/domain';
import { fail, redirect } from '@sveltejs/kit';
import { href } from '#lib/language/lang.ts';
import { EMPTY_FIELDS, inputOf, readFields, type ThemeFields } from '#lib/record/theme-fields.ts';
import { callerOf, doors } from '#lib/server/doors.ts';
import { refusedWords, refusePage, statusOf } from '#lib/server/refused.ts';
import { themeWords } from '#lib/words/themes.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

/** What the page says after something was done, from the address: a reload says it again and does nothing. */
const DONE = ['added', 'saved', 'restored', 'takenAway'] as const;
type Done = (typeof DONE)[number];

export const load: PageServerLoad = async (event) => {
  const read = await doors().read.readRecord(await callerOf(event), event.params.session);
  if (!read.ok) refusePage(read.refusal, event);
  const { searchParams } = event.url;
  return {
    view: read.value,
    done: DONE.find((each) => each === searchParams.get('done')) ?? null,
    gone: searchParams.get('gone'),
  };
};

/** Where on the page something was refused: a theme's id, the new theme, signing, or the page. */
type At = string;

const said = (form: FormData, name: string): string => {
  const value = form.get(name);
  return typeof value === 'string' ? value : '';
};

const act = async (event: RequestEvent, name: ActName, input: unknown): Promise<Result<unknown>> =>
  doors().act(await callerOf(event), name, input, 'staff');

function back(event: RequestEvent, done: Done, to: string, gone?: string): never {
  const query = new URLSearchParams({ done, ...(gone === undefined ? {} : { gone }) });
  const path = href(event.locals.lang, `/staff/sessions/${event.params.session}/record`);
  redirect(303, `${path}?${query.toString()}#${to}`);
}

function refused(event: RequestEvent, result: Result<unknown>, at: At, fields: ThemeFields | null = null) {
  if (result.ok) throw new Error('nothing was refused');
  return fail(statusOf(result.refusal), {
    at,
    words: refusedWords(result.refusal, event.locals.lang),
    fields,
  });
}

/** A theme form holds what two actions do: its words and leaves, and where it goes. */
async function send(event: RequestEvent, themeId: string, { strandId }: ThemeFields) {
  return act(event, 'theme:send', { themeId, strandId: strandId === '' ? null : strandId });
}

export const actions: Actions = {
  addTheme: async (event) => {
    const fields = readFields(await event.request.formData());
    const sessionId = event.params.session;
    const caller = await callerOf(event);
    const added = await doors().act(
      caller,
      'theme:add',
      { sessionId, theme: inputOf(fields) },
      'staff',
    );
    if (!added.ok) return refused(event, added, 'new', fields);
    const sent = await send(event, added.value.themeId, fields);
    if (!sent.ok) return refused(event, sent, added.value.themeId, fields);
    return back(event, 'added', `theme-${added.value.themeId}`);
  },

  /** The branch is read from the record, so a form cannot bring leaves of its own. */
  branchToTheme: async (event) => {
    const branchId = said(await event.request.formData(), 'branchId');
    const read = await doors().read.readRecord(await callerOf(event), event.params.session);
    if (!read.ok) return refused(event, read, 'page');
    const branch = read.value.suggestions.find((each) => each.branchId === branchId);
    // Pressed twice: the branch is a theme already.
    if (branch === undefined) return back(event, 'added', 'themes');
    const { en, cy } = branch.title;
    const theme = {
      // A branch somebody named in Welsh keeps its name until staff add the English.
      name: { en: en === '' ? cy : en, cy },
      line: { en: '', cy: '' },
      leafIds: branch.leafIds,
    };
    const added = await act(event, 'theme:add', { sessionId: event.params.session, theme });
    return added.ok ? back(event, 'added', 'themes') : refused(event, added, 'page');
  },

  saveTheme: async (event) => {
    const form = await event.request.formData();
    const fields = readFields(form);
    const themeId = said(form, 'themeId');
    const edited = await act(event, 'theme:edit', { themeId, theme: inputOf(fields) });
    if (!edited.ok) return refused(event, edited, themeId, fields);
    const sent = await send(event, themeId, fields);
    if (!sent.ok) return refused(event, sent, themeId, fields);
    return back(event, 'saved', `theme-${themeId}`);
  },

  moveTheme: async (event) => {
    const form = await event.request.formData();
    const themeId = said(form, 'themeId');
    const moved = await act(event, 'theme:move', { themeId, to: Number(said(form, 'to')) });
    return moved.ok ? back(event, 'saved', `theme-${themeId}`) : refused(event, moved, 'page');
  },

  deleteTheme: async (event) => {
    const themeId = said(await event.request.formData(), 'themeId');
    const gone = await act(event, 'theme:delete', { themeId });
    return gone.ok ? back(event, 'takenAway', 'done', themeId) : refused(event, gone, 'page');
  },

  restoreTheme: async (event) => {
    const themeId = said(await event.request.formData(), 'themeId');
    const restored = await act(event, 'theme:restore', { themeId });
    return restored.ok
      ? back(event, 'restored', `theme-${themeId}`)
      : refused(event, restored, 'page');
  },

  signOff: async (event) => {
    const form = await event.request.formData();
    if (said(form, 'read') === '' || said(form, 'nobody') === '')
      return fail(400, {
        at: 'sign',
        words: themeWords(event.locals.lang)('confirmFirst'),
        fields: EMPTY_FIELDS,
      });
    const signed = await act(event, 'record:sign-off', { sessionId: event.params.session });
    if (!signed.ok) return refused(event, signed, 'sign');
    redirect(303, href(event.locals.lang, `/staff/sessions/${event.params.session}/record`));
  },
};
