import type { Announcement } from '@canopy/actions';
import type { ServerEvents } from '@canopy/protocol';
import type { BoardFeeds } from '../feed/board-feeds.ts';
import { roomNames, type LiveServer } from './live-server.ts';

type Why = Parameters<ServerEvents['room:ended']>[0];

/** Long enough for the answer to the very command that ended it, far inside the promised second. */
const AFTER_MS = 50;

/**
 * Cuts off whoever may no longer be here, on every socket and every board feed, within a second
 * (ASVS 8.3.2): removed, signed out, switched off, or the session is over.
 */
export function hearEndings(
  io: LiveServer,
  feeds: BoardFeeds,
  lookAgain: (staffId: string) => void,
): (announcement: Announcement) => void {
  const end = (room: string, why: Why): void => {
    setTimeout(() => {
      io.to(room).emit('room:ended', why);
      io.in(room).disconnectSockets(true);
    }, AFTER_MS).unref();
  };
  return (announcement) => {
    switch (announcement.what) {
      case 'seat-ended': {
        const { seatId, why } = announcement;
        end(roomNames.seat(seatId), why === 'removed' ? 'removed' : 'signed-out');
        return feeds.end((reader) => reader.seatId === seatId);
      }
      case 'session-ended': {
        const { sessionId } = announcement;
        end(roomNames.all(sessionId), 'session-closed');
        return feeds.end((reader) => reader.sessionId === sessionId);
      }
      case 'sign-in-ended': {
        const { signInId } = announcement;
        end(roomNames.signIn(signInId), 'signed-out');
        return feeds.end((reader) => reader.signInId === signInId);
      }
      case 'staff-ended': {
        const { staffId } = announcement;
        end(roomNames.staffMember(staffId), 'signed-out');
        return feeds.end((reader) => reader.staffId === staffId);
      }
      case 'staff-changed':
        return lookAgain(announcement.staffId);
      case 'signed-off':
      case 'notes':
      case 'room':
      case 'seat':
      case 'deeds':
        return;
    }
  };
}
