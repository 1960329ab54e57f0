import type { Duplex } from 'node:stream';
import { dispatch, identify, type House } from '@canopy/actions';
import type { RefusalCode } from '@canopy/domain';
import { CLOSE } from '@canopy/protocol';
import type { RawData, WebSocket } from 'ws';
import { updateFrame } from '../feed/frames.ts';
import type { HostLog } from '../log.ts';
import { hearOnNotes, saysFrame } from './notes-frames.ts';
import { NotesLine, type NotesLineOf } from './notes-line.ts';

const ALIVE_EVERY_MS = 10_000;

type CloseCode = (typeof CLOSE)[keyof typeof CLOSE];
type Room = { lines: Set<NotesLine>; stop: () => void };

export type NotesLinesParts = {
  house: House;
  log: HostLog;
  /** Told when a write begins and ends, so that a stopping host can wait for it. */
  began: () => void;
  ended: () => void;
};

/** Everybody who has notes open on this host, by session. */
export class NotesLines {
  readonly #parts: NotesLinesParts;
  readonly #rooms = new Map<string, Room>();
  readonly #writing = new Set<NotesLine>();
  readonly #timer: NodeJS.Timeout;

  constructor(parts: NotesLinesParts) {
    this.#parts = parts;
    this.#timer = setInterval(() => {
      for (const line of this.#lines()) line.beat();
    }, ALIVE_EVERY_MS);
  }

  /** `socket` is what `ws` speaks over. */
  open(ws: WebSocket, socket: Duplex, of: NotesLineOf): NotesLine {
    const line = new NotesLine(ws, socket, of);
    ws.on('message', (data, isBinary) => this.#heard(line, data, isBinary));
    ws.on('close', () => this.#leave(line));
    const room = this.#rooms.get(of.sessionId) ?? this.#openRoom(of.sessionId);
    room.lines.add(line);
    sayWhoIsHere(room);
    return line;
  }

  end(isEnded: (of: NotesLineOf) => boolean, code: CloseCode): void {
    for (const line of this.#lines()) if (isEnded(line.of)) line.close(code);
  }

  async recheck(mayWrite: (of: NotesLineOf) => Promise<boolean>): Promise<void> {
    for (const line of this.#lines()) if (!(await mayWrite(line.of))) line.close(CLOSE.revoked);
  }

  stop(): void {
    clearInterval(this.#timer);
    for (const line of this.#lines()) line.close(CLOSE.restarting);
  }

  #lines(): NotesLine[] {
    return [...this.#rooms.values()].flatMap(({ lines }) => [...lines]);
  }

  #openRoom(sessionId: string): Room {
    const lines = new Set<NotesLine>();
    const stop = this.#parts.house.notes.follow(sessionId, {
      changed: (update, by) => {
        const frame = updateFrame(update);
        for (const line of lines) if (line.of.clientId !== by) line.changed(frame);
      },
      rebuilt: () => {
        for (const line of lines) line.close(CLOSE.rebuilt);
      },
    });
    const room = { lines, stop };
    this.#rooms.set(sessionId, room);
    return room;
  }

  #leave(line: NotesLine): void {
    const { sessionId } = line.of;
    const room = this.#rooms.get(sessionId);
    if (room === undefined || !room.lines.delete(line)) return;
    if (room.lines.size > 0) return sayWhoIsHere(room);
    room.stop();
    this.#rooms.delete(sessionId);
  }

  #heard(line: NotesLine, data: RawData, isBinary: boolean): void {
    if (line.closed) return;
    // Text once became the length of a typed array and ended a stock server (reliability 4.1).
    if (!isBinary || !line.pace.take()) return line.close(CLOSE.unreadable);
    const heard = hearOnNotes(Array.isArray(data) ? Buffer.concat(data) : new Uint8Array(data));
    switch (heard.say) {
      case 'nothing':
        return;
      case 'unreadable':
        return line.close(CLOSE.unreadable);
      case 'step1':
        void this.#join(line, heard.stateVector);
        return;
      case 'update':
        line.take(heard.update);
        void this.#write(line);
    }
  }

  async #join(line: NotesLine, stateVector: Uint8Array): Promise<void> {
    const { house, log } = this.#parts;
    const { sessionId, epoch, seq } = line.of;
    try {
      const state = await house.notes.join(sessionId, epoch, seq);
      if (state === null) return line.close(CLOSE.rebuilt);
      try {
        line.join(state, stateVector);
      } catch {
        // A state vector that is none.
        line.close(CLOSE.unreadable);
      }
    } catch (error) {
      log.bug('notes:join-failed', error);
      line.close(CLOSE.restarting);
    }
  }

  /**
   * One transaction at a time for each line, so that its updates stay in order; what comes meanwhile
   * goes together into the next. Whoever is refused loses the line and no word: their browser comes
   * back under another id and writes again what is not in the log.
   */
  async #write(line: NotesLine): Promise<void> {
    if (this.#writing.has(line)) return;
    const { house, log, began, ended } = this.#parts;
    const { sessionId, clientId, epoch, visitor, staffId } = line.of;
    this.#writing.add(line);
    began();
    try {
      for (let updates = line.next(); updates.length > 0; updates = line.next()) {
        const caller = await identify(house, visitor.tokens, visitor.address);
        // The cookie now proves somebody else or nobody: what this line was is over.
        if (caller.staff?.staffId !== staffId) return line.close(CLOSE.revoked);
        const input = { sessionId, clientId, epoch, updates };
        const result = await dispatch(house, caller, 'notes:write', input, 'staff');
        if (!result.ok) {
          const { code, field } = result.refusal;
          log.event('notes:refused', { sessionId, code, rule: field ?? 'none' });
          return line.close(closeCodeFor(code));
        }
        line.saved(updates.length);
      }
    } catch (error) {
      log.bug('notes:write-failed', error);
      line.close(CLOSE.restarting);
    } finally {
      this.#writing.delete(line);
      ended();
    }
  }
}

/** People, not lines: somebody may have the notes open twice. Counted here and never taken from a browser. */
function sayWhoIsHere({ lines }: Room): void {
  const frame = saysFrame('here', new Set([...lines].map(({ of }) => of.staffId)).size);
  for (const line of lines) line.send(frame);
}

function closeCodeFor(code: RefusalCode): CloseCode {
  switch (code) {
    case 'too-long':
    case 'too-many':
      return CLOSE.full;
    case 'reload-needed':
      return CLOSE.rebuilt;
    case 'already-signed-off':
      return CLOSE.frozen;
    case 'bad-input':
      return CLOSE.unreadable;
    default:
      return CLOSE.revoked;
  }
}
