import { ok } from '@canopy/domain';
import { defineAction, serviceScope } from '../action.ts';

/** A piece of the inspectorate's work that themes can be sent to, and the person who reads them. */
export const addStrand = defineAction({
  name: 'strand:add',
  scope: serviceScope,
  async run({ tx, newId, now }, strand) {
    const strandId = newId();
    await tx.outcomes.addStrand({ ...strand, id: strandId, createdAt: now, deletedAt: null });
    return ok({ strandId });
  },
});
