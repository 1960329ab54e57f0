import type { RoomView, StaffView } from '@canopy/protocol';
import { createContext } from 'svelte';
import type { Desk } from '#lib/board/desk.svelte.ts';
import { LiveSession } from './live-session.svelte.ts';
import { LiveStaff } from './staff.svelte.ts';
import { withDeed } from './undo-list.ts';
import type { Wire } from './wire.ts';

export class StaffSession extends LiveSession {
  readonly staff: LiveStaff;
  /** The seat staff are acting for just now: somebody on the phone, at a shared device, or helped. */
  actingFor: string | null = $state(null);

  /** The board in front of staff, so that the tray can show or take off a waiting leaf. */
  staffDesk: Desk | null = $state.raw(null);

  constructor(wire: Wire, first: { staff: StaffView; room: RoomView }) {
    super(first.staff.sessionId, first.staff.you.staffId, wire, first.room);
    this.staff = new LiveStaff(this.connection, first.staff);
    this.outbox.onSent((letter) => {
      const { view } = this.staff;
      this.staff.view = { ...view, undoable: withDeed(view.undoable, letter) };
    });
  }

  get actingSeat(): StaffView['seats'][number] | undefined {
    return this.staff.view.seats.find(({ seatId }) => seatId === this.actingFor);
  }
}

export const [getStaff, setStaff] = createContext<StaffSession>();
