import { openNotes } from './open-notes.ts';
import { writeNotes } from './write-notes.ts';

/** What staff do with the notes of a session. */
export const notesActions = {
  'notes:open': openNotes,
  'notes:write': writeNotes,
};
