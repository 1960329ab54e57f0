import type { RoomView, SeatView } from '@canopy/protocol';
import { createContext } from 'svelte';
import { LiveSession } from './live-session.svelte.ts';
import { LiveSeat } from './seat.svelte.ts';
import { withDeed } from './undo-list.ts';
import type { Wire } from './wire.ts';

export class MemberSession extends LiveSession {
  readonly seat: LiveSeat;
  /** Which of the sheets of the help bar is open. */
  sheet: 'help' | 'break' | 'talk' | null = $state(null);

  constructor(wire: Wire, first: { seat: SeatView; room: RoomView | null }) {
    super(first.seat.sessionId, first.seat.seatId, wire, first.room);
    this.seat = new LiveSeat(this.connection, first.seat);
    this.outbox.onSent((letter) => {
      const { view } = this.seat;
      this.seat.view = { ...view, undoable: withDeed(view.undoable, letter) };
    });
  }

  /** Staff are shown the language somebody reads in. */
  tellLanguage = (language: SeatView['language']): void => {
    void this.ask('seat:language', { language });
  };
}

export const [getMember, setMember] = createContext<MemberSession>();
