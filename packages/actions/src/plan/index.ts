import { addGroup } from './add-group.ts';
import { addStage } from './add-stage.ts';
import { deleteSession } from './delete-session.ts';
import { deleteStage } from './delete-stage.ts';
import { duplicateSession } from './duplicate-session.ts';
import { editGroup } from './edit-group.ts';
import { editSession } from './edit-session.ts';
import { editStage } from './edit-stage.ts';
import { moveStage } from './move-stage.ts';
import { planSession } from './plan-session.ts';
import { restoreSession } from './restore-session.ts';
import { restoreStage } from './restore-stage.ts';

export const planActions = {
  'group:add': addGroup,
  'group:edit': editGroup,
  'session:plan': planSession,
  'session:edit': editSession,
  'session:duplicate': duplicateSession,
  'session:delete': deleteSession,
  'session:restore': restoreSession,
  'stage:add': addStage,
  'stage:edit': editStage,
  'stage:move': moveStage,
  'stage:delete': deleteStage,
  'stage:restore': restoreStage,
};
