import { may, ok, type Result } from '@canopy/domain';
import type { Caller } from '../caller.ts';
import type { House } from '../house.ts';
import { openForNotes } from '../notes/notes-scope.ts';
import { allow } from './allow.ts';

export type NotesView = {
  /** Plain text, lines ended by `\n`; '' = nobody has written any. */
  text: string;
  /** Whether this reader may go on writing in them. */
  mayWrite: boolean;
};

/** The staff's own notes of a session. For staff of its group, before, during and after it. */
export async function readNotes(
  house: House,
  caller: Caller,
  sessionId: string,
): Promise<Result<NotesView>> {
  const session = await house.store.sessions.find(sessionId);
  const scope =
    session === null || session.deletedAt !== null
      ? null
      : { groupId: session.groupId, sessionId: session.id };
  const allowed = await allow(house, caller, 'notes:read', scope, 'staff');
  if (!allowed.ok) return allowed;
  const open = await openForNotes(house.store, sessionId);
  return ok({
    text: await house.notes.read(sessionId),
    mayWrite: open.ok && scope !== null && may(allowed.value, 'notes:write', scope),
  });
}
