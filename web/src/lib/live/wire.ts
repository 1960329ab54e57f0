import type { ServerEvents } from '@canopy/protocol';

/**
 * The live socket, as small as a test can fake it. `ask` gives the server's acknowledgement, or null
 * when none came: lost, too late, or never sent. What was asked may then still have happened, which
 * is why everything that matters carries an intent id.
 */
export interface Wire {
  hear<E extends keyof ServerEvents>(event: E, listener: ServerEvents[E]): void;
  onOpen(run: () => void): void;
  /** `coming` is false when nothing more will be tried unless `open` is called. */
  onLost(run: (coming: boolean) => void): void;
  /** The server would not have us; `why` is its own word for it. */
  onRefused(run: (why: string) => void): void;
  ask(command: string, input: unknown): Promise<unknown>;
  open(): void;
  close(): void;
}
