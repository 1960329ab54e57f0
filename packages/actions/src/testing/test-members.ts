import {
  makeId,
  type AliasId,
  type Role,
  type SeatState,
  type Session,
  type Staff,
  type Way,
} from '@canopy/domain';
import type { StoredSeat } from '@canopy/storage';
import { NOBODY, type Caller } from '../caller.ts';
import type { House } from '../house.ts';

export type TestStaff = Staff & { caller: Caller };
export type TestSeat = StoredSeat & { caller: Caller };

export type Members = {
  /** Approved for children, bound to no group unless said. No password opens this account. */
  addStaff(role: Role, also?: Partial<Staff>): Promise<TestStaff>;
  /** Admitted, on its own phone, in English, unless said. */
  addSeat(
    session: Pick<Session, 'id'>,
    alias: AliasId,
    also?: { way?: Way; state?: SeatState; language?: 'en' | 'cy' },
  ): Promise<TestSeat>;
};

export function makeMembers({ store, clock, randomBytes }: House): Members {
  const newId = () => makeId(randomBytes);
  return {
    async addStaff(role, also) {
      const id = newId();
      const staff: Staff = {
        id,
        email: `${id}@example.org`,
        name: role,
        role,
        approvedForChildren: true,
        groupIds: [],
        disabledAt: null,
        createdAt: clock(),
        ...also,
      };
      await store.staff.add({ ...staff, passwordHash: '' });
      return {
        ...staff,
        caller: { ...NOBODY, staff: { staffId: staff.id, signInId: newId() } },
      };
    },

    async addSeat({ id: sessionId }, alias, also) {
      const id = newId();
      const seat = await store.seats.add({
        id,
        sessionId,
        alias,
        language: 'en',
        way: 'own-phone',
        state: 'admitted',
        createdAt: clock(),
        tokenHash: id,
        ...also,
      });
      return { ...seat, caller: { ...NOBODY, seat: { seatId: id, sessionId } } };
    },
  };
}
