import {
  may,
  ok,
  refuse,
  type Actor,
  type Bilingual,
  type Result,
  type Role,
  type Theme,
  type WorkStrand,
} from '@canopy/domain';
import type { Caller } from '../caller.ts';
import type { House } from '../house.ts';
import { allow } from './allow.ts';

export type StrandsView = {
  /** `themes` counts what this reader may see. */
  strands: (WorkStrand & { themes: number })[];
  mayEdit: boolean;
  you: { name: string; role: Role };
};

/** One theme and where it came from. */
export type StrandTheme = {
  theme: Theme;
  group: { id: string; name: Bilingual; serviceName: string | null };
  session: { id: string; title: Bilingual; closedAt: number };
  signedOffAt: number;
};
export type StrandView = {
  strand: WorkStrand;
  themes: StrandTheme[];
  mayEdit: boolean;
  you: { name: string; role: Role };
};

const SERVICE = { groupId: null, sessionId: null };

export async function listStrands(house: House, caller: Caller): Promise<Result<StrandsView>> {
  const allowed = await allow(house, caller, 'strand:read', SERVICE, 'staff');
  if (!allowed.ok) return allowed;
  const actor = allowed.value;
  if (actor.kind !== 'staff') return refuse('not-signed-in');
  const strands: StrandsView['strands'] = [];
  for (const strand of await house.store.outcomes.strands())
    strands.push({ ...strand, themes: (await themesFor(house, actor, strand.id)).length });
  return ok({
    strands,
    mayEdit: may(actor, 'strand:add', SERVICE),
    you: { name: actor.staff.name, role: actor.staff.role },
  });
}

/** A strand with the signed-off themes sent to it, newest session first. */
export async function readStrand(
  house: House,
  caller: Caller,
  strandId: string,
): Promise<Result<StrandView>> {
  const allowed = await allow(house, caller, 'strand:read', SERVICE, 'staff');
  if (!allowed.ok) return allowed;
  const actor = allowed.value;
  const strand = await house.store.outcomes.findStrand(strandId);
  if (actor.kind !== 'staff' || strand === null || strand.deletedAt !== null)
    return refuse('not-found');
  return ok({
    strand,
    themes: await themesFor(house, actor, strandId),
    mayEdit: may(actor, 'strand:edit', SERVICE),
    you: { name: actor.staff.name, role: actor.staff.role },
  });
}

/** Cut to the groups the reader may see: a panel's worker learns nothing of another panel here either. */
async function themesFor(house: House, actor: Actor, strandId: string): Promise<StrandTheme[]> {
  const seen: StrandTheme[] = [];
  for (const theme of await house.store.outcomes.themesForStrand(strandId)) {
    const stored = await house.store.outcomes.readRecord(theme.sessionId);
    if (stored === null || stored.signedOffAt === null) continue;
    const { record, signedOffAt } = stored;
    const { groupId, sessionId } = record;
    if (!may(actor, 'record:read', { groupId, sessionId })) continue;
    const group = await house.store.groups.find(groupId);
    seen.push({
      theme,
      group: {
        id: groupId,
        name: group?.name ?? record.groupName,
        serviceName: group?.serviceName ?? null,
      },
      session: { id: sessionId, title: record.title, closedAt: record.closedAt },
      signedOffAt,
    });
  }
  return seen;
}
