import type { Ack, CommandInput, Reply, ServerEvents, SocketCommand } from '@canopy/protocol';
import type { Wire } from './wire.ts';

export type ConnectionState =
  'connecting' | 'connected' | 'reconnecting' | 'stopped' | 'reload-needed';
export type Ended = Parameters<ServerEvents['room:ended']>[0] | 'refused';

/** A host that stops or drops us is tried again after this long, with up to as much again at random. */
const AGAIN_MS = 1_000;
/** Handshake answers that no second try will change. */
const FINAL: Readonly<Record<string, Ended>> = {
  removed: 'removed',
  'session-closed': 'session-closed',
  'not-signed-in': 'signed-out',
  'not-allowed': 'refused',
  'not-found': 'refused',
};

/** The one live line of a page. States are a closed list, so a screen can answer each of them. */
export class Connection {
  state: ConnectionState = $state('connecting');
  /** Why it stopped, once it has. */
  ended: Ended | null = $state(null);
  #wire: Wire;
  #onConnected: (() => void)[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(wire: Wire) {
    this.#wire = wire;
    wire.onOpen(() => {
      this.state = 'connected';
      for (const run of this.#onConnected) run();
    });
    wire.onLost((coming) => this.#lost(coming));
    wire.onRefused((why) => this.#refused(why));
    wire.hear('room:ended', (why) => this.#stop(why));
  }

  open(): void {
    this.#wire.open();
  }

  /** Leaves for good. */
  close(): void {
    clearTimeout(this.#timer);
    this.#wire.close();
    if (this.state !== 'reload-needed') this.state = 'stopped';
  }

  onConnected(run: () => void): void {
    this.#onConnected.push(run);
  }

  hear<E extends keyof ServerEvents>(event: E, listener: ServerEvents[E]): void {
    this.#wire.hear(event, listener);
  }

  /** Null = no answer came. */
  async send<C extends SocketCommand>(
    command: C,
    input: CommandInput<C>,
  ): Promise<Ack<Reply<C>> | null> {
    if (this.state !== 'connected') return null;
    return (await this.#wire.ask(command, input)) as Ack<Reply<C>> | null;
  }

  #lost(coming: boolean): void {
    if (this.state === 'stopped' || this.state === 'reload-needed') return;
    this.state = 'reconnecting';
    if (!coming) this.#again();
  }

  #refused(why: string): void {
    if (why === 'reload-needed') {
      this.state = 'reload-needed';
      return;
    }
    const ended = FINAL[why];
    if (ended !== undefined) this.#stop(ended);
    else {
      this.state = 'reconnecting';
      this.#again();
    }
  }

  #again(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#wire.open(), AGAIN_MS * (1 + Math.random()));
  }

  #stop(why: Ended): void {
    this.ended = why;
    this.state = 'stopped';
    clearTimeout(this.#timer);
    this.#wire.close();
  }
}
