import type * as Y from 'yjs';
import type { Deliveries, Edit } from './edits.ts';

/** People in one room of one server, whichever protocol it speaks. Numbered from 0. */
export type Crowd = {
  readonly deliveries: Deliveries;
  /** Everybody connected, and shown the board. */
  enter(): Promise<void>;
  /** One in ten places a leaf, the others move one of their own. `done` = acknowledged, or echoed where nothing is. */
  act(person: number, what: 'place' | 'move', done?: () => void): void;
  /** Drags one of their leaves one step further; `last` lets go of it, and that place is kept. */
  drag(person: number, last: boolean): void;
  /** What was sent and is not in this document. */
  missingFrom(doc: Y.Doc): Edit[];
  leave(): void;
};
