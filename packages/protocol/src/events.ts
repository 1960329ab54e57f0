import type { ReactionBurst, RoomView, SeatView, StaffView } from './views.ts';
import type { SocketCommand } from './commands.ts';
import type { CommandInput } from './commands.ts';
import type { LeafDrag, LeavesDragged } from './drag.ts';
import type { Ack, Reply } from './replies.ts';

/** Server to browser. Each carries a whole view: applying the newest is always right. */
export type ServerEvents = {
  'room:changed': (view: RoomView) => void;
  'seat:changed': (view: SeatView) => void;
  'staff:changed': (view: StaffView) => void;
  /** What you can undo on this board, oldest first: the part of your view that a move changes. */
  'undo:changed': (undo: { boardId: string; undoable: string[] }) => void;
  'reactions:counted': (burst: ReactionBurst) => void;
  /** Every leaf that is being dragged on one board just now; one that is missing is dragged no longer. */
  'leaves:dragged': (dragged: LeavesDragged) => void;
  /** Removed, signed out or over: the socket closes after this. */
  'room:ended': (why: 'removed' | 'signed-out' | 'session-closed') => void;
  /** The host is stopping; the browser reconnects with jitter. */
  'host:stopping': () => void;
};

/** Browser to server: each command with its input and an acknowledgement; a drag asks for none. */
export type ClientEvents = {
  [C in SocketCommand]: (input: CommandInput<C>, ack: (reply: Ack<Reply<C>>) => void) => void;
} & { 'leaf:drag': (drag: LeafDrag) => void };

/** What a browser says when it connects. The cookie says who it is; nothing secret goes in here. */
export type Handshake = {
  version: number;
  sessionId: string;
  /** Which of the two a page shows, when a browser holds a sign-in and a seat. Left out: a sign-in speaks. */
  as?: 'staff' | 'seat';
};
