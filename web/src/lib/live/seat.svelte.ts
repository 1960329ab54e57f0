import type { SeatView } from '@canopy/protocol';
import type { Connection } from './connection.svelte.ts';

/** What this seat alone is told about itself. */
export class LiveSeat {
  view: SeatView = $state.raw() as SeatView;
  #onChange: (() => void)[] = [];

  constructor(connection: Connection, first: SeatView) {
    this.view = first;
    connection.hear('seat:changed', (view) => {
      this.view = view;
      for (const run of this.#onChange) run();
    });
    connection.hear('undo:changed', ({ undoable }) => (this.view = { ...this.view, undoable }));
  }

  /** Gives what stops it. */
  onChange(run: () => void): () => void {
    this.#onChange.push(run);
    return () => (this.#onChange = this.#onChange.filter((each) => each !== run));
  }

  get admitted(): boolean {
    return this.view.state === 'admitted';
  }
  owns(leafId: string): boolean {
    return this.view.ownLeafIds.includes(leafId);
  }
  asked(ask: SeatView['asks'][number]['ask']): SeatView['asks'][number] | undefined {
    return this.view.asks.find((each) => each.ask === ask);
  }
}
