import type { Theme, ThemeInput } from '@canopy/domain';

/** What the boxes of one theme hold, as they came: kept so that a refused form comes back with its words. */
export type ThemeFields = {
  nameEn: string;
  nameCy: string;
  lineEn: string;
  lineCy: string;
  strandId: string;
  leafIds: string[];
};
/** The boxes of every theme on the page by theme id, and of the one being made under `NEW`. */
export type AllFields = Readonly<Partial<Record<string, ThemeFields>>>;
export const NEW = 'new';

export const EMPTY_FIELDS: ThemeFields = {
  nameEn: '', nameCy: '', lineEn: '', lineCy: '', strandId: '', leafIds: [],
}; // prettier-ignore

/**
 * All themes stand in one form, so that whichever button is pressed, what was typed anywhere is sent
 * with it. Without script there is no other way to lose nothing.
 */
export const box = (name: keyof ThemeFields, of: string): string => `${name}.${of}`;

export const fieldsOf = ({ name, line, strandId, leafIds }: Theme): ThemeFields => ({
  nameEn: name.en,
  nameCy: name.cy,
  lineEn: line.en,
  lineCy: line.cy,
  strandId: strandId ?? '',
  leafIds,
});

export const isInForm = (form: FormData, of: string): boolean => form.has(box('lineEn', of));

export function readFields(form: FormData, of: string): ThemeFields {
  const said = (name: keyof ThemeFields): string => {
    const value = form.get(box(name, of));
    // Browsers send every line end as CR LF; the words are kept as they were typed.
    return typeof value === 'string' ? value.replaceAll('\r\n', '\n') : '';
  };
  return {
    nameEn: said('nameEn'),
    nameCy: said('nameCy'),
    lineEn: said('lineEn'),
    lineCy: said('lineCy'),
    strandId: said('strandId'),
    leafIds: form.getAll(box('leafIds', of)).filter((value) => typeof value === 'string'),
  };
}

export const inputOf = (fields: ThemeFields): ThemeInput => ({
  name: { en: fields.nameEn, cy: fields.nameCy },
  line: { en: fields.lineEn, cy: fields.lineCy },
  leafIds: fields.leafIds,
});

const wordsOf = ({ nameEn, nameCy, lineEn, lineCy, leafIds }: ThemeFields): string =>
  JSON.stringify([nameEn, nameCy, lineEn, lineCy, [...leafIds].sort()]);
/** Whether name, line or leaves differ; ticks come in page order, so their order says nothing. */
export const differs = (a: ThemeFields, b: ThemeFields): boolean => wordsOf(a) !== wordsOf(b);
export const isEmpty = (fields: ThemeFields): boolean =>
  !differs(fields, { ...EMPTY_FIELDS, strandId: fields.strandId });
