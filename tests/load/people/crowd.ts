import type { Deliveries } from './edits.ts';

/** People in one room of one server, whichever protocol it speaks. Numbered from 0. */
export type Crowd = {
  readonly deliveries: Deliveries;
  /** Everybody connected, and shown the board. */
  enter(): Promise<void>;
  /** One in ten places a leaf, the others move one of their own. `done` = acknowledged, or echoed where nothing is. */
  act(person: number, what: 'place' | 'move', done?: () => void): void;
  leave(): void;
};
