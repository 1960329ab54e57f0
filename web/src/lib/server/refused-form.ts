import type { Refusal } from '@canopy/domain';
import { fail, type ActionFailure, type RequestEvent } from '@sveltejs/kit';
import { shownAgain, type FormValues, type RefusedForm } from '../staff/form-values.ts';
import { refusePage, refusedWords, statusOf } from './refused.ts';

/** The form comes back with its words kept and the reason beside the box it is about. */
export function refusedForm(
  refusal: Refusal,
  event: Pick<RequestEvent, 'url' | 'locals'>,
  values: FormValues,
): ActionFailure<RefusedForm> {
  if (refusal.code === 'not-signed-in') refusePage(refusal, event);
  return fail(statusOf(refusal), {
    values: shownAgain(values),
    code: refusal.code,
    words: refusedWords(refusal, event.locals.lang),
    // A command wraps its form in one name ("stage.question.en"); the boxes carry the rest.
    field: refusal.field?.replace(/^(group|session|stage)\./, '') ?? null,
  });
}
