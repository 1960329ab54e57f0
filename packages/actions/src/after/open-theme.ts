import { ok, refuse, type Result, type SessionRecord, type Theme } from '@canopy/domain';
import type { Store } from '@canopy/storage';
import { openRecord } from './open-record.ts';

/** A theme that may be changed now, and the record its leaves come from. */
export async function openTheme(
  tx: Store,
  themeId: string,
): Promise<Result<{ theme: Theme; record: SessionRecord }>> {
  const stored = await tx.outcomes.findTheme(themeId);
  if (stored === null || stored.deletedAt !== null) return refuse('not-found');
  const open = await openRecord(tx, stored.sessionId);
  if (!open.ok) return open;
  const { deletedAt: _, ...theme } = stored;
  return ok({ theme, record: open.value.record });
}
