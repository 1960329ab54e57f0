import { FolderInUse, NewerDatabase, UnusableDatabase, UnreadableDatabase } from '@canopy/storage';
import type { Config } from './config.ts';

type Faced = Pick<Config, 'port' | 'dataDir' | 'metrics'>;

/**
 * Why the host did not start, as a sentence that names the setting to look at. Null = nothing that
 * whoever started it could mend: a bug.
 */
export function whyNotStarted(error: unknown, { port, dataDir, metrics }: Faced): string | null {
  if (error instanceof UnreadableDatabase || error instanceof NewerDatabase) return error.message;
  if (error instanceof UnusableDatabase)
    return `${error.message} DATABASE_URL says where it is and who asks.`;
  if (error instanceof FolderInUse)
    return `another Canopy is running on CANOPY_DATA (${dataDir}), and two would overwrite each other’s work; stop it, or name another folder.`;
  if (!(error instanceof Error)) return null;
  switch (Reflect.get(error, 'code')) {
    case 'EADDRINUSE': {
      const isMetrics = metrics !== null && Reflect.get(error, 'port') === metrics.port;
      return isMetrics
        ? `port ${metrics.port} is in use; name another in CANOPY_METRICS.`
        : `port ${port} is in use; name another in PORT.`;
    }
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return 'this machine has no such address to listen on; CANOPY_HOST and CANOPY_METRICS name them.';
    case 'EEXIST':
    case 'ENOTDIR':
    case 'ENOENT':
      return `CANOPY_DATA (${dataDir}) is not a folder, and cannot become one.`;
    case 'EACCES':
    case 'EROFS':
      return `CANOPY_DATA (${dataDir}) or port ${port} may not be used by this account.`;
    default:
      return null;
  }
}
