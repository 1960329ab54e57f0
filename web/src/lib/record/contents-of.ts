import { inLanguage } from '@canopy/domain';
import type { RecordView, ShownStage } from '@canopy/actions';
import type { Lang } from '#lib/language/lang.ts';
import { recordWords } from '#lib/words/record.ts';
import { staffNotesWords } from '#lib/words/staff-notes.ts';
import { themeWords } from '#lib/words/themes.ts';

/** One line of the contents. `toDo` null = nothing to do there, zero = done. */
export type ContentsItem = { to: string; words: string; lang?: string; toDo: number | null };

/** Stages that left something to read. A break leaves its minutes, which stand with the other times. */
export const leftSomething = (stage: ShownStage): boolean =>
  stage.kind === 'board' ||
  stage.kind === 'vote' ||
  stage.kind === 'check-in' ||
  Object.values(stage.reactions).some((n) => n > 0);

export function contentsOf(view: RecordView, reader: Lang, notes: boolean): ContentsItem[] {
  const w = recordWords(reader);
  const t = themeWords(reader);
  const unfinished = view.themes.filter(({ finished }) => !finished).length;
  const stages = view.record.stages.filter(leftSomething).map((stage): ContentsItem => {
    const { text, lang } = inLanguage(stage.name, reader);
    return { to: `stage-${stage.id}`, words: text, lang, toDo: null };
  });
  const loose = { to: 'loose', words: t('noThemeTitle'), toDo: null };
  return [
    { to: 'who', words: w('who'), toDo: 0 },
    { to: 'themes', words: t('themes'), toDo: view.themes.length === 0 ? null : unfinished },
    ...(view.leavesOnNoTheme.length > 0 ? [loose] : []),
    ...stages,
    { to: 'times', words: w('stagesAndTime'), toDo: null },
    ...(notes ? [{ to: 'notes', words: staffNotesWords(reader)('title'), toDo: null }] : []),
    ...(view.may.edit ? [{ to: 'sign', words: t('signOff'), toDo: null }] : []),
  ];
}
