import { execFileSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** A data folder on which writing can be made impossible, and possible again. */
export type SmallDisk = {
  readonly folder: string;
  fill(pid: number): Promise<void>;
  free(pid: number): Promise<void>;
  remove(): Promise<void>;
};

const SIZE_MIB = 32;

const aFolder = (): Promise<string> => mkdtemp(path.join(tmpdir(), 'canopy-disk-'));

/** A file system of its own, which something else fills to the last byte. Needs the right to mount. */
export async function fullDisk(): Promise<SmallDisk> {
  const folder = await aFolder();
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${SIZE_MIB}m,mode=700`, 'canopy', folder]);
  const ballast = path.join(folder, 'ballast');
  return {
    folder,
    async fill() {
      const file = await open(ballast, 'a');
      try {
        for (const size of [1024 * 1024, 4096, 1]) while (await fits(file, size));
      } finally {
        await file.close();
      }
    },
    free: () => rm(ballast),
    async remove() {
      execFileSync('umount', ['--lazy', folder]);
      await rm(folder, { recursive: true });
    },
  };
}

async function fits(file: Awaited<ReturnType<typeof open>>, size: number): Promise<boolean> {
  try {
    return (await file.write(Buffer.alloc(size))).bytesWritten === size;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOSPC') return false;
    throw error;
  }
}

/** An allowance that is used up: the files of this process may not grow. Needs no rights. */
export async function spentAllowance(): Promise<SmallDisk> {
  const folder = await aFolder();
  const allow = (pid: number, bytes: string): void =>
    void execFileSync('prlimit', [`--pid=${pid}`, `--fsize=${bytes}:`]);
  return {
    folder,
    async fill(pid) {
      // The write-ahead log is what grows with every word.
      allow(pid, String(statSync(path.join(folder, 'canopy.db-wal')).size));
    },
    free: async (pid) => allow(pid, 'unlimited'),
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

/** Both ways, where this machine allows both. */
export function smallDisks(): [name: string, make: () => Promise<SmallDisk>][] {
  const allowance: [string, () => Promise<SmallDisk>] = ['an allowance that is spent', spentAllowance]; // prettier-ignore
  return mayMount() ? [['a full disk', fullDisk], allowance] : [allowance];
}

function mayMount(): boolean {
  try {
    execFileSync('unshare', ['--mount', 'mount', '-t', 'tmpfs', 'canopy', tmpdir()], {
      stdio: 'ignore',
    });
    return process.getuid?.() === 0;
  } catch {
    return false;
  }
}
