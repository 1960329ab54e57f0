import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { createClient } from 'redis';
import { Client } from 'pg';
import { ownPostgres, ownRedis } from '../../support/services.ts';
import { cpuOf } from '../machine.ts';
import type { Plan, Prepared } from '../prepare/plan.ts';
import { preparedData, preparedIn } from '../prepare/prepared.ts';

/** What has been used so far, by what stands under a host. */
export type Used = {
  diskBytes: number;
  databaseMs: number;
  writtenBytes: number;
  busMs: number;
  busBytes: number;
};

/** Where a host keeps what it is told: a file, or servers it shares with other hosts. */
export type Ground = {
  dataDir: string;
  prepared: Prepared;
  env: Readonly<Record<string, string>>;
  used(): Promise<Used>;
  remove(): Promise<void>;
};

export async function ownFile(plan: Plan): Promise<Ground> {
  const { dataDir, prepared, remove } = await preparedData(plan);
  const used = (): Promise<Used> =>
    Promise.resolve({
      diskBytes: sizeOf(dataDir),
      databaseMs: 0,
      writtenBytes: 0,
      busMs: 0,
      busBytes: 0,
    });
  return { dataDir, prepared, env: {}, used, remove };
}

/** Postgres and Redis of its own, with their promises about the disk kept. */
export async function sharedServers(plan: Plan): Promise<Ground> {
  const [postgres, redis] = await Promise.all([ownPostgres(), ownRedis()]);
  const { dataDir, prepared, remove } = await preparedIn(postgres.url, plan);
  const database = new Client(postgres.url);
  const bus = createClient({ url: redis.url });
  await Promise.all([database.connect(), bus.connect()]);
  const [databasePid, busPid] = [listening(postgres.port), listening(redis.port)];
  return {
    dataDir,
    prepared,
    env: { DATABASE_URL: postgres.url, REDIS_URL: redis.url },
    async used() {
      const { rows } = await database.query<{ disk: string; written: string }>(
        `select pg_database_size(current_database()) as disk,
                pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0') as written`,
      );
      const stats = await bus.info('stats');
      return {
        diskBytes: Number(rows[0]?.disk),
        databaseMs: cpuOf(databasePid) + childrenOf(databasePid).reduce(cpuSum, 0),
        writtenBytes: Number(rows[0]?.written),
        busMs: cpuOf(busPid),
        busBytes: Number(/total_net_input_bytes:(\d+)/.exec(stats)?.[1]),
      };
    },
    async remove() {
      await database.end();
      bus.destroy();
      await Promise.all([postgres.stop(), redis.stop(), remove()]);
    },
  };
}

const cpuSum = (sum: number, pid: number): number => sum + cpuOf(pid);

const pids = (): number[] =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number);

/** What a process tells about itself; empty when it has ended meanwhile. */
function told(pid: number, file: 'cmdline' | 'stat'): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'latin1');
  } catch {
    return '';
  }
}

/** The server that was told this port when it was started. Servers may rename themselves: any spelling. */
function listening(port: number): number {
  const named = new RegExp(`(^|[\\0: ])${port}(\\0| |$)`);
  const server = /^[^\0]*(postgres|redis-server)/;
  const found = pids().find((pid) => {
    const line = told(pid, 'cmdline');
    return server.test(line) && named.test(line);
  });
  if (found === undefined) throw new Error(`no server listens on ${port}`);
  return found;
}

const childrenOf = (parent: number): number[] =>
  pids().filter((pid) => {
    const stat = told(pid, 'stat');
    return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]) === parent;
  });

const sizeOf = (folder: string): number =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    // Not the log beside the database, which is used again and again and given back at a stop.
    .filter((entry) => entry.isFile() && !/-(wal|shm)$/.test(entry.name))
    .reduce((sum, { parentPath, name }) => sum + statSync(path.join(parentPath, name)).size, 0);
