import process from 'node:process';
import { buildBox } from './box.ts';
import { placeOf } from './faults.ts';
import { readSettings, type Settings } from './settings.ts';
import { openBoxStore } from './store/open-box-store.ts';
import { StoreAway, UnfitDatabase } from './store/store-away.ts';

/** The life of the process is all that is ever said: no line is written because somebody sent something. */
const say = (event: string, more: object = {}): void => {
  process.stdout.write(`${JSON.stringify({ event, ...more })}\n`);
};

const stop = (sentences: readonly string[]): void => {
  for (const one of sentences) process.stderr.write(`The ballot box did not start: ${one}\n`);
  process.exitCode = 1;
};

export async function start(): Promise<void> {
  // Node's own way of dying prints the message, which may hold what somebody sent.
  const crash = (error: unknown): void => {
    say('box:crashed', { where: placeOf(error) });
    process.exit(1);
  };
  process.on('uncaughtException', crash);
  process.on('unhandledRejection', crash);
  const read = readSettings(process.env);
  if (read.ok) await serve(read.settings);
  else stop(read.sentences);
}

async function serve(settings: Settings): Promise<void> {
  const { people, app, place, secret, origins, endsWithParent } = settings;
  try {
    const store = await openBoxStore(place);
    const box = buildBox({ store, origins, secret });
    const ports = await box.listen(people, app);
    let ending = false;
    const end = (): void => {
      if (ending) return;
      ending = true;
      const said = (): never => {
        say('box:stopped');
        process.exit(0);
      };
      box.close().then(said, said);
    };
    process.on('SIGTERM', end);
    process.on('SIGINT', end);
    // A parent that is killed closes the pipe without a word.
    if (endsWithParent) process.stdin.on('end', end).on('error', end).resume();
    say('box:ready', { people: ports.people, app: ports.app });
  } catch (error) {
    const sentence = whyNot(error);
    if (sentence === null) throw error;
    stop([sentence]);
    process.exit(1);
  }
}

function whyNot(error: unknown): string | null {
  if (error instanceof UnfitDatabase) return error.message;
  if (error instanceof StoreAway)
    return 'the database in CANOPY_BOX_DATABASE cannot be reached; is it running?';
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === 'EADDRINUSE')
    return 'another program listens where CANOPY_BOX_LISTEN or CANOPY_BOX_APP says; stop it or change them.';
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND')
    return 'this machine has no such address as CANOPY_BOX_LISTEN or CANOPY_BOX_APP says.';
  if (code === 'SQLITE_BUSY') return 'another ballot box uses the folder in CANOPY_BOX_DATA.';
  if (code === 'SQLITE_CORRUPT' || code === 'SQLITE_NOTADB')
    return 'the file in CANOPY_BOX_DATA is damaged, or is not a ballot box’s.';
  if (['EACCES', 'EROFS', 'EPERM', 'ENOTDIR', 'EEXIST', 'SQLITE_CANTOPEN', 'SQLITE_READONLY'].includes(code))
    return 'the folder in CANOPY_BOX_DATA cannot be written.'; // prettier-ignore
  return null;
}
