import { setImmediate as nextTurn } from 'node:timers/promises';
import type { House } from '@canopy/actions';
import type { HostLog } from '../log.ts';
import type { LiveSocket } from './live-server.ts';
import type { LivePresence } from './presence.ts';
import type { Rooms } from './rooms.ts';
import { SeatRound } from './seat-round.ts';

/** So many are let in before everything else has its turn again. */
const AT_ONCE = 25;

export type ArrivalsParts = {
  house: House;
  log: HostLog;
  rooms: Rooms;
  presence: LivePresence;
  /** Asks of one socket whether it may be here, and ends it where it may not. */
  mayStay: (socket: LiveSocket) => Promise<boolean>;
};

/**
 * Lets people into the room they knocked at. A lift, a tunnel or a deploy brings back two hundred in
 * one moment: whoever comes in the same turn of the event loop is looked up in one reading of the
 * session's seats, and is shown the same room, made once.
 */
export class Arrivals {
  readonly #parts: ArrivalsParts;
  readonly #waiting = new Map<string, LiveSocket[]>();

  constructor(parts: ArrivalsParts) {
    this.#parts = parts;
  }

  /** `socket` is in its rooms already, so what ends its right from now on reaches it there. */
  meet(socket: LiveSocket): void {
    const { sessionId } = socket.data;
    const others = this.#waiting.get(sessionId);
    if (others !== undefined) {
      others.push(socket);
      return;
    }
    this.#waiting.set(sessionId, [socket]);
    void this.#letIn(sessionId);
  }

  async #letIn(sessionId: string): Promise<void> {
    await nextTurn();
    const waiting = this.#waiting.get(sessionId) ?? [];
    for (let some = waiting.splice(0, AT_ONCE); some.length > 0;) {
      await this.#welcome(sessionId, some);
      await nextTurn();
      some = waiting.splice(0, AT_ONCE);
    }
    this.#waiting.delete(sessionId);
  }

  async #welcome(sessionId: string, sockets: readonly LiveSocket[]): Promise<void> {
    const { house, rooms, presence } = this.#parts;
    // One alone is asked for alone: a session may have a thousand seats.
    const round = sockets.length > 1 ? new SeatRound(house) : null;
    const inside: LiveSocket[] = [];
    for (const socket of sockets) {
      try {
        // Removed or signed out between the handshake and the rooms: nobody would have told it.
        if (!(await this.#stands(round, socket))) continue;
        if (!socket.connected) continue;
        // Before the first view, so that people find themselves counted in it.
        presence.enter(sessionId, socket.data.person, socket.id);
        inside.push(socket);
      } catch (error) {
        this.#fail([socket], error);
      }
    }
    await rooms
      .welcome(sessionId, inside, (socket, error) => this.#fail([socket], error))
      .catch((error: unknown) => this.#fail(inside, error));
  }

  async #stands(round: SeatRound | null, socket: LiveSocket): Promise<boolean> {
    const { person, sessionId, visitor } = socket.data;
    const seatId = person.kind === 'seat' ? person.id : null;
    const known = (await round?.stands({ sessionId, seatId, visitor })) === true;
    return known || this.#parts.mayStay(socket);
  }

  #fail(sockets: readonly LiveSocket[], error: unknown): void {
    this.#parts.log.bug('socket:enter-failed', error);
    for (const socket of sockets) socket.disconnect(true);
  }
}
