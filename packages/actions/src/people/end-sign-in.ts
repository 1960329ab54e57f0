import { ok } from '@canopy/domain';
import { defineAction, serviceScope } from '../action.ts';

/** This browser's sign-in and no other; its live sockets are closed by the announcement. */
export const endSignIn = defineAction({
  name: 'sign-in:end',
  scope: serviceScope,
  async run({ tx, house, caller, announce }) {
    if (caller.staff === null) return ok({});
    await house.auth.inside(tx).signOutById(caller.staff.signInId);
    announce({ what: 'sign-in-ended', signInId: caller.staff.signInId });
    return ok({});
  },
});
