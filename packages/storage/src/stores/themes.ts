import type { Bilingual, Theme } from '@canopy/domain';
import type { Outcomes, StoredTheme } from '../ports/outcomes.ts';
import { fromJson, json, touched, type Executor } from '../row.ts';
import type { Tables } from '../schema.ts';

type Themes = Pick<
  Outcomes,
  'addTheme' | 'changeTheme' | 'findTheme' | 'setThemeDeleted' | 'themesOf' | 'themesForStrand'
>;

const toTheme = (row: Tables['theme']): Theme => ({
  id: row.id,
  sessionId: row.session_id,
  name: fromJson<Bilingual>(row.name),
  line: fromJson<Bilingual>(row.line),
  strandId: row.strand_id,
  leafIds: fromJson<string[]>(row.leaf_ids),
  position: row.position,
});

const changeable = (theme: Theme) => ({
  name: json(theme.name),
  line: json(theme.line),
  strand_id: theme.strandId,
  leaf_ids: json(theme.leafIds),
  position: theme.position,
});

export function themes(db: Executor): Themes {
  return {
    async addTheme(theme) {
      await db
        .insertInto('theme')
        .values({
          ...changeable(theme),
          id: theme.id,
          session_id: theme.sessionId,
          deleted_at: null,
        })
        .execute();
    },

    async changeTheme(theme) {
      return touched(
        await db
          .updateTable('theme')
          .set(changeable(theme))
          .where('id', '=', theme.id)
          .executeTakeFirst(),
      );
    },

    async findTheme(themeId): Promise<StoredTheme | null> {
      const row = await db
        .selectFrom('theme')
        .selectAll()
        .where('id', '=', themeId)
        .executeTakeFirst();
      return row === undefined ? null : { ...toTheme(row), deletedAt: row.deleted_at };
    },

    async setThemeDeleted(themeId, deletedAt) {
      return touched(
        await db
          .updateTable('theme')
          .set({ deleted_at: deletedAt })
          .where('id', '=', themeId)
          .executeTakeFirst(),
      );
    },

    async themesOf(sessionId) {
      const rows = await db
        .selectFrom('theme')
        .selectAll()
        .where('session_id', '=', sessionId)
        .where('deleted_at', 'is', null)
        .orderBy('position')
        .orderBy('id')
        .execute();
      return rows.map(toTheme);
    },

    async themesForStrand(strandId) {
      const rows = await db
        .selectFrom('theme')
        .innerJoin('session_record', 'session_record.session_id', 'theme.session_id')
        .innerJoin('session', 'session.id', 'theme.session_id')
        .selectAll('theme')
        .where('theme.strand_id', '=', strandId)
        .where('theme.deleted_at', 'is', null)
        .where('session_record.signed_off_at', 'is not', null)
        .orderBy('session.starts_at', 'desc')
        .orderBy('theme.session_id')
        .orderBy('theme.position')
        .orderBy('theme.id')
        .execute();
      return rows.map(toTheme);
    },
  };
}
