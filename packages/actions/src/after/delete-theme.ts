import { ok } from '@canopy/domain';
import { defineAction } from '../action.ts';
import { openTheme } from './open-theme.ts';
import { themeScope } from './theme-scope.ts';

/** Takes a theme off the list. Its leaves stay in the record, and it can be put back. */
export const deleteTheme = defineAction({
  name: 'theme:delete',
  scope: themeScope,
  async run({ tx, now }, { themeId }) {
    const open = await openTheme(tx, themeId);
    if (!open.ok) return open;
    await tx.outcomes.setThemeDeleted(themeId, now);
    return ok({});
  },
});
