import { sessionScope } from '../action.ts';
import type { Store } from '@canopy/storage';

/** For actions about one theme: it belongs to its session's group. Found even when deleted, for undo. */
export async function themeScope(store: Store, { themeId }: { themeId: string }) {
  const theme = await store.outcomes.findTheme(themeId);
  return theme === null ? null : sessionScope(store, theme.sessionId);
}
