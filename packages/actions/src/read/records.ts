import {
  may,
  ok,
  refuse,
  type Bilingual,
  type Leaf,
  type Result,
  type Role,
  type SessionRecord,
  type Theme,
  type WorkStrand,
} from '@canopy/domain';
import { isFinished } from '../after/is-finished.ts';
import { leavesIn } from '../after/open-record.ts';
import type { Caller } from '../caller.ts';
import type { House } from '../house.ts';
import { allow } from './allow.ts';
import { readNotes } from './notes.ts';
import { exportText, type Export, type ExportFormat } from './export-record.ts';
import { showRecord, type ShownRecord } from './shown-record.ts';

/** A branch that could become a theme in one press. */
export type Suggestion = { branchId: string; stageId: string; title: Bilingual; leafIds: string[] };

export type RecordView = {
  record: ShownRecord;
  /** Null while the chair is still at work on it. `by` is the working name of who signed. */
  signedOff: { at: number; by: string } | null;
  themes: (Theme & { finished: boolean })[];
  strands: WorkStrand[];
  suggestions: Suggestion[];
  leavesOnNoTheme: Leaf[];
  leafCount: number;
  may: { edit: boolean; export: boolean };
  you: { name: string; role: Role };
};

/**
 * Everything the chair needs on one page. Refused `not-found` until the session has closed.
 * Counts are already cut (people 74): nothing that draws this can show a small one by mistake.
 */
export async function readRecord(
  house: House,
  caller: Caller,
  sessionId: string,
): Promise<Result<RecordView>> {
  const session = await house.store.sessions.find(sessionId);
  const scope =
    session === null || session.deletedAt !== null
      ? null
      : { groupId: session.groupId, sessionId: session.id };
  const allowed = await allow(house, caller, 'record:read', scope, 'staff');
  if (!allowed.ok) return allowed;
  const stored = await house.store.outcomes.readRecord(sessionId);
  if (scope === null || stored === null || allowed.value.kind !== 'staff')
    return refuse('not-found');
  const { record, signedOffAt, signedOffBy } = stored;
  const actor = allowed.value;
  const themes = await house.store.outcomes.themesOf(sessionId);
  const leaves = leavesIn(record);
  const used = new Set(themes.flatMap((theme) => theme.leafIds));
  return ok({
    record: showRecord(record),
    signedOff:
      signedOffAt === null
        ? null
        : { at: signedOffAt, by: (await house.store.staff.find(signedOffBy ?? ''))?.name ?? '' },
    themes: themes.map((theme) => ({ ...theme, finished: isFinished(theme) })),
    strands: await house.store.outcomes.strands(),
    suggestions: suggestionsFrom(record, themes),
    leavesOnNoTheme: leaves.filter((leaf) => !used.has(leaf.id)),
    leafCount: leaves.length,
    may: {
      edit: signedOffAt === null && may(actor, 'theme:add', scope),
      export: may(actor, 'record:export', scope),
    },
    you: { name: actor.staff.name, role: actor.staff.role },
  });
}

/** Branches with leaves of which none has found a theme yet. */
function suggestionsFrom(record: SessionRecord, themes: readonly Theme[]): Suggestion[] {
  const used = new Set(themes.flatMap((theme) => theme.leafIds));
  return record.stages.flatMap((stage) =>
    stage.kind !== 'board'
      ? []
      : stage.board.branches
          .map(({ id, title, leaves }) => ({
            branchId: id,
            stageId: stage.id,
            title,
            leafIds: leaves.map((leaf) => leaf.id),
          }))
          .filter(({ leafIds }) => leafIds.length > 0 && !leafIds.some((id) => used.has(id))),
  );
}

/** The record to take away, as a table or as data. Class: for staff (people 78). */
export async function exportRecord(
  house: House,
  caller: Caller,
  sessionId: string,
  format: ExportFormat,
): Promise<Result<Export>> {
  const read = await readRecord(house, caller, sessionId);
  if (!read.ok) return read;
  if (!read.value.may.export) return refuse('not-allowed');
  const notes = await readNotes(house, caller, sessionId);
  return ok(exportText(read.value, format, notes.ok ? notes.value.text : null));
}
