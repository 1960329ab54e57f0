import { setImmediate } from 'node:timers/promises';
import {
  reactionsNow,
  readRoomView,
  readSeatView,
  readStaffView,
  seatViewsIn,
  type Announcement,
  type House,
} from '@canopy/actions';
import type { RoomView, SeatView } from '@canopy/protocol';
import { roomNames, type LiveServer, type LiveSocket } from './live-server.ts';

const GAP_MS = 40;
/** A room whose views take long to make is shown them less often: at most a tenth of our time. */
const GAP_TIMES = 10;
/** Time spent waiting for a database is not ours, and nobody waits longer than this for what is shown. */
const GAP_MAX_MS = 500;
/** So many seats' views are made before everything else has its turn again. */
const SEATS_AT_ONCE = 20;

type Owed = {
  room: boolean;
  seats: Set<string>;
  /** Whose list of what they can undo changed, and on which board. */
  deeds: Map<string, string>;
  gapMs: number;
  timer: NodeJS.Timeout | null;
  sending: boolean;
  sentAt: number;
  /** The room as last sent, without its clock: a change that shows nowhere is not sent to sixty phones. */
  sent: string;
  sentToStaff: Map<string, string>;
  stageId: string | null;
  /** What seat views depend on besides their own announcements; see `seatsKey`. */
  seatsKey: string;
  /** How often something changed for one seat. */
  seatNews: number;
};

/**
 * Turns "something changed" into fresh views for the right people. However many things change, each
 * audience gets at most one view every 40 ms, made from what is true when it is sent: a room of
 * sixty pressing at once costs the same as one.
 */
export class Rooms {
  readonly #house: House;
  readonly #io: LiveServer;
  readonly #onBug: (error: unknown) => void;
  readonly #owed = new Map<string, Owed>();

  constructor(house: House, io: LiveServer, onBug: (error: unknown) => void) {
    this.#house = house;
    this.#io = io;
    this.#onBug = onBug;
  }

