import { actorFor, identify, type House } from '@canopy/actions';
import { may } from '@canopy/domain';
import { DRAG_EVERY_MS, DRAG_SILENT_MS, leafDrag, type LeavesDragged } from '@canopy/protocol';
import { Pace } from '../limits/pace.ts';
import { roomNames, type LiveServer, type LiveSocket } from './live-server.ts';

/** Twice what a browser sends: a phone that held some back for a moment is not cut off. */
const PER_SECOND = 40;

type Drag = { boardId: string; leafId: string; x: number; y: number; at: number };
type Room = { boardId: string; byHand: Map<string, Drag>; news: boolean; timer: NodeJS.Timeout };

/**
 * Leaves in people's hands. Each person's newest position, kept for the moment only, said to the room
 * in one message however many hands there are; never stored and never with a word of who. What lasts
 * is the `leaf:move` at the end. People see only the hands that reach the same host.
 */
export class Drags {
  readonly #house: House;
  readonly #io: LiveServer;
  readonly #onBug: (error: unknown) => void;
  readonly #rooms = new Map<string, Room>();

  constructor(house: House, io: LiveServer, onBug: (error: unknown) => void) {
    this.#house = house;
    this.#io = io;
    this.#onBug = onBug;
  }

  /** Listens to one socket. A throw in a socket handler would end the process: none leaves this file. */
  hear(socket: LiveSocket): void {
    const pace = new Pace(PER_SECOND, PER_SECOND);
    socket.on('leaf:drag', (said: unknown) => {
      // Over one's pace, badly formed, not allowed: a preview that is not shown is no loss to anyone.
      if (!pace.take()) return;
      const drag = leafDrag.safeParse(said);
      if (!drag.success) return;
      if ('end' in drag.data) return this.#letGo(socket);
      const { boardId, leafId, x, y } = drag.data;
      this.#mayDrag(socket, boardId).then((yes) => {
        if (yes && socket.connected) this.#hold(socket, { boardId, leafId, x, y, at: Date.now() });
      }, this.#onBug);
    });
    // Put down for good: the preview must not outlive the move.
    socket.on('leaf:move', () => this.#letGo(socket));
    socket.on('disconnect', () => this.#letGo(socket));
  }

  stop(): void {
    for (const { timer } of this.#rooms.values()) clearInterval(timer);
    this.#rooms.clear();
  }

  /** Asked at each position, of rows the store remembers: whoever may move leaves on this board now. */
  async #mayDrag(socket: LiveSocket, boardId: string): Promise<boolean> {
    const { visitor, sessionId, person } = socket.data;
    const { store } = this.#house;
    const caller = await identify(this.#house, visitor.tokens, visitor.address);
    const actor = await actorFor(this.#house, caller, person.kind);
    const session = await store.sessions.find(sessionId);
    if (session?.state !== 'open' || session.pausedReason !== null || session.stageId === null)
      return false;
    if (!may(actor, 'leaf:move', { groupId: session.groupId, sessionId })) return false;
    const stage = await store.sessions.findStage(session.stageId);
    if (stage?.kind !== 'board' || stage.phase !== 'place') return false;
    return (await store.boards.forStage(stage.id))?.boardId === boardId;
  }

  #hold(socket: LiveSocket, drag: Drag): void {
    const { sessionId } = socket.data;
    const room = this.#rooms.get(sessionId) ?? this.#open(sessionId);
    room.boardId = drag.boardId;
    room.byHand.set(socket.id, drag);
    room.news = true;
  }

  #letGo(socket: LiveSocket): void {
    const room = this.#rooms.get(socket.data.sessionId);
    if (room?.byHand.delete(socket.id) === true) room.news = true;
  }

  #open(sessionId: string): Room {
    const timer = setInterval(() => this.#say(sessionId), DRAG_EVERY_MS);
    const room: Room = { boardId: '', byHand: new Map(), news: false, timer };
    this.#rooms.set(sessionId, room);
    return room;
  }

  #say(sessionId: string): void {
    const room = this.#rooms.get(sessionId);
    if (room === undefined) return;
    const silentSince = Date.now() - DRAG_SILENT_MS;
    for (const [hand, { at }] of room.byHand)
      if (at < silentSince) room.news = room.byHand.delete(hand);
    if (!room.news) return;
    room.news = false;
    const { boardId } = room;
    const hands = [...room.byHand.values()].filter((drag) => drag.boardId === boardId);
    // In an order that does not say who came first.
    hands.sort((a, b) => (a.leafId < b.leafId ? -1 : 1));
    const said: LeavesDragged = {
      boardId,
      leaves: hands.map(({ leafId, x, y }) => [leafId, x, y]),
    };
    this.#io.local.to(roomNames.inside(sessionId)).volatile.emit('leaves:dragged', said);
    if (room.byHand.size > 0) return;
    clearInterval(room.timer);
    this.#rooms.delete(sessionId);
  }
}
