import { ok, refuse, type Result, type Session } from '@canopy/domain';
import type { Store } from '@canopy/storage';

/**
 * The session whose notes may be written now: from its planning until its record is signed off. What
 * was signed stands, and the notes are part of how it came about.
 */
export async function openForNotes(store: Store, sessionId: string): Promise<Result<Session>> {
  const session = await store.sessions.find(sessionId);
  if (session === null || session.deletedAt !== null) return refuse('not-found');
  return session.state === 'signed-off' ? refuse('already-signed-off') : ok(session);
}
