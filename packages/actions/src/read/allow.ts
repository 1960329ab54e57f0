import {
  may,
  ok,
  refuse,
  type Actor,
  type ReadName,
  type Result,
  type Scope,
} from '@canopy/domain';
import { actorFor, type Caller } from '../caller.ts';
import type { House } from '../house.ts';

/** Permission for showing something, asked at use: the reading half of the permission table. */
export async function allow(
  house: House,
  caller: Caller,
  name: ReadName,
  scope: Scope | null,
  as: 'staff' | 'seat' | 'either' = 'either',
): Promise<Result<Actor>> {
  const actor = await actorFor(house, caller, as);
  if (scope === null) return refuse(actor.kind === 'nobody' ? 'not-signed-in' : 'not-found');
  if (may(actor, name, scope)) return ok(actor);
  return refuse(actor.kind === 'nobody' ? 'not-signed-in' : 'not-allowed');
}
