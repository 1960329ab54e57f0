import type { Choice } from '@canopy/domain';
import type { Lang } from '#lib/language/lang.ts';
import { inWords } from '#lib/live/in-words.ts';
import type { StageOf } from '#lib/live/room.svelte.ts';
import { faceWords } from '#lib/words/faces.ts';
import { voteWords } from '#lib/words/vote.ts';
import { voteLiveWords } from '#lib/words/vote-live.ts';

type Vote = StageOf<'vote'>;
/** A counted line in the reader's words, as VoteResults takes it. */
type ResultLine = { id: string; words: string; lang?: Lang; count: number; people: number };

/** An option in the reader's words. Scale and yes–no have fixed options, known by their own names. */
export function optionWords(stage: Vote, id: string, lang: Lang): { text: string; lang?: Lang } {
  const listed = stage.options.find((option) => option.id === id);
  if (listed !== undefined) return inWords(listed.text, lang);
  const faces = faceWords(lang);
  const w = voteWords(lang);
  switch (id) {
    case 'great':
    case 'good':
    case 'ok':
    case 'low':
    case 'rough':
      return { text: faces(id) };
    case 'yes':
    case 'no':
      return { text: w(id) };
    case 'not-sure':
      return { text: w('notSure') };
    default:
      return { text: '' };
  }
}

export function resultLines(stage: Vote, lang: Lang): ResultLine[] {
  return (stage.result?.lines ?? []).map(({ option, text, count, people }) => {
    const words = text === null ? optionWords(stage, option, lang) : inWords(text, lang);
    return {
      id: option,
      words: words.text,
      ...(words.lang ? { lang: words.lang } : {}),
      count,
      people,
    };
  });
}

/** The result in one sentence. A tie is said as a tie. */
export function resultSentence(stage: Vote, lang: Lang): string {
  const w = voteLiveWords(lang);
  const lines = resultLines(stage, lang);
  const most = Math.max(0, ...lines.map(({ count }) => count));
  if (most === 0) return w('sentenceNone');
  const top = lines.filter(({ count }) => count === most);
  const [first] = top;
  if (top.length > 1 || first === undefined) return w('sentenceTie', { count: top.length });
  return stage.method === 'dots'
    ? w('sentenceTopDots', { option: first.words, n: most })
    : w('sentenceTop', { option: first.words, count: most, voters: stage.result?.voters ?? 0 });
}

/** One person's choice, for a Named vote after it closed. */
export function choiceWords(stage: Vote, choice: Choice, lang: Lang): string {
  // Commas only: browsers have no Welsh for the last "and".
  const list = (names: string[]): string => names.join(', ');
  const name = (id: string): string => optionWords(stage, id, lang).text;
  const blank = voteLiveWords(lang)('blankChoice');
  switch (choice.method) {
    case 'approve':
      return choice.options.length === 0 ? blank : list(choice.options.map(name));
    case 'dots':
      return choice.dots.length === 0
        ? blank
        : list(choice.dots.map(({ option, n }) => `${name(option)} (${n})`));
    case 'scale':
      return name(choice.face);
    case 'yes-no':
      return name(choice.answer);
  }
}
