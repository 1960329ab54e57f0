import type { Refusal, RefusalCode } from '@canopy/domain';
import type { CommandInput, SocketCommand } from '@canopy/protocol';

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

/** With what the server answered to that command. */
export type Sent = (letter: Letter, reply: object) => void;

/** Refusals that time mends: sent again, never shown as a no. */
const PASSING: ReadonlySet<RefusalCode> = new Set(['slow-down', 'cannot-save', 'paused']);
/** A fault of ours may pass too, but one that does not must not hold up what comes after it. */
const FAULT_TRIES = 4;

export const willPass = (refusal: Refusal, faults: number): boolean =>
  PASSING.has(refusal.code) || (refusal.code === 'unexpected' && faults < FAULT_TRIES);

/** Two votes in one stage: only the newest choice counts, so an older one not yet on its way goes. */
export const replaces = (newer: Letter, older: Letter): boolean =>
  newer.command === 'ballot:cast' &&
  older.command === 'ballot:cast' &&
  newer.input.stageId === older.input.stageId &&
  newer.input.forSeat === older.input.forSeat;

/**
 * What a letter changes and what it only needs to find there. Null = the shape of the whole board,
 * or the deed that was last.
 */
function touched({ command, input }: Letter): { changes: string[]; needs: string[] } | null {
  switch (command) {
    case 'leaf:place':
      return { changes: [input.leafId ?? input.intentId], needs: idsOf(input.branchId) };
    case 'leaf:move':
      return { changes: [input.leafId], needs: idsOf(input.branchId, input.before) };
    case 'leaf:edit':
    case 'leaf:withdraw':
    case 'leaf:remove':
      return { changes: [input.leafId], needs: [] };
    case 'ballot:cast':
    case 'check-in:answer':
      return { changes: [input.stageId], needs: [] };
    case 'ask:raise':
      return { changes: [input.ask], needs: [] };
    default:
      return null;
  }
}
const idsOf = (...ids: (string | null)[]): string[] => ids.filter((id) => id !== null);

/**
 * Whether `later` may be on its way while `earlier` is not yet answered. Only when neither needs what
 * the other changes: then it does not matter which of the two is refused, lost, or asked to wait.
 */
export function mayTravelWith(later: Letter, earlier: Letter): boolean {
  const [one, other] = [touched(later), touched(earlier)];
  if (one === null || other === null) return false;
  const all = [...other.changes, ...other.needs];
  return (
    !one.changes.some((id) => all.includes(id)) &&
    !one.needs.some((id) => other.changes.includes(id))
  );
}

/** Whether `letter` is about the leaf that `place` was to bring, and so has nothing to act on without it. */
export const isAbout = (letter: Letter, place: Letter<'leaf:place'>): boolean =>
  letter.command !== 'leaf:place' &&
  'leafId' in letter.input &&
  letter.input.leafId === place.input.leafId;

/**
 * What becomes of a leaf that has not left this phone when its writer says something else about it:
 * other words replace the first ones, and taken back it never leaves at all. Null = no such thing.
 */
export function beforeItLeft(
  place: Letter<'leaf:place'>,
  newer: Letter,
): Letter<'leaf:place'> | 'gone' | null {
  if (!isAbout(newer, place)) return null;
  if (newer.command === 'leaf:withdraw') return 'gone';
  if (newer.command !== 'leaf:edit') return null;
  const { kind, content } = newer.input;
  return { ...place, input: { ...place.input, leaf: { ...place.input.leaf, kind, content } } };
}
