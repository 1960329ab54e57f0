import type { ActName, RefusalCode, Result } from '@canopy/domain';
import { fail, type RequestEvent } from '@sveltejs/kit';
import {
  differs,
  fieldsOf,
  inputOf,
  isEmpty,
  isInForm,
  NEW,
  readFields,
  type AllFields,
  type ThemeFields,
} from '#lib/record/theme-fields.ts';
import { callerOf, doors } from '#lib/server/doors.ts';
import { refusedWords, statusOf } from '#lib/server/refused.ts';

/** The page's one form as it was sent, and the session it is about. */
export type Sent = { event: RequestEvent; sessionId: string; form: FormData };
/** Null = done. Otherwise the page comes back with these words at this place, and every box as typed. */
export type Refused = ReturnType<typeof comeBack> | null;

export const sent = (form: FormData, name: string): string => {
  const value = form.get(name);
  return typeof value === 'string' ? value : '';
};

/** Everything typed on the page, by theme. */
function allFields(form: FormData): AllFields {
  const ids = [...form.keys()].flatMap((key) => /^lineEn\.(.+)$/.exec(key)?.[1] ?? []);
  return Object.fromEntries(ids.map((id) => [id, readFields(form, id)]));
}

export const comeBack = (form: FormData, status: number, at: string, words: string) =>
  fail(status, { at, words, fields: allFields(form) });

/** Does one thing to the record; refused, the page comes back as it was. */
export async function act(
  { event, form }: Sent,
  at: string,
  name: ActName,
  input: unknown,
): Promise<Refused> {
  const result: Result<unknown> = await doors().act(await callerOf(event), name, input, 'staff');
  return result.ok ? null : comeBackRefused(event, form, at, result.refusal.code);
}

const comeBackRefused = (event: RequestEvent, form: FormData, at: string, code: RefusalCode) =>
  comeBack(form, statusOf({ code }), at, refusedWords({ code }, event.locals.lang));

/** Saves whatever was changed in any theme, before the pressed button does its own work. */
export async function saveThemes(all: Sent): Promise<Refused> {
  const read = await doors().read.readRecord(await callerOf(all.event), all.sessionId);
  if (!read.ok) return comeBackRefused(all.event, all.form, 'page', read.refusal.code);
  for (const theme of read.value.themes) {
    if (!isInForm(all.form, theme.id)) continue;
    const refused = await saveTheme(all, theme.id, fieldsOf(theme), readFields(all.form, theme.id));
    if (refused !== null) return refused;
  }
  const fresh = readFields(all.form, NEW);
  return isEmpty(fresh) ? null : addTheme(all, fresh);
}

async function saveTheme(all: Sent, themeId: string, before: ThemeFields, now: ThemeFields) {
  const refused = differs(before, now)
    ? await act(all, themeId, 'theme:edit', { themeId, theme: inputOf(now) })
    : null;
  if (refused !== null || before.strandId === now.strandId) return refused;
  return send(all, themeId, now);
}

/** A theme half written in the last box is added too when something else is pressed: it is never lost. */
export async function addTheme(all: Sent, fields: ThemeFields): Promise<Refused> {
  const { event, form, sessionId } = all;
  const input = { sessionId, theme: inputOf(fields) };
  const added = await doors().act(await callerOf(event), 'theme:add', input, 'staff');
  if (!added.ok) return comeBackRefused(event, form, NEW, added.refusal.code);
  return fields.strandId === '' ? null : send(all, added.value.themeId, fields);
}

const send = (all: Sent, themeId: string, { strandId }: ThemeFields): Promise<Refused> =>
  act(all, themeId, 'theme:send', { themeId, strandId: strandId === '' ? null : strandId });
