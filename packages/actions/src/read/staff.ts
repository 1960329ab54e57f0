import { ok, type Result, type Staff } from '@canopy/domain';
import type { StoredSeat } from '@canopy/storage';
import { actorFor, type Caller } from '../caller.ts';
import type { House } from '../house.ts';
import { allow } from './allow.ts';

/** Whether anybody can sign in yet. Anyone may ask: the first-run page stands or falls by it. */
export const isSetUp = async (house: House): Promise<boolean> =>
  (await house.store.staff.count()) > 0;

/** Everybody who works here, oldest first, disabled ones too. */
export async function listStaff(house: House, caller: Caller): Promise<Result<Staff[]>> {
  const scope = { groupId: null, sessionId: null };
  const allowed = await allow(house, caller, 'staff:read', scope, 'staff');
  return allowed.ok ? ok(await house.store.staff.all()) : allowed;
}

export type Me = {
  staff: Staff | null;
  seat: Pick<
    StoredSeat,
    'id' | 'sessionId' | 'alias' | 'aliasNumber' | 'language' | 'way' | 'state'
  > | null;
};

/** Who this browser is now: a member of staff, a seat, both or neither. Only ever about the caller. */
export async function readMe(house: House, caller: Caller): Promise<Me> {
  const actor = await actorFor(house, caller, 'staff');
  const seat = caller.seat === null ? null : await house.store.seats.find(caller.seat.seatId);
  return {
    staff: actor.kind === 'staff' ? actor.staff : null,
    seat: seat === null ? null : withoutToken(seat),
  };
}

const withoutToken = ({
  id,
  sessionId,
  alias,
  aliasNumber,
  language,
  way,
  state,
}: StoredSeat): Me['seat'] => ({ id, sessionId, alias, aliasNumber, language, way, state });
