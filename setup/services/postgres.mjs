import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { StepFailed } from '../say.mjs';
import { Service } from './service.mjs';

const USER = 'canopy';

/** Postgres will not run as root. Debian's package brings an account for it; `nobody` is everywhere. */
function account() {
  if (process.getuid?.() !== 0) return {};
  for (const name of ['postgres', 'nobody']) {
    const [uid, gid] = ['-u', '-g'].map((flag) => {
      const { status, stdout } = spawnSync('id', [flag, name], { encoding: 'utf8' });
      return status === 0 ? Number(stdout) : undefined;
    });
    if (uid !== undefined && gid !== undefined) return { uid, gid };
  }
  throw new StepFailed('Postgres does not run as root, and this machine has no account "nobody".');
}

/** The eighth line of this file is where Postgres tells its own tools that it takes connections. */
async function saysReady(data, pid) {
  try {
    const lines = readFileSync(path.join(data, 'postmaster.pid'), 'utf8').split('\n');
    return Number(lines[0]) === pid && lines[7]?.trim() === 'ready';
  } catch {
    return false;
  }
}

/**
 * A Postgres of our own, not started yet. It keeps its promises about the disk (fsync on): tests of
 * durability stand on it.
 * @param {string} bin the folder of its programs
 */
export function makePostgres(bin) {
  const as = account();
  const dataOf = (folder) => path.join(folder, 'data');
  return new Service({
    name: 'Postgres',
    scheme: 'postgres',
    user: `${USER}@`,
    path: '/postgres',
    program: path.join(bin, 'postgres'),
    account: as,
    quick: 'QUIT',
    async prepare(folder) {
      // Without a password: it listens on this machine alone and holds nothing but tests.
      const args = [
        '-D',
        dataOf(folder),
        '-U',
        USER,
        '--auth=trust',
        '--no-sync',
        '--no-instructions',
      ];
      const { status, stderr } = spawnSync(
        path.join(bin, 'initdb'),
        [...args, '--encoding=UTF8', '--locale=C'],
        { ...as, cwd: folder, encoding: 'utf8' },
      );
      if (status !== 0) throw new StepFailed(`initdb could not make a database: ${stderr.trim()}`);
    },
    args: (folder, port) =>
      ['-D', dataOf(folder), '-p', String(port)].concat(
        [
          'listen_addresses=127.0.0.1',
          'unix_socket_directories=',
          'max_connections=300',
          'shared_buffers=32MB',
        ].flatMap((setting) => ['-c', setting]),
      ),
    isReady: (folder, _port, pid) => saysReady(dataOf(folder), pid),
  });
}
