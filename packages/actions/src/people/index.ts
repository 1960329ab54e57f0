import { addStaff } from './add-staff.ts';
import { beginSignIn } from './begin-sign-in.ts';
import { changePassword } from './change-password.ts';
import { disableStaff } from './disable-staff.ts';
import { editStaff } from './edit-staff.ts';
import { endSignIn } from './end-sign-in.ts';
import { finishSetUp } from './finish-set-up.ts';

export const peopleActions = {
  'set-up:finish': finishSetUp,
  'sign-in:begin': beginSignIn,
  'sign-in:end': endSignIn,
  'staff:add': addStaff,
  'staff:edit': editStaff,
  'staff:disable': disableStaff,
  'password:change': changePassword,
};
