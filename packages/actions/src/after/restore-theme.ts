import { ok, refuse } from '@canopy/domain';
import { defineAction } from '../action.ts';
import { openRecord } from './open-record.ts';
import { themeScope } from './theme-scope.ts';

/** Undo of a delete. Pressed twice it is still one theme. */
export const restoreTheme = defineAction({
  name: 'theme:restore',
  scope: themeScope,
  async run({ tx }, { themeId }) {
    const theme = await tx.outcomes.findTheme(themeId);
    if (theme === null) return refuse('not-found');
    const open = await openRecord(tx, theme.sessionId);
    if (!open.ok) return open;
    if (theme.deletedAt !== null) await tx.outcomes.setThemeDeleted(themeId, null);
    return ok({});
  },
});
