import { readdirSync } from 'node:fs';
import path from 'node:path';
import { installFromDebian, mayRun, onPath } from '../programs.mjs';
import { say, StepFailed } from '../say.mjs';

/** Debian keeps each version's programs to itself, off the PATH. */
const DEBIANS = '/usr/lib/postgresql';

function debianVersions() {
  try {
    return readdirSync(DEBIANS).sort((a, b) => Number(b) - Number(a));
  } catch {
    return [];
  }
}

/** The folder that holds `initdb` and `postgres`, the newest first. */
function postgresBin() {
  const folders = debianVersions().map((version) => path.join(DEBIANS, version, 'bin'));
  const linked = onPath('initdb');
  if (linked) folders.push(path.dirname(linked));
  return folders.find((folder) =>
    ['initdb', 'postgres'].every((p) => mayRun(path.join(folder, p))),
  );
}

// Debian's package makes a cluster of its own and starts it; nobody here wants one. Its settings file
// is written only where there is none yet, so a machine that already has Postgres keeps its ways.
const NO_CLUSTER = `
settings=/etc/postgresql-common/createcluster.conf
if [ ! -e $settings ]; then
  mkdir -p /etc/postgresql-common
  echo 'create_main_cluster = false' > $settings
fi`;

const present = () => ({ bin: postgresBin(), redis: onPath('redis-server') });

/**
 * Where Postgres and Redis are, installed first when they are missing and this machine allows it.
 * @returns {Promise<{ bin: string, redis: string }>} the folder of Postgres's programs; Redis's server
 */
export async function findServices() {
  let { bin, redis } = present();
  if (bin && redis) return { bin, redis };

  const missing = [bin ? undefined : 'postgresql', redis ? undefined : 'redis-server'].filter(
    Boolean,
  );
  const names = missing.join(' and ');
  say(`installing Debian's ${names} for the tests, where this is allowed`);
  if (!(await installFromDebian(missing, { before: NO_CLUSTER }))) {
    throw new StepFailed(
      `The tests need Postgres and Redis, and this user may not install them. Install them (Debian: apt-get install ${missing.join(' ')}), or name running ones in CANOPY_TEST_POSTGRES and CANOPY_TEST_REDIS.`,
    );
  }
  ({ bin, redis } = present());
  if (bin && redis) return { bin, redis };
  throw new StepFailed(`${names} could not be installed: apt-get says why above.`);
}
