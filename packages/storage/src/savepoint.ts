import { tell } from './prepared.ts';
import type { Executor } from './row.ts';

/** What is to become of one transaction. `lost`: why nothing of it may be kept any more. */
export type Fate = { lost: { why: unknown } | null };

/**
 * Runs `work` under a savepoint: a throw goes back to it and is thrown on. When not even that can be
 * done (the connection broke, or SQLite met a full disk and rolled everything back by itself), the
 * whole transaction is lost: later savepoints throw, and who would commit asks `fate` first.
 */
export async function underSavepoint<T>(
  tx: Executor,
  fate: Fate,
  depth: number,
  work: () => Promise<T>,
): Promise<T> {
  refuseLost(fate);
  const name = `attempt_${String(depth)}`;
  await tell(tx, `savepoint ${name}`);
  try {
    const done = await work();
    await tell(tx, `release savepoint ${name}`);
    return done;
  } catch (error) {
    try {
      await tell(tx, `rollback to savepoint ${name}`);
      await tell(tx, `release savepoint ${name}`);
    } catch {
      fate.lost = { why: error };
    }
    throw error;
  }
}

export function refuseLost(fate: Fate): void {
  if (fate.lost !== null) throw fate.lost.why;
}
