import type { Bus } from '../bus/bus.ts';
import type { Present, PresenceWord } from '../bus/messages.ts';

/** A host speaks every two seconds; one that has missed three turns is gone. */
const WORD_HOLDS_MS = 6_000;
/** While nobody can be heard, what was last heard is believed for this long. */
const HELD_WHILE_DOWN_MS = 30_000;

type Kind = 'staff' | 'seat';
type Host = {
  word: number;
  heardAt: number;
  sessions: Map<string, Record<Kind, readonly string[]>>;
};

export type ElsewhereParts = {
  bus: Bus;
  /** Milliseconds that only grow. */
  now: () => number;
  /** `silent`: the people named are gone because their host fell silent, some seconds ago already. */
  onChange: (sessionId: string, silent: boolean) => void;
};

/** What other hosts said about who is connected to them. */
export class PresenceElsewhere {
  readonly #hosts = new Map<string, Host>();
  readonly #parts: ElsewhereParts;
  #upSince: number | null;
  #downSince: number | null;

  constructor(parts: ElsewhereParts) {
    this.#parts = parts;
    const isUp = parts.bus.state === 'up';
    this.#upSince = isUp ? parts.now() : null;
    this.#downSince = isUp ? null : parts.now();
    parts.bus.onState((state) => {
      this.#upSince = state === 'up' ? parts.now() : null;
      this.#downSince = state === 'down' ? parts.now() : null;
    });
  }

  idsIn(sessionId: string, kind: Kind): ReadonlySet<string> {
    const ids = new Set<string>();
    for (const host of this.#hosts.values()) {
      if (!this.#holds(host)) continue;
      for (const id of host.sessions.get(sessionId)?.[kind] ?? []) ids.add(id);
    }
    return ids;
  }

  serve(sessionId: string): boolean {
    return this.idsIn(sessionId, 'staff').size + this.idsIn(sessionId, 'seat').size > 0;
  }

  /** How long the bus has been up, or null while it is down. */
  get upForMs(): number | null {
    return this.#upSince === null ? null : this.#parts.now() - this.#upSince;
  }
  get downForMs(): number | null {
    return this.#downSince === null ? null : this.#parts.now() - this.#downSince;
  }

  /** Gives what is to be asked back: a word was missed, so everything is wanted again. */
  hear(said: PresenceWord, hostId: string): 'whole-wanted' | 'heard' {
    if (said.say === 'ask') return 'heard';
    if (said.say === 'gone') {
      this.#forget(hostId, false);
      return 'heard';
    }
    const known = this.#hosts.get(hostId);
    if (said.say === 'still') {
      if (known === undefined || known.word !== said.word) return 'whole-wanted';
      known.heardAt = this.#parts.now();
      return 'heard';
    }
    if (!said.whole && (known === undefined || known.word + 1 !== said.word)) return 'whole-wanted';
    this.#learn(hostId, said.word, said.whole, said.sessions);
    return 'heard';
  }

  /** Drops hosts that fell silent. To be called often: nobody else notices silence. */
  sweep(): void {
    for (const [hostId, host] of this.#hosts) if (!this.#holds(host)) this.#forget(hostId, true);
  }

  #learn(hostId: string, word: number, whole: boolean, sessions: readonly Present[]): void {
    const before = this.#hosts.get(hostId)?.sessions ?? new Map<string, Record<Kind, string[]>>();
    const now = whole ? new Map<string, Record<Kind, readonly string[]>>() : before;
    const changed = new Set(whole ? before.keys() : []);
    for (const { sessionId, staff, seats } of sessions) {
      if (isSame(before.get(sessionId), staff, seats)) changed.delete(sessionId);
      else changed.add(sessionId);
      if (staff.length + seats.length === 0) now.delete(sessionId);
      else now.set(sessionId, { staff, seat: seats });
    }
    this.#hosts.set(hostId, { word, heardAt: this.#parts.now(), sessions: now });
    for (const sessionId of changed) this.#parts.onChange(sessionId, false);
  }

  #holds({ heardAt }: Host): boolean {
    const now = this.#parts.now();
    if (this.#upSince === null) return now - heardAt <= HELD_WHILE_DOWN_MS;
    // Nobody could be heard before the bus came back: from then on they have their turns again.
    return now - Math.max(heardAt, this.#upSince) <= WORD_HOLDS_MS;
  }

  #forget(hostId: string, silent: boolean): void {
    const host = this.#hosts.get(hostId);
    this.#hosts.delete(hostId);
    for (const sessionId of host?.sessions.keys() ?? []) this.#parts.onChange(sessionId, silent);
  }
}

const isSame = (
  before: Record<Kind, readonly string[]> | undefined,
  staff: readonly string[],
  seats: readonly string[],
): boolean => isSameList(before?.staff ?? [], staff) && isSameList(before?.seat ?? [], seats);

const isSameList = (one: readonly string[], other: readonly string[]): boolean =>
  one.length === other.length && one.every((id, at) => id === other[at]);
