import type { Database } from 'better-sqlite3';

const TIDY_WITHIN_MS = 500;

/**
 * A table sorts its rows by key, but the bytes of a page lie in the order in which they were written,
 * and what was overwritten lies about in free pages. So soon after each change the file is written
 * anew, in the order of the keys and with nothing else in it.
 */
export function tidyLater(database: Database): { soon: () => void; now: () => void } {
  let timer: NodeJS.Timeout | null = null;
  const now = (): void => {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    database.exec('vacuum');
  };
  const soon = (): void => {
    timer ??= setTimeout(() => {
      try {
        now();
      } catch {
        // A full disk holds the rows as they are. The next change tries again, and so does a start.
      }
    }, TIDY_WITHIN_MS).unref();
  };
  return { soon, now };
}
