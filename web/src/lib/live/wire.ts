import type { ServerEvents } from '@canopy/protocol';

/**
 * The live socket, as small as a test can fake it: it opens, breaks and carries, and decides nothing.
 * `ask` gives the server's acknowledgement, or null when none came: too late, never sent, or the line
 * was lost, and then before the line is open again. What was asked may still have happened, which is
 * why everything that matters carries an intent id.
 */
export interface Wire {
  /** True while websockets do not get through and this line lives on polling. */
  readonly polls: boolean;
  /** Whether the server was heard as lately as it promises to speak. A line that slept may look open. */
  readonly fresh: boolean;
  hear<E extends keyof ServerEvents>(event: E, listener: ServerEvents[E]): void;
  onOpen(run: () => void): void;
  /** Lost, or never came to be. Nothing is tried until `open` is called. */
  onLost(run: () => void): void;
  /** The server would not have us; `why` is its own word for it. */
  onRefused(run: (why: string) => void): void;
  ask(command: string, input: unknown): Promise<unknown>;
  /** For the moment only: dropped, not kept, when the line is gone or busy. */
  tell(event: string, value: unknown): void;
  /** Tries now; nothing when it is open or trying. */
  open(): void;
  close(): void;
}
