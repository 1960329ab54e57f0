// `pnpm backup` and `pnpm restore`, on the pinned Node:
//   backup <folder>
//   restore <folder> --into <CANOPY_DATA or DATABASE_URL>
// What is backed up is what a host with the same settings would use.
import path from 'node:path';
import { FolderInUse } from '../folder-hold.ts';
import type { Manifest } from './manifest.ts';
import { placeOf } from './place.ts';
import { BackupRefused, type Progress } from './refused.ts';
import { restoreBackup } from './restore-backup.ts';
import { takeBackup } from './take-backup.ts';

const USAGE = {
  backup: 'Say where to: pnpm backup <folder>',
  restore:
    'Say what and where to: pnpm restore <folder> --into <an empty folder, or postgres://… of an empty database>',
};
const SAY_EVERY_MS = 1_000;

const say = (sentence: string): void => void process.stdout.write(`canopy: ${sentence}\n`);

/** A line when a piece of work begins, each second while it goes on, and when it is done. */
function sayProgress(): Progress {
  let last = { line: '', at: -Infinity };
  return (what, share) => {
    const line = `${what}: ${String(Math.floor(share * 100))} %`;
    const now = performance.now();
    if (line === last.line || (share > 0 && share < 1 && now - last.at < SAY_EVERY_MS)) return;
    last = { line, at: now };
    say(line);
  };
}

const inWords = ({ canopy, takenAt, files }: Manifest): string => {
  const mebibytes = files.reduce((sum, { bytes }) => sum + bytes, 0) / 1024 / 1024;
  return `${mebibytes.toFixed(1)} MiB, Canopy ${canopy}, as of ${takenAt}`;
};

/** The folder a path given by hand means: `pnpm` runs this in the project, not where it was typed. */
const fromHere = (given: string): string => path.resolve(process.env.INIT_CWD ?? '.', given);

async function backup([folder, ...more]: string[]): Promise<void> {
  if (folder === undefined || more.length > 0) throw new BackupRefused(USAGE.backup);
  const { DATABASE_URL: url, CANOPY_DATA: data } = process.env;
  const from = placeOf(url || path.resolve(data || './data'));
  const to = fromHere(folder);
  const manifest = await takeBackup(from, to, sayProgress());
  say(`the backup is in ${to} (${inWords(manifest)}).`);
}

async function restore([folder, flag, target, ...more]: string[]): Promise<void> {
  if (folder === undefined || flag !== '--into' || target === undefined || more.length > 0)
    throw new BackupRefused(USAGE.restore);
  const into = placeOf(target);
  if (into.database === 'sqlite') into.folder = fromHere(into.folder);
  const manifest = await restoreBackup(fromHere(folder), into, sayProgress());
  say(`restored (${inWords(manifest)}).`);
  say(
    into.database === 'sqlite'
      ? `Start the host with CANOPY_DATA=${into.folder}.`
      : 'Start the hosts with DATABASE_URL naming that database.',
  );
}

const [command, ...args] = process.argv.slice(2);
try {
  if (command === 'backup') await backup(args);
  else if (command === 'restore') await restore(args);
  else throw new BackupRefused(`${USAGE.backup}\n${USAGE.restore}`);
} catch (error) {
  if (!(error instanceof BackupRefused || error instanceof FolderInUse)) throw error;
  process.stderr.write(`canopy: ${error.message}\n`);
  process.exitCode = 1;
}
