import type { Theme, ThemeInput } from '@canopy/domain';

/** What one theme form holds, as it came: kept so that a refused form comes back with its words. */
export type ThemeFields = {
  nameEn: string;
  nameCy: string;
  lineEn: string;
  lineCy: string;
  strandId: string;
  leafIds: string[];
};

export const EMPTY_FIELDS: ThemeFields = {
  nameEn: '', nameCy: '', lineEn: '', lineCy: '', strandId: '', leafIds: [],
}; // prettier-ignore

export const fieldsOf = ({ name, line, strandId, leafIds }: Theme): ThemeFields => ({
  nameEn: name.en,
  nameCy: name.cy,
  lineEn: line.en,
  lineCy: line.cy,
  strandId: strandId ?? '',
  leafIds,
});

export function readFields(form: FormData): ThemeFields {
  const said = (name: string): string => {
    const value = form.get(name);
    return typeof value === 'string' ? value : '';
  };
  return {
    nameEn: said('nameEn'),
    nameCy: said('nameCy'),
    lineEn: said('lineEn'),
    lineCy: said('lineCy'),
    strandId: said('strandId'),
    leafIds: form.getAll('leafIds').filter((value) => typeof value === 'string'),
  };
}

export const inputOf = (fields: ThemeFields): ThemeInput => ({
  name: { en: fields.nameEn, cy: fields.nameCy },
  line: { en: fields.lineEn, cy: fields.lineCy },
  leafIds: fields.leafIds,
});
