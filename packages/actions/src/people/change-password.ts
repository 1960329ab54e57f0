import { ok, refuse } from '@canopy/domain';
import { defineAction, serviceScope } from '../action.ts';
import { staffOf } from '../room/open-room.ts';

/**
 * Asks for the present password, so that a screen left open is not enough. Ends every sign-in, this
 * browser's too, and gives it a new one: somebody who changes a password because their cookie was
 * copied is rid of the copy (ASVS 7.2.4).
 */
export const changePassword = defineAction({
  name: 'password:change',
  scope: serviceScope,
  async prepare({ auth, store, clock }, { current, next }, { staff: signedIn }) {
    const staff = signedIn === null ? null : await store.staff.find(signedIn.staffId);
    if (staff === null) return refuse('not-signed-in');
    const key = `email:${staff.email}` as const;
    if (!(await auth.slowDown.mayTry(key, clock()))) return refuse('slow-down', 'current');
    const kept = await store.staff.findByEmail(staff.email);
    if (!(await auth.checkPassword(current, kept?.passwordHash ?? null))) {
      await auth.slowDown.failed(key, clock());
      return refuse('wrong-sign-in', 'current');
    }
    await auth.slowDown.succeeded(key);
    if (auth.isCommonPassword(next)) return refuse('weak-password', 'next');
    return ok(await auth.hashPassword(next));
  },
  async run({ tx, house, actor, announce, prepared: passwordHash }) {
    const staffId = staffOf(actor).id;
    await tx.staff.setPassword(staffId, passwordHash);
    const auth = house.auth.inside(tx);
    for (const { id } of await tx.signIns.forStaff(staffId)) {
      await auth.signOutById(id);
      announce({ what: 'sign-in-ended', signInId: id });
    }
    const { token } = await auth.signIn(staffId);
    return ok({ token });
  },
});
