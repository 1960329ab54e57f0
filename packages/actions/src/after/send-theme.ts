import { ok, refuse } from '@canopy/domain';
import { defineAction } from '../action.ts';
import { openTheme } from './open-theme.ts';
import { themeScope } from './theme-scope.ts';

/** Says which work strand a theme goes to; null takes it back. Nobody is told before sign-off. */
export const sendTheme = defineAction({
  name: 'theme:send',
  scope: themeScope,
  async run({ tx }, { themeId, strandId }) {
    const open = await openTheme(tx, themeId);
    if (!open.ok) return open;
    if (strandId !== null) {
      const strand = await tx.outcomes.findStrand(strandId);
      if (strand === null || strand.deletedAt !== null) return refuse('not-found', 'strandId');
    }
    await tx.outcomes.changeTheme({ ...open.value.theme, strandId });
    return ok({});
  },
});
