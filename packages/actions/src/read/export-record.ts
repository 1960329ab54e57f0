import type { Leaf, Theme, WorkStrand } from '@canopy/domain';
import { csv } from './csv.ts';
import type { RecordView } from './records.ts';
import type { ShownStage } from './shown-record.ts';

export const EXPORT_FORMATS = ['csv', 'json'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];
export type Export = { fileName: string; contentType: string; body: string };

/** Columns keep their names for good: somebody's spreadsheet stands on them. */
const COLUMNS = [
  'row', 'stage', 'stage_name_en', 'stage_name_cy', 'question_en', 'question_cy',
  'branch', 'branch_en', 'branch_cy', 'id', 'kind', 'form', 'picture', 'text', 'lang', 'alias',
  'reactions', 'themes', 'method', 'option_en', 'option_cy', 'count', 'people', 'voters', 'eligible',
] as const; // prettier-ignore
type Row = Partial<Record<(typeof COLUMNS)[number], string | number>>;

/** `notes` = the staff's own, for somebody who may read them; null = not for this reader. */
export function exportText(view: RecordView, format: ExportFormat, notes: string | null): Export {
  const day = new Date(view.record.closedAt).toISOString().slice(0, 10);
  const fileName = `canopy-record-${day}-for-staff.${format}`;
  return format === 'json'
    ? { fileName, contentType: 'application/json; charset=utf-8', body: toJson(view, notes) }
    : { fileName, contentType: 'text/csv; charset=utf-8', body: toCsv(view) };
}

/** Every text says its language: two-language texts by key, a leaf by its `lang`. */
function toJson({ record, themes, strands, signedOff }: RecordView, notes: string | null): string {
  const used = new Set(themes.map((theme) => theme.strandId));
  const themeOut = ({ finished: _, sessionId: __, ...theme }: RecordView['themes'][number]) =>
    theme;
  const strandOut = ({ id, kind, name, ownerName }: WorkStrand) => ({ id, kind, name, ownerName });
  return JSON.stringify(
    {
      format: 'canopy-record',
      class: 'for-staff',
      signedOffAt: signedOff?.at ?? null,
      record,
      themes: themes.map(themeOut),
      strands: strands.filter((strand) => used.has(strand.id)).map(strandOut),
      ...(notes === null ? {} : { staffNotes: notes }),
    },
    null,
    2,
  );
}

const toCsv = ({ record, themes }: RecordView): string =>
  csv(
    COLUMNS,
    record.stages.flatMap((stage) => rowsOf(stage, themes)),
  );

function rowsOf(stage: ShownStage, themes: readonly Theme[]): Row[] {
  const base: Row = { stage: stage.id, stage_name_en: stage.name.en, stage_name_cy: stage.name.cy };
  if (stage.kind !== 'board' && stage.kind !== 'vote') return [];
  const asked: Row = { ...base, question_en: stage.question.en, question_cy: stage.question.cy };
  if (stage.kind === 'vote') return voteRows(asked, stage);
  const leafRow = (leaf: Leaf): Row => ({
    ...asked,
    ...cellsOf(leaf),
    row: 'leaf',
    reactions: Object.values(stage.leafReactions[leaf.id] ?? {}).reduce((sum, n) => sum + n, 0),
    themes: themes.filter((theme) => theme.leafIds.includes(leaf.id)).map(({ name }) => name.en).join('; '), // prettier-ignore
  });
  return [
    ...stage.board.branches.flatMap(({ id, title, leaves }) =>
      leaves.map((leaf) => ({
        ...leafRow(leaf),
        branch: id,
        branch_en: title.en,
        branch_cy: title.cy,
      })),
    ),
    ...stage.board.loose.map(leafRow),
  ];
}

function cellsOf({ id, kind, content, lang, alias }: Leaf): Row {
  const about: Row = { id, kind, lang, alias: alias ?? '', form: content.form };
  switch (content.form) {
    case 'words':
      return { ...about, text: content.text };
    case 'emoji':
      return { ...about, picture: content.emoji, text: content.word };
    case 'symbol':
      return { ...about, picture: content.symbol, text: content.word };
  }
}

function voteRows(base: Row, stage: Extract<ShownStage, { kind: 'vote' }>): Row[] {
  const { result } = stage;
  if (result === null) return [];
  const { method, voters, eligible, blank } = result;
  const about: Row = { ...base, method, voters, eligible };
  return [
    ...result.lines.map(({ option, text, count, people }): Row => ({
      ...about, row: 'vote', id: option, option_en: text?.en ?? '', option_cy: text?.cy ?? '', count, people,
    })), // prettier-ignore
    ...(blank > 0 ? [{ ...about, row: 'blank', count: blank, people: blank }] : []),
  ];
}
