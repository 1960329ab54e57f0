import type { ServerEvents } from '@canopy/protocol';
import type { Wire } from './wire.ts';

type Asked = { command: string; input: { intentId?: string }; answer: (reply: unknown) => void };

/** A line in a test's hands: it opens, breaks and answers when the test says so. */
export class FakeWire implements Wire {
  readonly asked: Asked[] = [];
  readonly told: { event: string; value: unknown }[] = [];
  polls = false;
  fresh = true;
  opens = 0;
  closed = false;
  #open: (() => void)[] = [];
  #lost: (() => void)[] = [];
  #refused: ((why: string) => void)[] = [];
  #heard: Partial<Record<string, ((value: never) => void)[]>> = {};
  #unanswered = new Set<(reply: unknown) => void>();

  hear<E extends keyof ServerEvents>(event: E, listener: ServerEvents[E]): void {
    (this.#heard[event] ??= []).push(listener as (value: never) => void);
  }
  onOpen(run: () => void): void {
    this.#open.push(run);
  }
  onLost(run: () => void): void {
    this.#lost.push(run);
  }
  onRefused(run: (why: string) => void): void {
    this.#refused.push(run);
  }
  ask(command: string, input: unknown): Promise<unknown> {
    return new Promise((resolve) => {
      const answer = (reply: unknown): void => {
        this.#unanswered.delete(answer);
        resolve(reply);
      };
      this.#unanswered.add(answer);
      this.asked.push({ command, input: input as Asked['input'], answer });
    });
  }
  tell(event: string, value: unknown): void {
    this.told.push({ event, value });
  }
  open(): void {
    this.opens += 1;
  }
  close(): void {
    this.closed = true;
  }

  connect(): void {
    for (const run of this.#open) run();
  }
  /** As a real one: what was not answered by now will never be. */
  lose(): void {
    for (const answer of this.#unanswered) answer(null);
    for (const run of this.#lost) run();
  }
  refuse(why: string): void {
    for (const run of this.#refused) run(why);
  }
  say(event: keyof ServerEvents, value: unknown): void {
    for (const run of this.#heard[event] ?? []) run(value as never);
  }
}
