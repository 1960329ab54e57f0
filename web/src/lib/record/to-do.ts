import type { RecordView } from '@canopy/actions';

/** What still needs a person before this record can be signed off, as numbers with a place to go. */
export type ToDo = { line: number; strand: number; welsh: number; place: number };

export function toDo({ themes, leavesOnNoTheme, signedOff }: RecordView): ToDo {
  if (signedOff !== null) return { line: 0, strand: 0, welsh: 0, place: 0 };
  return {
    line: themes.filter(({ line }) => line.en === '' && line.cy === '').length,
    strand: themes.filter(({ strandId }) => strandId === null).length,
    // Welsh does not hold up a sign-off, but the chair is told that it is missing (people 42).
    welsh: themes.filter(({ name, line }) => name.cy === '' || (line.en !== '' && line.cy === ''))
      .length,
    place: leavesOnNoTheme.length,
  };
}
