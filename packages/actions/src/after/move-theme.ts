import { ok } from '@canopy/domain';
import { defineAction } from '../action.ts';
import { openTheme } from './open-theme.ts';
import { themeScope } from './theme-scope.ts';

/** Puts a theme at a place in the list, counted from 0; past the end means last. */
export const moveTheme = defineAction({
  name: 'theme:move',
  scope: themeScope,
  async run({ tx }, { themeId, to }) {
    const open = await openTheme(tx, themeId);
    if (!open.ok) return open;
    const all = await tx.outcomes.themesOf(open.value.theme.sessionId);
    const order = all.filter((theme) => theme.id !== themeId);
    order.splice(to, 0, open.value.theme);
    for (const [position, theme] of order.entries())
      if (theme.position !== position) await tx.outcomes.changeTheme({ ...theme, position });
    return ok({});
  },
});
