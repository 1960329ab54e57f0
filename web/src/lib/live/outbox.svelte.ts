import type { Connection } from './connection.svelte.ts';
import { newIntentId } from './intent-id.ts';
import { OutboxCarry } from './outbox-carry.ts';
import {
  replaces,
  willPass,
  type Intent,
  type Letter,
  type Sent,
  type WithoutId,
} from './outbox-letter.ts';

export type { Intent, Letter } from './outbox-letter.ts';

const AGAIN_MS = 500;
const AGAIN_MAX_MS = 8_000;

/**
 * What this person did and the server has not acknowledged. Sent one at a time and in order, so an
 * edit never overtakes its leaf and the last vote is the one that counts; sent again with the same
 * id until acknowledged; never dropped. A refusal stays with its words until the person decides.
 */
export class Outbox {
  letters: readonly Letter[] = $state.raw([]);
  /** The newest acknowledged, for "Sent. It is on the board." */
  lastSent: { command: Intent; count: number } | null = $state.raw(null);
  #connection: Connection;
  #carry: OutboxCarry;
  #onSent: Sent[] = [];
  #onRefused: ((letter: Letter) => void)[] = [];
  #sending: string | null = null;
  #running = false;
  #open = true;
  #wake: (() => void) | undefined;

  constructor(connection: Connection, owner: string) {
    this.#connection = connection;
    this.#carry = new OutboxCarry(owner, () => this.letters);
    connection.onConnected(() => {
      this.#wake?.();
      this.#resume();
    });
  }

  start(): void {
    this.letters = [...this.#carry.take(), ...this.letters];
    this.#carry.start();
    this.#resume();
  }
  /** Left, removed or over: nothing of this person stays on the device. */
  stop(): void {
    this.#open = false;
    this.#wake?.();
    this.#carry.stop();
    this.letters = [];
  }

  onSent(run: Sent): void {
    this.#onSent.push(run);
  }
  onRefused(run: (letter: Letter) => void): void {
    this.#onRefused.push(run);
  }

  get unsent(): number {
    return this.letters.filter((letter) => letter.refusal === null).length;
  }
  get refused(): readonly Letter[] {
    return this.letters.filter((letter) => letter.refusal !== null);
  }
  /** Those of one kind, oldest first. */
  of<C extends Intent>(command: C): Letter<C>[] {
    return this.letters.filter(({ command: each }) => each === command) as unknown as Letter<C>[];
  }

  /** Gives the intent's id at once; the words are safe here from then on. */
  post<C extends Intent>(command: C, input: WithoutId<C>): string {
    const intentId = newIntentId();
    const letter = { intentId, command, input: { ...input, intentId }, refusal: null };
    const newer = letter as unknown as Letter;
    const kept = this.letters.filter(
      (older) => older.intentId === this.#sending || !replaces(newer, older),
    );
    this.letters = [...kept, newer];
    this.#resume();
    return intentId;
  }

  /** Tries a refused letter once more, under the same id: it was never applied. */
  retry(intentId: string): void {
    this.letters = this.letters.map((letter) =>
      letter.intentId === intentId ? { ...letter, refusal: null } : letter,
    );
    this.#resume();
  }
  throwAway(intentId: string): void {
    this.letters = this.letters.filter((letter) => letter.intentId !== intentId);
  }

  #resume(): void {
    if (!this.#running) void this.#run();
  }

  async #run(): Promise<void> {
    this.#running = true;
    let tries = 0;
    while (this.#open && this.#connection.state === 'connected') {
      const letter = this.letters.find((each) => each.refusal === null);
      if (letter === undefined) break;
      this.#sending = letter.intentId;
      const ack = await this.#connection.send(letter.command, letter.input as never);
      this.#sending = null;
      if (ack?.ok) {
        tries = 0;
        this.#sentOff(letter, ack.value);
      } else if (ack === null || willPass(ack.refusal, tries)) {
        await this.#wait(Math.min(AGAIN_MS * 2 ** tries, AGAIN_MAX_MS) * (1 + Math.random() / 2));
        tries += 1;
      } else {
        tries = 0;
        const refused: Letter = { ...letter, refusal: ack.refusal };
        this.letters = this.letters.map((each) =>
          each.intentId === letter.intentId ? refused : each,
        );
        for (const run of this.#onRefused) run(refused);
      }
    }
    this.#running = false;
  }

  #sentOff(letter: Letter, reply: unknown): void {
    this.letters = this.letters.filter((each) => each.intentId !== letter.intentId);
    this.lastSent = { command: letter.command, count: (this.lastSent?.count ?? 0) + 1 };
    for (const run of this.#onSent) run(letter, reply as never);
  }

  /** Waits, or until a new connection makes waiting pointless. */
  #wait(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms);
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}
