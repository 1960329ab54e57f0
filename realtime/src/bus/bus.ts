import type { BusMessage } from './messages.ts';

export type BusState = 'up' | 'down';

/**
 * How the hosts of one service tell each other what just happened. It is a doorbell and never the
 * truth: what is said while a line is down is lost, and whoever listens reads the database instead.
 * Nothing on it names a person; ids only.
 */
export interface Bus {
  /** This process, for as long as it runs. */
  readonly hostId: string;
  /** `up` = what is said here is heard by others and the other way round. */
  readonly state: BusState;
  /** To every other host, in order. Never throws and never waits; lost while the bus is down. */
  publish(message: BusMessage): void;
  /** What other hosts say, never one's own. Gives how to stop listening. */
  hear(listener: Listener): () => void;
  /**
   * Runs when something may have been missed and is heard again: the bus is back, or the numbering
   * of another host shows a hole. Holes close to each other run it once.
   */
  onBack(run: () => void): () => void;
  /** Runs on each change of `state`. */
  onState(run: (state: BusState) => void): () => void;
  close(): Promise<void>;
}

export type Listener = (message: BusMessage, hostId: string) => void;
