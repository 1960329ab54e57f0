import { ok, refuse } from '@canopy/domain';
import { defineAction, sessionScope } from '../action.ts';
import { knownLeaves, openRecord } from './open-record.ts';

/** A chair reads a record of some tens of leaves: more themes than this is a slip or an attack. */
const THEMES_MAX = 200;

/** Names some leaves, after the ones named before. It goes nowhere until it is sent and signed. */
export const addTheme = defineAction({
  name: 'theme:add',
  scope: (store, { sessionId }) => sessionScope(store, sessionId),
  async run({ tx, newId }, { sessionId, theme }) {
    const open = await openRecord(tx, sessionId);
    if (!open.ok) return open;
    const leafIds = knownLeaves(open.value.record, theme.leafIds);
    if (leafIds === null) return refuse('leaf-gone', 'theme.leafIds');
    const others = await tx.outcomes.themesOf(sessionId);
    if (others.length >= THEMES_MAX) return refuse('too-many');
    const position = Math.max(-1, ...others.map((other) => other.position)) + 1;
    const themeId = newId();
    const { name, line } = theme;
    await tx.outcomes.addTheme({ id: themeId, sessionId, name, line, strandId: null, leafIds, position }); // prettier-ignore
    return ok({ themeId });
  },
});
