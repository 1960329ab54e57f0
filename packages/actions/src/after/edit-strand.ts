import { ok, refuse } from '@canopy/domain';
import { defineAction, serviceScope } from '../action.ts';

/** A new name or owner shows at once everywhere the strand is named, records signed off before too. */
export const editStrand = defineAction({
  name: 'strand:edit',
  scope: serviceScope,
  async run({ tx }, { strandId, strand }) {
    const before = await tx.outcomes.findStrand(strandId);
    if (before === null || before.deletedAt !== null) return refuse('not-found');
    await tx.outcomes.changeStrand({ ...before, ...strand });
    return ok({});
  },
});
