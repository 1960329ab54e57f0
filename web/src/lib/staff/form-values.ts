import type { Bilingual, RefusalCode } from '@canopy/domain';

/** A posted form as names and what was said under each, so it can be shown again as it was. */
export type FormValues = Readonly<Record<string, readonly string[]>>;

export function valuesOf(form: FormData): FormValues {
  const values: Record<string, string[]> = {};
  for (const [name, value] of form) {
    // No box of ours is called `constructor` or `__proto__`; what every object has already is no value (reliability B9).
    if (typeof value !== 'string' || name in Object.prototype) continue;
    (values[name] ??= []).push(value);
  }
  return values;
}

export const said = (values: FormValues, name: string): string => values[name]?.[0] ?? '';
export const bothSaid = (values: FormValues, name: string): Bilingual => ({
  en: said(values, `${name}.en`),
  cy: said(values, `${name}.cy`),
});

const SECRET: ReadonlySet<string> = new Set(['password', 'current', 'next']);
/** What may go back into the page: everything but passwords. */
export const shownAgain = (values: FormValues): FormValues =>
  Object.fromEntries(Object.entries(values).filter(([name]) => !SECRET.has(name)));

/** What a page is given when its form was refused. */
export type RefusedForm = {
  values: FormValues;
  code: RefusalCode;
  words: string;
  field: string | null;
};

/** Words beside one box. `ifBad` says what this box wants, where the general words say too little. */
export const mistakeAt =
  (form: RefusedForm | null | undefined) =>
  (field: string, ifBad?: string): string | undefined => {
    if (form?.field !== field) return undefined;
    return form.code === 'bad-input' ? (ifBad ?? form.words) : form.words;
  };

/** What stands in a box: what was just typed, else what is kept. */
export const typedOr =
  (form: RefusedForm | null | undefined) =>
  (name: string, kept: string): string =>
    form === null || form === undefined ? kept : (form.values[name]?.[0] ?? '');
