import type { ServerEvents, SocketCommand } from '@canopy/protocol';
import type { Server, Socket } from 'socket.io';
import type { Person } from './presence.ts';
import type { Visitor } from './standing.ts';

/** What a browser sends is unknown until the action's own schema has read it. */
type Heard = { [C in SocketCommand]: (input: unknown, ack: unknown) => void } & {
  'leaf:drag': (input: unknown) => void;
};

/** What the host remembers of one connected socket. Rights are not in here. */
export type SocketData = {
  visitor: Visitor;
  sessionId: string;
  person: Person;
  signInId: string | null;
};

type None = Record<string, never>;
export type LiveServer = Server<Heard, ServerEvents, None, SocketData>;
export type LiveSocket = Socket<Heard, ServerEvents, None, SocketData>;

/** Socket rooms, by who hears what. A waiting seat is in `all` and its own, and in no other. */
export const roomNames = {
  all: (sessionId: string) => `session:${sessionId}:all`,
  /** Admitted seats and staff: those who may see the room. */
  inside: (sessionId: string) => `session:${sessionId}:inside`,
  staff: (sessionId: string) => `session:${sessionId}:staff`,
  seat: (seatId: string) => `seat:${seatId}`,
  staffMember: (staffId: string) => `staff:${staffId}`,
  signIn: (signInId: string) => `signin:${signInId}`,
} as const;
