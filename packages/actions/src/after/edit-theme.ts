import { ok, refuse } from '@canopy/domain';
import { defineAction } from '../action.ts';
import { knownLeaves } from './open-record.ts';
import { openTheme } from './open-theme.ts';
import { themeScope } from './theme-scope.ts';

/** Changes the name, the line and the leaves together: a form shows all three. */
export const editTheme = defineAction({
  name: 'theme:edit',
  scope: themeScope,
  async run({ tx }, { themeId, theme: { name, line, leafIds: asked } }) {
    const open = await openTheme(tx, themeId);
    if (!open.ok) return open;
    const leafIds = knownLeaves(open.value.record, asked);
    if (leafIds === null) return refuse('leaf-gone', 'theme.leafIds');
    await tx.outcomes.changeTheme({ ...open.value.theme, name, line, leafIds });
    return ok({});
  },
});
