import { BOARD_PATH } from '@canopy/protocol';
import type { FeedWays } from './board-feed.ts';
import { lookAtBoard } from './feed-poll.ts';

/** The ways to one board that a browser has. `epoch` null = whatever the board is at by now. */
export function browserFeed(boardId: string, epoch: () => number | null): FeedWays {
  return {
    connect: () => {
      const host = `${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}`;
      const at = epoch();
      const asked = at === null ? '' : `?epoch=${at}`;
      return new WebSocket(`${host}${BOARD_PATH}/${boardId}${asked}`);
    },
    look: (vector) => lookAtBoard(boardId, epoch(), vector),
  };
}
