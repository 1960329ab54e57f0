import { ok, refuse } from '@canopy/domain';
import { defineAction, serviceScope } from '../action.ts';

/** The first administrator. Whoever finishes first has it; from then on the page is closed for good. */
export const finishSetUp = defineAction({
  name: 'set-up:finish',
  scope: serviceScope,
  async prepare(house, { password }) {
    // Asked here too, so that strangers cannot buy password hashing from a house long set up.
    if ((await house.store.staff.count()) > 0) return refuse('already-set-up');
    if (house.auth.isCommonPassword(password)) return refuse('weak-password', 'password');
    return ok(await house.auth.hashPassword(password));
  },
  async run({ tx, now, newId, prepared: passwordHash }, { name, email }) {
    // Two people at once: transactions come one after the other, so the second finds the first.
    if ((await tx.staff.count()) > 0) return refuse('already-set-up');
    const staffId = newId();
    await tx.staff.add({
      id: staffId,
      name,
      email,
      role: 'administrator',
      approvedForChildren: false,
      groupIds: [],
      disabledAt: null,
      createdAt: now,
      passwordHash,
    });
    await tx.audit.add({
      id: newId(),
      at: now,
      staffId,
      action: 'set-up:finish',
      subjectId: staffId,
      sessionId: null,
    });
    return ok({ staffId });
  },
});
