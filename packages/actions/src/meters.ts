/**
 * Told how the work goes, in numbers and nothing else: never who, where or what was said. Called in
 * the middle of the work, so it must not throw and must not wait.
 */
export interface Meters {
  /** One database transaction is on the disk, with so many commands in it. */
  committed(commands: number): void;
  /** Committed changes are on their way to everybody who reads that board, so long after the commit. */
  broadcast(afterMs: number): void;
  /** A board was written whole. */
  snapshotWritten(): void;
}

/** For a house whose numbers nobody reads. */
export const unheard: Meters = {
  committed: () => undefined,
  broadcast: () => undefined,
  snapshotWritten: () => undefined,
};
