import { ok, refuse } from '@canopy/domain';
import { defineAction, serviceScope } from '../action.ts';

/**
 * Unknown address, wrong password and disabled account are one refusal after the same work, and all
 * three count towards the slow-down, so no answer says who works here.
 */
export const beginSignIn = defineAction({
  name: 'sign-in:begin',
  scope: serviceScope,
  async prepare({ auth, store, clock }, { email, password }, { address }) {
    const { slowDown } = auth;
    const byEmail = `email:${email}` as const;
    const byAddress = `address:${address}` as const;
    if (!(await slowDown.mayTry(byAddress, clock()))) return refuse('slow-down');
    if (!(await slowDown.mayTry(byEmail, clock()))) {
      // Never tried, so it counts against nobody else at this address.
      await slowDown.succeeded(byAddress);
      return refuse('slow-down');
    }
    const staff = await store.staff.findByEmail(email);
    const isRight = await auth.checkPassword(password, staff?.passwordHash ?? null);
    if (staff === null || !isRight || staff.disabledAt !== null) {
      await slowDown.failed(byEmail, clock());
      await slowDown.failed(byAddress, clock());
      return refuse('wrong-sign-in');
    }
    await slowDown.succeeded(byEmail);
    await slowDown.succeeded(byAddress);
    return ok(staff.id);
  },
  async run({ tx, house, caller, now, newId, announce, prepared: staffId }) {
    // Switched off while the password was being checked: a sign-in begun now would outlive that.
    if ((await tx.staff.find(staffId))?.disabledAt !== null) return refuse('wrong-sign-in');
    const auth = house.auth.inside(tx);
    if (caller.staff !== null) {
      // One browser, one sign-in: the cookie about to be replaced must not stay good elsewhere.
      await auth.signOutById(caller.staff.signInId);
      announce({ what: 'sign-in-ended', signInId: caller.staff.signInId });
    }
    const { token, expiresAt } = await auth.signIn(staffId);
    await tx.audit.add({
      id: newId(),
      at: now,
      staffId,
      action: 'sign-in:begin',
      subjectId: null,
      sessionId: null,
    });
    return ok({ staffId, token, expiresAt });
  },
});
