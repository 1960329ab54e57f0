import { readBoard } from '@canopy/board';
import type { Store } from '@canopy/storage';
import * as Y from 'yjs';
import { AwakeBoard } from './awake-board.ts';
import type { LiveBoards } from './live-boards.ts';

export type LiveBoardsParts = {
  store: Store;
  log: (event: string, ids?: Record<string, string | number>) => void;
};

/** The boards of one process, each woken by its first use from what is stored. */
export function createLiveBoards({ store, log }: LiveBoardsParts): LiveBoards {
  const awake = new Map<string, AwakeBoard>();
  const wake = (boardId: string): AwakeBoard => {
    const found = awake.get(boardId) ?? new AwakeBoard(boardId, store, log);
    awake.set(boardId, found);
    return found;
  };

  return {
    change: (tx, boardId, ops) => wake(boardId).change(tx, ops),

    forgetUncommitted() {
      for (const board of awake.values()) board.forgetUncommitted();
    },

    async read(boardId, tx) {
      if (tx !== undefined) return wake(boardId).readIn(tx);
      const copy = await wake(boardId).published.copy();
      return copy === null ? null : readBoard(copy.doc);
    },

    async join(boardId) {
      const copy = await wake(boardId).published.copy();
      if (copy === null) return null;
      const { doc, epoch } = copy;
      return {
        epoch,
        stateVector: Y.encodeStateVector(doc),
        // An empty vector is not valid Yjs, so it is not handed on: it means everything.
        lacking: (vector) =>
          vector.length === 0 ? Y.encodeStateAsUpdate(doc) : Y.encodeStateAsUpdate(doc, vector),
      };
    },

    subscribe: (boardId, listener) => wake(boardId).published.subscribe(listener),

    async rest() {
      for (const [boardId, board] of [...awake]) {
        await board.published.save();
        if (board.idle && awake.get(boardId) === board) awake.delete(boardId);
      }
    },
  };
}
