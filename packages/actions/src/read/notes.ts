import { may, ok, type Result } from '@canopy/domain';
import { sessionScope } from '../action.ts';
import { actorFor, type Caller } from '../caller.ts';
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
  const scope = await sessionScope(house.store, sessionId);
  const allowed = await allow(house, caller, 'notes:read', scope, 'staff');
  if (!allowed.ok) return allowed;
  return ok({
    text: await house.notes.read(sessionId),
    mayWrite: await mayWriteNotes(house, caller, sessionId),
  });
}

/** Whether they may go on writing now: a right withdrawn is a right gone. */
export async function mayWriteNotes(
  house: House,
  caller: Caller,
  sessionId: string,
): Promise<boolean> {
  const open = await openForNotes(house.store, sessionId);
  if (!open.ok) return false;
  const { groupId, id } = open.value;
  const actor = await actorFor(house, caller, 'staff');
  return may(actor, 'notes:write', { groupId, sessionId: id });
}
