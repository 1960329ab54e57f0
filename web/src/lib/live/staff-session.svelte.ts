import type { RoomView, StaffView } from '@canopy/protocol';
import { createContext } from 'svelte';
import type { Desk } from '#lib/board/desk.svelte.ts';
import type { LiveNotes } from '#lib/notes/live-notes.svelte.ts';
import { LiveSession } from './live-session.svelte.ts';
import { PageLife } from './page-life.ts';
import { LiveStaff } from './staff.svelte.ts';
import { withDeed } from './undo-list.ts';
import type { Wire } from './wire.ts';

export class StaffSession extends LiveSession {
  readonly staff: LiveStaff;
  /** The seat staff are acting for just now: somebody on the phone, at a shared device, or helped. */
  actingFor: string | null = $state(null);

  /** The board in front of staff, so that the tray can show or take off a waiting leaf. */
  staffDesk: Desk | null = $state.raw(null);

  /** Staff's own notes. Kept here, so that a change of language or a closed panel loses no word. */
  readonly notes: LiveNotes;
  notesShown = $state(false);
  #notesLife: PageLife;

  constructor(wire: Wire, first: { staff: StaffView; room: RoomView }, notes: LiveNotes) {
    super(first.staff.sessionId, first.staff.you.staffId, wire, first.room);
    this.notes = notes;
    this.#notesLife = new PageLife({ back: () => notes.wake(), offline: () => notes.offline() });
    this.staff = new LiveStaff(this.connection, first.staff);
    this.outbox.onSent((letter) => {
      const { view } = this.staff;
      this.staff.view = { ...view, undoable: withDeed(view.undoable, letter) };
    });
  }

  override start(): void {
    super.start();
    this.#notesLife.start();
  }
  override stop(): void {
    this.#notesLife.stop();
    this.notes.close();
    super.stop();
  }

  showNotes(shown: boolean): void {
    this.notesShown = shown;
    // The first time only: a session whose notes nobody looks at costs no line.
    if (shown && !this.notes.begun) this.notes.open();
  }

  get actingSeat(): StaffView['seats'][number] | undefined {
    return this.staff.view.seats.find(({ seatId }) => seatId === this.actingFor);
  }
}

export const [getStaff, setStaff] = createContext<StaffSession>();