  hear(announcement: Announcement): void {
    if (announcement.what === 'room')
      this.#owe(announcement.sessionId, (owed) => (owed.room = true));
    if (announcement.what === 'seat')
      this.#owe(announcement.sessionId, (owed) => {
        owed.seats.add(announcement.seatId);
        owed.seatNews += 1;
      });
    if (announcement.what === 'deeds' && this.#hasOtherPages(announcement.by))
      this.#owe(announcement.sessionId, (owed) =>
        owed.deeds.set(announcement.by, announcement.boardId),
      );
  }

  /**
   * The first views of sockets that have just been let in, their own each and then the room, written
   * once for all. One that cannot be shown its own is named to `failed`, and the others go on.
   */
  async welcome(
    sessionId: string,
    sockets: readonly LiveSocket[],
    failed: (socket: LiveSocket, error: unknown) => void,
  ): Promise<void> {
    await this.#beforeTheFirst(sessionId);
    const before = this.#shownToSeats(sessionId);
    const seatView =
      sockets.length > 1
        ? await seatViewsIn(this.#house, sessionId)
        : (seatId: string) => readSeatView(this.#house, seatId);
    const inside: string[] = [];
    for (const socket of sockets) {
      try {
        if (await this.#showOwn(socket, seatView)) inside.push(socket.id);
      } catch (error) {
        failed(socket, error);
      }
    }
    // Changed meanwhile, and perhaps told already: then what they were just shown is older than that.
    if (this.#shownToSeats(sessionId) !== before)
      this.#owe(sessionId, ({ seats }) => {
        for (const { data } of sockets) if (data.person.kind === 'seat') seats.add(data.person.id);
      });
    if (inside.length === 0) return;
    const burst = await reactionsNow(this.#house, sessionId);
    const room = await readRoomView(this.#house, sessionId);
    if (room !== null) this.#io.to(inside).emit('room:changed', room);
    if (burst !== null) this.#io.to(inside).emit('reactions:counted', burst);
  }

  /** Another word than before: something that seats are shown about themselves has changed. */
  #shownToSeats(sessionId: string): string {
    const owed = this.#owed.get(sessionId);
    return `${String(owed?.seatNews)} ${owed?.seatsKey ?? ''}`;
  }

  /** True = it may see the room. */
  async #showOwn(
    socket: LiveSocket,
    seatView: (seatId: string) => Promise<SeatView | null>,
  ): Promise<boolean> {
    const { sessionId, person } = socket.data;
    if (person.kind === 'seat') {
      const seat = await seatView(person.id);
      if (seat === null) return false;
      socket.emit('seat:changed', seat);
      if (seat.state !== 'admitted') return false;
      await socket.join(roomNames.inside(sessionId));
    } else {
      await socket.join([roomNames.inside(sessionId), roomNames.staff(sessionId)]);
      const staff = await readStaffView(this.#house, sessionId, person.id);
      if (staff !== null) socket.emit('staff:changed', staff);
    }
    return true;
  }

  /** Noted before the first seats are shown themselves, or the first change would show all of them again. */
  async #beforeTheFirst(sessionId: string): Promise<void> {
    if (this.#owed.has(sessionId)) return;
    const room = await readRoomView(this.#house, sessionId);
    if (room === null) return;
    const known = { stageId: room.stage?.id ?? null, seatsKey: await this.#seatsKey(room) };
    if (!this.#owed.has(sessionId)) this.#owed.set(sessionId, { ...nothingOwed(), ...known });
  }

  #owe(sessionId: string, add: (owed: Owed) => unknown): void {
    const nobody = this.#io.sockets.adapter.rooms.get(roomNames.all(sessionId)) === undefined;
    if (nobody) {
      this.#owed.delete(sessionId);
      return;
    }
    const owed = this.#owed.get(sessionId) ?? nothingOwed();
    this.#owed.set(sessionId, owed);
    add(owed);
    this.#schedule(sessionId, owed);
  }

  #schedule(sessionId: string, owed: Owed): void {
    if (owed.timer !== null || owed.sending) return;
    const waitMs = Math.max(0, owed.sentAt + owed.gapMs - performance.now());
    owed.timer = setTimeout(() => {
      owed.timer = null;
      owed.sending = true;
      owed.sentAt = performance.now();
      this.#send(sessionId, owed)
        .catch(this.#onBug)
        .finally(() => {
          owed.sending = false;
          const tookMs = performance.now() - owed.sentAt;
          owed.gapMs = Math.min(GAP_MAX_MS, Math.max(GAP_MS, GAP_TIMES * tookMs));
          if (owed.room || owed.seats.size > 0 || owed.deeds.size > 0)
            this.#schedule(sessionId, owed);
        });
    }, waitMs);
  }

  async #send(sessionId: string, owed: Owed): Promise<void> {
    const { seats, deeds, room } = owed;
    owed.seats = new Set();
    owed.deeds = new Map();
    owed.room = false;
    const everySeat = room && (await this.#sendRoom(sessionId, owed));
    const here = this.#house.presence.seatsIn(sessionId);
    let sent = 0;
    for (const seatId of everySeat ? here : seats) {
      if (!here.has(seatId)) continue;
      await this.#sendSeat(seatId);
      sent += 1;
      if (sent % SEATS_AT_ONCE === 0) await setImmediate();
    }
    for (const [by, boardId] of deeds) await this.#sendDeeds(sessionId, by, boardId);
    if (room) await this.#sendStaff(sessionId, owed);
  }

  /** True when what every seat is shown about itself may have changed. */
  async #sendRoom(sessionId: string, owed: Owed): Promise<boolean> {
    const view = await readRoomView(this.#house, sessionId);
    if (view === null) return false;
    const shown = JSON.stringify({ ...view, at: 0 });
    if (shown !== owed.sent) this.#io.to(roomNames.inside(sessionId)).emit('room:changed', view);
    owed.sent = shown;

    const stageId = view.stage?.id ?? null;
    if (stageId !== owed.stageId) await this.#sendReactions(sessionId);
    owed.stageId = stageId;
    const key = await this.#seatsKey(view);
    const everySeat = key !== owed.seatsKey;
    owed.seatsKey = key;
    return everySeat;
  }

  async #sendStaff(sessionId: string, owed: Owed): Promise<void> {
    for (const staffId of this.#house.presence.staffIn(sessionId)) {
      const staff = await readStaffView(this.#house, sessionId, staffId);
      const shownToStaff = JSON.stringify(staff);
      if (staff === null || owed.sentToStaff.get(staffId) === shownToStaff) continue;
      owed.sentToStaff.set(staffId, shownToStaff);
      for (const socket of await this.#staffSockets(sessionId, staffId))
        socket.emit('staff:changed', staff);
    }
  }

  async #sendDeeds(sessionId: string, by: string, boardId: string): Promise<void> {
    const [kind, id] = by.split(':');
    if (id === undefined) return;
    const undo = { boardId, undoable: await this.#house.store.boards.undoableBy(boardId, by) };
    if (kind === 'seat') this.#io.to(roomNames.seat(id)).emit('undo:changed', undo);
    else
      for (const socket of await this.#staffSockets(sessionId, id))
        socket.emit('undo:changed', undo);
  }

  /** The page that did it knows it can undo it: the news is for other pages of the same person. */
  #hasOtherPages(by: string): boolean {
    // Rooms are named after the same keys: `seat:<id>`, `staff:<id>`.
    const pages = this.#io.sockets.adapter.rooms.get(by)?.size ?? 0;
    // Where there are other hosts, the page that did it may be on one of them.
    return pages > (this.#house.store.alone ? 1 : 0);
  }

  /** A member of staff may have two sessions open; only this one's pages hear of it. */
  async #staffSockets(sessionId: string, staffId: string) {
    const sockets = await this.#io.in(roomNames.staffMember(staffId)).fetchSockets();
    return sockets.filter((socket) => socket.data.sessionId === sessionId);
  }

  /** A room that goes back to a stage sees again what was counted there. */
  async #sendReactions(sessionId: string): Promise<void> {
    const burst = await reactionsNow(this.#house, sessionId);
    if (burst !== null) this.#io.to(roomNames.inside(sessionId)).emit('reactions:counted', burst);
  }

  async #sendSeat(seatId: string): Promise<void> {
    const view = await readSeatView(this.#house, seatId);
    if (view === null) return;
    const own = this.#io.in(roomNames.seat(seatId));
    own.emit('seat:changed', view);
    if (view.state !== 'admitted') return;
    // Admitted a moment ago: this is the first room its screens see.
    const inside = this.#io.sockets.adapter.rooms.get(roomNames.inside(view.sessionId));
    const ids = this.#io.sockets.adapter.rooms.get(roomNames.seat(seatId)) ?? new Set<string>();
    if ([...ids].every((id) => inside?.has(id) === true)) return;
    own.socketsJoin(roomNames.inside(view.sessionId));
    const room = await readRoomView(this.#house, view.sessionId);
    if (room !== null) own.emit('room:changed', room);
  }

  /** When one of these changes, what every seat is shown about itself may have changed. */
  async #seatsKey({ session, stage }: RoomView): Promise<string> {
    const asks = await this.#house.store.room.asks(session.id);
    const queue = asks.filter(({ ask }) => ask === 'speak').map(({ id }) => id);
    const board = stage?.kind === 'board' ? [stage.phase, stage.epoch] : [];
    const vote = stage?.kind === 'vote' ? [stage.state] : [];
    return [session.state, stage?.id, ...board, ...vote, ...queue].join(' ');
  }
}

const nothingOwed = (): Owed => ({
  room: false,
  seats: new Set(),
  deeds: new Map(),
  gapMs: GAP_MS,
  timer: null,
  sending: false,
  sentAt: 0,
  sent: '',
  sentToStaff: new Map(),
  stageId: null,
  seatsKey: '',
  seatNews: 0,
});
