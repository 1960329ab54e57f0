import { redirect } from '@sveltejs/kit';
import { href } from '#lib/language/lang.ts';
import { isEmpty, NEW, readFields } from '#lib/record/theme-fields.ts';
import { callerOf, doors } from '#lib/server/doors.ts';
import { refusePage } from '#lib/server/refused.ts';
import { themeWords } from '#lib/words/themes.ts';
import { act, addTheme, comeBack, saveThemes, sent, type Sent } from './save-themes.server.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

/** What the page says after something was done, from the address: a reload says it again and does nothing. */
const DONE = ['added', 'saved', 'restored', 'takenAway'] as const;
type Done = (typeof DONE)[number];

export const load: PageServerLoad = async (event) => {
  const { session: sessionId } = event.params;
  const read = await doors().read.readRecord(await callerOf(event), sessionId);
  if (!read.ok) refusePage(read.refusal, event);
  const notes = await doors().read.readNotes(await callerOf(event), sessionId);
  const { searchParams } = event.url;
  return {
    view: read.value,
    notes: notes.ok ? notes.value : null,
    done: DONE.find((each) => each === searchParams.get('done')) ?? null,
    gone: searchParams.get('gone'),
  };
};

const sentTo = async (event: RequestEvent): Promise<Sent> => ({
  event,
  sessionId: event.params.session,
  form: await event.request.formData(),
});

function back(event: RequestEvent, done: Done, to: string, gone?: string): never {
  const query = new URLSearchParams({ done, ...(gone === undefined ? {} : { gone }) });
  const path = href(event.locals.lang, `/staff/sessions/${event.params.session}/record`);
  redirect(303, `${path}?${query.toString()}#${to}`);
}

/** Whichever button is pressed, what was typed anywhere on the page is saved first. */
export const actions: Actions = {
  saveThemes: async (event) => {
    const all = await sentTo(event);
    const saved = sent(all.form, 'saved');
    return (
      (await saveThemes(all)) ?? back(event, 'saved', saved === '' ? 'themes' : `theme-${saved}`)
    );
  },

  addTheme: async (event) => {
    const all = await sentTo(event);
    const fresh = readFields(all.form, NEW);
    // An empty theme is asked for on purpose here, so it is refused in words.
    const refused = (await saveThemes(all)) ?? (isEmpty(fresh) ? await addTheme(all, fresh) : null);
    return refused ?? back(event, 'added', 'themes');
  },

  /** The branch is read from the record, so a form cannot bring leaves of its own. */
  branchToTheme: async (event) => {
    const all = await sentTo(event);
    const refused = await saveThemes(all);
    if (refused !== null) return refused;
    const read = await doors().read.readRecord(await callerOf(event), all.sessionId);
    const branchId = sent(all.form, 'branchId');
    const branch = read.ok
      ? read.value.suggestions.find((each) => each.branchId === branchId)
      : undefined;
    // Pressed twice: the branch is a theme already.
    if (branch === undefined) return back(event, 'added', 'themes');
    const { en, cy } = branch.title;
    const theme = {
      // A branch somebody named in Welsh keeps its name until staff add the English.
      name: { en: en === '' ? cy : en, cy },
      line: { en: '', cy: '' },
      leafIds: branch.leafIds,
    };
    const { sessionId } = all;
    return (
      (await act(all, 'page', 'theme:add', { sessionId, theme })) ?? back(event, 'added', 'themes')
    );
  },

  moveTheme: async (event) => {
    const all = await sentTo(event);
    const [themeId = '', to] = sent(all.form, 'move').split('.');
    const refused =
      (await saveThemes(all)) ??
      (await act(all, 'page', 'theme:move', { themeId, to: Number(to) }));
    return refused ?? back(event, 'saved', `theme-${themeId}`);
  },

  deleteTheme: async (event) => {
    const all = await sentTo(event);
    const themeId = sent(all.form, 'gone');
    const refused =
      (await saveThemes(all)) ?? (await act(all, 'page', 'theme:delete', { themeId }));
    return refused ?? back(event, 'takenAway', 'done', themeId);
  },

  restoreTheme: async (event) => {
    const all = await sentTo(event);
    const themeId = sent(all.form, 'restored');
    const refused =
      (await saveThemes(all)) ?? (await act(all, 'page', 'theme:restore', { themeId }));
    return refused ?? back(event, 'restored', `theme-${themeId}`);
  },

  signOff: async (event) => {
    const all = await sentTo(event);
    const refused = await saveThemes(all);
    if (refused !== null) return refused;
    if (sent(all.form, 'read') === '' || sent(all.form, 'nobody') === '')
      return comeBack(all.form, 400, 'sign', themeWords(event.locals.lang)('confirmFirst'));
    const { sessionId } = all;
    const unsigned = await act(all, 'sign', 'record:sign-off', { sessionId });
    return (
      unsigned ?? redirect(303, href(event.locals.lang, `/staff/sessions/${sessionId}/record`))
    );
  },
};
