import { randomBytes } from 'node:crypto';
import {
  PROTOCOL_VERSION,
  SOCKET_PATH,
  type Ack,
  type CommandInput,
  type Reply,
  type RoomView,
  type SeatView,
  type SocketCommand,
  type StaffView,
} from '@canopy/protocol';
import { makeId } from '@canopy/domain';
import { io, type Socket } from 'socket.io-client';

/** A new intent or request id, as a browser makes it. */
export const newIntent = (): string => makeId((n) => randomBytes(n));

export type Proof = { cookie: string; sessionId: string };

/**
 * One person with a real socket, and nothing of the browser: says commands, hears views. `surely`
 * behaves like the outbox: the same intent again and again, through restarts, until it is answered.
 */
export class LivePerson {
  readonly socket: Socket;
  room: RoomView | null = null;
  seat: SeatView | null = null;
  staff: StaffView | null = null;
  #gone = false;

  constructor(origin: string, proof: Proof) {
    this.socket = io(origin, {
      path: SOCKET_PATH,
      transports: ['websocket'],
      reconnectionDelay: 50,
      reconnectionDelayMax: 300,
      forceNew: true,
      extraHeaders: { cookie: proof.cookie, origin },
      auth: { version: PROTOCOL_VERSION, sessionId: proof.sessionId },
    });
    this.socket.on('room:changed', (view: RoomView) => (this.room = view));
    this.socket.on('seat:changed', (view: SeatView) => (this.seat = view));
    this.socket.on('staff:changed', (view: StaffView) => (this.staff = view));
    this.socket.on('room:ended', () => (this.#gone = true));
    // What the client does not try again by itself: a host that stops, a refusal that time mends.
    this.socket.on('disconnect', (why) => {
      if (why === 'io server disconnect') this.#again();
    });
    this.socket.on('connect_error', () => {
      if (!this.socket.active) this.#again();
    });
  }

  #again(): void {
    setTimeout(() => {
      if (!this.#gone) this.socket.connect();
    }, 100).unref();
  }

  /** One try. Rejects when nothing is answered in time. */
  async say<C extends SocketCommand>(
    command: C,
    input: CommandInput<C>,
    withinMs = 2_000,
  ): Promise<Ack<Reply<C>>> {
    return (await this.socket.timeout(withinMs).emitWithAck(command, input)) as Ack<Reply<C>>;
  }

  async surely<C extends SocketCommand>(
    command: C,
    input: CommandInput<C>,
    untilMs = 30_000,
  ): Promise<Ack<Reply<C>>> {
    const end = Date.now() + untilMs;
    for (;;) {
      try {
        const reply = await this.say(command, input, 1_000);
        const again = !reply.ok && ['slow-down', 'cannot-save'].includes(reply.refusal.code);
        if (!again) return reply;
        await pause(200);
      } catch (error) {
        if (Date.now() > end) throw error;
        await pause(50);
      }
    }
  }

  leave(): void {
    this.#gone = true;
    this.socket.close();
  }
}

export const pause = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));

/** Waits until something is true, or says what was not. */
export async function until<T>(
  what: string,
  look: () => T | null | undefined | false,
  withinMs = 10_000,
): Promise<T> {
  const end = Date.now() + withinMs;
  for (;;) {
    const seen = look();
    if (seen !== null && seen !== undefined && seen !== false) return seen;
    if (Date.now() > end) throw new Error(`waited ${withinMs} ms for: ${what}`);
    await pause(20);
  }
}
