import { signOffRecord } from './sign-off-record.ts';
import { closeSession } from './close-session.ts';
import { addStrand } from './add-strand.ts';
import { editStrand } from './edit-strand.ts';
import { addTheme } from './add-theme.ts';
import { deleteTheme } from './delete-theme.ts';
import { editTheme } from './edit-theme.ts';
import { moveTheme } from './move-theme.ts';
import { restoreTheme } from './restore-theme.ts';
import { sendTheme } from './send-theme.ts';

/** What happens when a session ends, and to what it left. */
export const afterActions = {
  'session:close': closeSession,
  'theme:add': addTheme,
  'theme:edit': editTheme,
  'theme:move': moveTheme,
  'theme:delete': deleteTheme,
  'theme:restore': restoreTheme,
  'theme:send': sendTheme,
  'record:sign-off': signOffRecord,
  'strand:add': addStrand,
  'strand:edit': editStrand,
};
