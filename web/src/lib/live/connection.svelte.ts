import type { Ack, CommandInput, Reply, ServerEvents, SocketCommand } from '@canopy/protocol';
import { Comeback } from './comeback.ts';
import type { Wire } from './wire.ts';

export type ConnectionState =
  'connecting' | 'connected' | 'reconnecting' | 'stopped' | 'reload-needed';
export type Ended = Parameters<ServerEvents['room:ended']>[0] | 'refused';

/** Short enough that a host that restarts is found within seconds, wide enough for its whole house. */
const WAITS = { firstMs: 1_000, mostMs: 8_000 };
/** Handshake answers that no second try will change. */
const FINAL: Readonly<Record<string, Ended>> = {
  removed: 'removed',
  'session-closed': 'session-closed',
  'not-signed-in': 'signed-out',
  'not-allowed': 'refused',
  'not-found': 'refused',
};

/** The one socket of a page. States are a closed list, so a screen can answer each of them. */
export class Connection {
  state: ConnectionState = $state('connecting');
  /** Why it stopped, once it has. */
  ended: Ended | null = $state(null);
  #wire: Wire;
  #onState: (() => void)[] = [];
  #comeback: Comeback;
  #hostStops = false;

  constructor(wire: Wire, random: () => number = Math.random) {
    this.#wire = wire;
    this.#comeback = new Comeback(() => this.#wire.open(), WAITS, random);
    wire.onOpen(() => {
      this.#hostStops = false;
      this.#comeback.opened();
      this.#be('connected');
    });
    wire.onLost(() => this.#lost());
    wire.onRefused((why) => this.#refused(why));
    wire.hear('room:ended', (why) => this.#stop(why));
    wire.hear('host:stopping', () => (this.#hostStops = true));
  }

  /** Whether what is sent now has somebody to take it. A host about to stop only finishes what it has. */
  get ready(): boolean {
    return this.state === 'connected' && !this.#hostStops;
  }
  get polls(): boolean {
    return this.#wire.polls;
  }

  open(): void {
    this.#wire.open();
  }

  /** Leaves for good. */
  close(): void {
    if (this.state !== 'reload-needed') this.#be('stopped');
    this.#comeback.stop();
    this.#wire.close();
  }

  /** The page is awake, or the device has signal: no timer is waited for. */
  wake(): void {
    if (this.#isOver || (this.state === 'connected' && this.#wire.fresh)) return;
    // Also a try that is under way: it may have begun where there was no signal.
    this.#wire.close();
    this.#lost();
    this.#comeback.now();
  }

  onState(run: () => void): void {
    this.#onState.push(run);
  }
  onConnected(run: () => void): void {
    this.onState(() => {
      if (this.state === 'connected') run();
    });
  }

  hear<E extends keyof ServerEvents>(event: E, listener: ServerEvents[E]): void {
    this.#wire.hear(event, listener);
  }

  /** Null = no answer came. */
  async send<C extends SocketCommand>(
    command: C,
    input: CommandInput<C>,
  ): Promise<Ack<Reply<C>> | null> {
    if (!this.ready) return null;
    return (await this.#wire.ask(command, input)) as Ack<Reply<C>> | null;
  }

  /** For the moment only: nobody answers, and nothing is kept when the line is gone. */
  tell(event: string, value: unknown): void {
    if (this.ready) this.#wire.tell(event, value);
  }

  get #isOver(): boolean {
    return this.state === 'stopped' || this.state === 'reload-needed';
  }

  #be(state: ConnectionState): void {
    if (this.state === state) return;
    this.state = state;
    for (const run of this.#onState) run();
  }

  #lost(): void {
    if (this.#isOver) return;
    // A page that was never connected is still on its way.
    if (this.state === 'connected') this.#be('reconnecting');
    this.#comeback.later();
  }

  #refused(why: string): void {
    if (why === 'reload-needed') return this.#be('reload-needed');
    const ended = FINAL[why];
    if (ended !== undefined) this.#stop(ended);
    else this.#lost();
  }

  #stop(why: Ended): void {
    this.ended = why;
    this.#be('stopped');
    this.#comeback.stop();
    this.#wire.close();
  }
}
