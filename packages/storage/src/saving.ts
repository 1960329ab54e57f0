import { whyNotSaved, type NotSaving } from './not-saved.ts';
import type { Store } from './ports/store.ts';

const TRY_EVERY_MS = 1_000;

export type SavingWatch = {
  /** The smallest thing that is really written and changes nothing. Rejects when it cannot be. */
  probe: () => Promise<unknown>;
  /** Told when saving begins to fail, with the reason, and when it works again (null). */
  onChange?: ((why: NotSaving | null) => void) | undefined;
  now?: () => number;
};

/**
 * A store that knows whether it can save. It learns from every transaction and writes nothing to find
 * out while all is well; once one has failed it tries for itself when asked, at most once a second, so
 * a host that is sent nobody because of it heals too.
 */
export function watchSaving(store: Store, watch: SavingWatch): Store {
  const now = watch.now ?? (() => performance.now());
  let why: NotSaving | null = null;
  let triedAt = 0;
  let trying: Promise<void> | null = null;

  const settle = (found: NotSaving | null): void => {
    if (found === why) return;
    why = found;
    triedAt = now();
    watch.onChange?.(found);
  };
  const tryAgain = async (): Promise<void> => {
    triedAt = now();
    try {
      await watch.probe();
      settle(null);
    } catch (error) {
      settle(whyNotSaved(error) ?? why);
    }
  };

  return {
    ...store,
    async transaction(work, turn) {
      try {
        const done = await store.transaction(work, turn);
        settle(null);
        return done;
      } catch (error) {
        const reason = whyNotSaved(error);
        if (reason !== null) settle(reason);
        throw error;
      }
    },
    async notSaving() {
      if (why !== null && now() - triedAt >= TRY_EVERY_MS)
        trying ??= tryAgain().finally(() => (trying = null));
      await trying;
      return why;
    },
  };
}
