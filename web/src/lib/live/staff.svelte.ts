import type { StaffView } from '@canopy/protocol';
import type { Connection } from './connection.svelte.ts';

/** What staff in the room are told besides the room itself. */
export class LiveStaff {
  view: StaffView = $state.raw() as StaffView;

  constructor(connection: Connection, first: StaffView) {
    this.view = first;
    connection.hear('staff:changed', (view) => (this.view = view));
    connection.hear('undo:changed', ({ undoable }) => (this.view = { ...this.view, undoable }));
  }

  get waiting(): StaffView['seats'] {
    return this.view.seats.filter((seat) => seat.state === 'waiting');
  }
  get admitted(): StaffView['seats'] {
    return this.view.seats.filter((seat) => seat.state === 'admitted');
  }
  get leading(): boolean {
    return this.view.lead?.staffId === this.view.you.staffId;
  }
}
