import { unheard, type Meters } from '@canopy/actions';
import type { RefusalCode } from '@canopy/domain';

/** What the host tells about itself on top of what the house does. */
export interface HostMeters extends Meters {
  /** A command was saved: so long from being heard to being committed. */
  saved(ms: number): void;
  /** Somebody was told no, on a socket, at its handshake or on a page. */
  refused(code: RefusalCode): void;
  /** Somebody whose connection had ended is back. */
  cameBack(): void;
  reactionCounted(): void;
  /** Something threw that should not have. */
  bug(): void;
}

export const unheardHost: HostMeters = {
  ...unheard,
  saved: () => undefined,
  refused: () => undefined,
  cameBack: () => undefined,
  reactionCounted: () => undefined,
  bug: () => undefined,
};
