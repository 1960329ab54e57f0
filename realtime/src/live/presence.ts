import type { Presence } from '@canopy/actions';

export type Person = { kind: 'staff' | 'seat'; id: string };
type Here = { person: Person; sockets: Set<string> };

/** Three tabs are one person: somebody is here while any of their sockets is. */
export class LivePresence implements Presence {
  readonly #rooms = new Map<string, Map<string, Here>>();
  readonly #onChange: (sessionId: string) => void;

  constructor(onChange: (sessionId: string) => void) {
    this.#onChange = onChange;
  }

  enter(sessionId: string, person: Person, socketId: string): void {
    const room = this.#rooms.get(sessionId) ?? new Map<string, Here>();
    this.#rooms.set(sessionId, room);
    const key = `${person.kind}:${person.id}`;
    const here = room.get(key);
    if (here !== undefined) {
      here.sockets.add(socketId);
      return;
    }
    room.set(key, { person, sockets: new Set([socketId]) });
    this.#onChange(sessionId);
  }

  leave(sessionId: string, person: Person, socketId: string): void {
    const room = this.#rooms.get(sessionId);
    const key = `${person.kind}:${person.id}`;
    const here = room?.get(key);
    if (room === undefined || here === undefined) return;
    here.sockets.delete(socketId);
    if (here.sockets.size > 0) return;
    room.delete(key);
    if (room.size === 0) this.#rooms.delete(sessionId);
    this.#onChange(sessionId);
  }

  staffIn(sessionId: string): ReadonlySet<string> {
    return this.#idsIn(sessionId, 'staff');
  }

  seatsIn(sessionId: string): ReadonlySet<string> {
    return this.#idsIn(sessionId, 'seat');
  }

  #idsIn(sessionId: string, kind: Person['kind']): ReadonlySet<string> {
    const people = [...(this.#rooms.get(sessionId)?.values() ?? [])];
    return new Set(
      people.filter(({ person }) => person.kind === kind).map(({ person }) => person.id),
    );
  }
}
