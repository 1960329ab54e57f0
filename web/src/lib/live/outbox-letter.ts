import type { Refusal, RefusalCode } from '@canopy/domain';
import type { CommandInput, Reply, SocketCommand } from '@canopy/protocol';

/** The commands that carry an intent id: applied once, however often they are sent. */
export type Intent = {
  [C in SocketCommand]: CommandInput<C> extends { intentId: string } ? C : never;
}[SocketCommand];

export type WithoutId<C extends Intent> = Omit<CommandInput<C>, 'intentId'>;

/** One thing a person did that the server has not acknowledged yet. */
export type Letter<C extends Intent = Intent> = {
  [K in C]: {
    intentId: string;
    command: K;
    input: CommandInput<K>;
    /** Null while it is on its way; kept, with its words, when the server said no. */
    refusal: Refusal | null;
  };
}[C];

export type Sent = <C extends Intent>(letter: Letter<C>, reply: Reply<C>) => void;

/** Refusals that time mends: sent again, never shown as a no. */
const PASSING: ReadonlySet<RefusalCode> = new Set(['slow-down', 'cannot-save', 'paused']);
/** A fault of ours may pass too, but one that does not must not hold up what comes after it. */
const FAULT_TRIES = 4;

export const willPass = (refusal: Refusal, tries: number): boolean =>
  PASSING.has(refusal.code) || (refusal.code === 'unexpected' && tries < FAULT_TRIES);

/** Two votes in one stage: only the newest choice counts, so an older one not yet on its way goes. */
export const replaces = (newer: Letter, older: Letter): boolean =>
  newer.command === 'ballot:cast' &&
  older.command === 'ballot:cast' &&
  newer.input.stageId === older.input.stageId &&
  newer.input.forSeat === older.input.forSeat;
