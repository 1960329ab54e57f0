import type { Presence } from '@canopy/actions';
import type { Present } from '../bus/messages.ts';
import type { PresenceElsewhere } from './presence-elsewhere.ts';

export type Person = { kind: 'staff' | 'seat'; id: string };
type Room = Record<Person['kind'], Map<string, Set<string>>>;

const emptyRoom = (): Room => ({
  staff: new Map<string, Set<string>>(),
  seat: new Map<string, Set<string>>(),
});
const EMPTY: ReadonlySet<string> = new Set();

/**
 * Who is connected, over every host. Three tabs are one person: somebody is here while any of their
 * sockets is, whichever host it came to. Kept in memory only, here and elsewhere.
 */
export class LivePresence implements Presence {
  readonly #rooms = new Map<string, Room>();
  readonly #onChange: (sessionId: string) => void;
  readonly #elsewhere: PresenceElsewhere | null;

  constructor(onChange: (sessionId: string) => void, elsewhere: PresenceElsewhere | null = null) {
    this.#onChange = onChange;
    this.#elsewhere = elsewhere;
  }

  enter(sessionId: string, { kind, id }: Person, socketId: string): void {
    const room = this.#rooms.get(sessionId) ?? emptyRoom();
    this.#rooms.set(sessionId, room);
    const sockets = room[kind].get(id);
    if (sockets !== undefined) {
      sockets.add(socketId);
      return;
    }
    room[kind].set(id, new Set([socketId]));
    this.#onChange(sessionId);
  }

  leave(sessionId: string, { kind, id }: Person, socketId: string): void {
    const room = this.#rooms.get(sessionId);
    const sockets = room?.[kind].get(id);
    if (room === undefined || sockets === undefined) return;
    sockets.delete(socketId);
    if (sockets.size > 0) return;
    room[kind].delete(id);
    if (room.staff.size + room.seat.size === 0) this.#rooms.delete(sessionId);
    this.#onChange(sessionId);
  }

  staffIn(sessionId: string): ReadonlySet<string> {
    return this.#idsIn(sessionId, 'staff');
  }

  seatsIn(sessionId: string): ReadonlySet<string> {
    return this.#idsIn(sessionId, 'seat');
  }

  /** What this host says to the others about one session. */
  hereIn(sessionId: string): Present {
    const room = this.#rooms.get(sessionId);
    return {
      sessionId,
      staff: [...(room?.staff.keys() ?? [])],
      seats: [...(room?.seat.keys() ?? [])],
    };
  }

  /** Sessions with somebody connected to this host. */
  sessionsHere(): string[] {
    return [...this.#rooms.keys()];
  }

  isHere(sessionId: string): boolean {
    return this.#rooms.has(sessionId);
  }

  #idsIn(sessionId: string, kind: Person['kind']): ReadonlySet<string> {
    const here = this.#rooms.get(sessionId)?.[kind];
    const there = this.#elsewhere?.idsIn(sessionId, kind) ?? EMPTY;
    return there.size === 0
      ? new Set(here?.keys() ?? [])
      : new Set([...(here?.keys() ?? []), ...there]);
  }
}
