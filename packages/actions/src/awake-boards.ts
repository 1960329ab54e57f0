import { readBoard } from '@canopy/board';
import { AwakeBoard } from './awake-board.ts';
import type { LiveBoards } from './live-boards.ts';
import type { PublishedParts } from './published-board.ts';

export type LiveBoardsParts = PublishedParts;

/** A document nobody used for this long is let go; its bytes answer whoever comes. */
const DOCUMENT_KEPT_MS = 30_000;

/** The boards of one process, each woken by its first use from what is stored. */
export function createLiveBoards(parts: LiveBoardsParts): LiveBoards {
  const awake = new Map<string, AwakeBoard>();
  const wake = (boardId: string): AwakeBoard => {
    const found = awake.get(boardId);
    if (found !== undefined) return found;
    const woken = new AwakeBoard(boardId, parts);
    awake.set(boardId, woken);
    return woken;
  };

  return {
    change: (tx, boardId, ops) => wake(boardId).change(tx, ops),

    async read(boardId, tx) {
      if (tx !== undefined) return wake(boardId).readIn(tx);
      const doc = await wake(boardId).published.document();
      return doc === null ? null : readBoard(doc);
    },

    sketch: (boardId, tx) => wake(boardId).sketchIn(tx),
    join: (boardId) => wake(boardId).published.join(),
    subscribe: (boardId, listener, readers) => wake(boardId).published.subscribe(listener, readers),
    heard: (news) => awake.get(news.boardId)?.published.heard(news),

    async catchUp() {
      await Promise.all([...awake.values()].map(({ published }) => published.catchUp()));
    },

    sayNow() {
      for (const { published } of awake.values()) published.sayNow();
    },

    async rest() {
      const before = performance.now() - DOCUMENT_KEPT_MS;
      for (const [boardId, board] of [...awake]) {
        await board.published.save();
        board.restSince(before);
        if (board.idle && awake.get(boardId) === board) awake.delete(boardId);
      }
    },

    get awake() {
      return awake.size;
    },
  };
}
