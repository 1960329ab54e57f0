import { Client, DatabaseError } from 'pg';
import { StoreAway, UnfitDatabase } from './store-away.ts';

/** One statement; `rows` as its caller knows them. */
export type Ask = <Row>(statement: string, values?: readonly unknown[]) => Promise<Row[]>;

export type Line = {
  /** A transaction. Each is finished before another begins. */
  inOne<T>(work: (ask: Ask) => Promise<T>): Promise<T>;
  /** Without a transaction, for reading. */
  reading<T>(work: (ask: Ask) => Promise<T>): Promise<T>;
  /** Statements that Postgres takes outside of transactions only. */
  outside(...statements: string[]): Promise<void>;
  close(): Promise<void>;
};

/** Trouble with the connection, no room, an operator's stop, the disk. */
const AWAY = /^(08|53|57|58)/;
const LOCK = 0x0b0c5;
const LOCK_WITHIN_MS = 10_000;
const AGAIN_MS = 200;

/**
 * One connection, which holds a lock for as long as it lives: two boxes would each believe in their own
 * last call. It is made anew when it broke, at the next thing asked. Throws `StoreAway`; or
 * `UnfitDatabase` when another box has the database, or the account is none of its.
 */
export function openLine(url: string): Line {
  let client: Client | null = null;
  let last: Promise<unknown> = Promise.resolve();

  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const turn = last.then(work, work);
    last = turn.catch(() => undefined);
    return turn;
  };
  const lose = (broken: Client): void => {
    if (client === broken) client = null;
    broken.end().catch(() => undefined);
  };

  const connected = async (): Promise<Client> => {
    if (client !== null) return client;
    const fresh = new Client({
      connectionString: url,
      application_name: 'canopy-ballot-box',
      connectionTimeoutMillis: 5_000,
      query_timeout: 15_000,
      keepAlive: true,
    });
    // An 'error' that nobody hears ends the process.
    fresh.on('error', () => {
      lose(fresh);
    });
    try {
      await fresh.connect();
      await takeLock(fresh);
    } catch (error) {
      lose(fresh);
      throw error instanceof UnfitDatabase ? error : whyNot(error);
    }
    return (client = fresh);
  };

  const asking =
    (on: Client): Ask =>
    async <Row>(statement: string, values: readonly unknown[] = []) => {
      try {
        return (await on.query(statement, [...values])).rows as Row[];
      } catch (error) {
        // A refusal in Postgres's own words leaves a working connection; anything else does not.
        if (error instanceof DatabaseError && !AWAY.test(error.code ?? '')) throw error;
        lose(on);
        throw new StoreAway(error);
      }
    };

  return {
    inOne: (work) =>
      inTurn(async () => {
        const ask = asking(await connected());
        await ask('begin');
        try {
          const done = await work(ask);
          await ask('commit');
          return done;
        } catch (error) {
          if (!(error instanceof StoreAway)) await ask('rollback');
          throw error;
        }
      }),
    reading: (work) => inTurn(async () => work(asking(await connected()))),
    outside: (...statements) =>
      inTurn(async () => {
        const ask = asking(await connected());
        for (const statement of statements) await ask(statement);
      }),
    close: () =>
      inTurn(async () => {
        const open = client;
        client = null;
        await open?.end();
      }),
  };
}

/** A box that was killed a moment ago may hold it still, until the database notices. */
async function takeLock(on: Client): Promise<void> {
  const until = performance.now() + LOCK_WITHIN_MS;
  for (;;) {
    const { rows } = await on.query<{ mine: boolean }>(
      'select pg_try_advisory_lock($1::bigint) as mine',
      [LOCK],
    );
    if (rows[0]?.mine === true) return;
    if (performance.now() > until)
      throw new UnfitDatabase('another ballot box uses the database in CANOPY_BOX_DATABASE.');
    await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
  }
}

function whyNot(error: unknown): Error {
  const code = error instanceof DatabaseError ? (error.code ?? '') : '';
  if (code.startsWith('28'))
    return new UnfitDatabase('the database does not know the account in CANOPY_BOX_DATABASE.');
  if (code === '3D000')
    return new UnfitDatabase('there is no database of the name in CANOPY_BOX_DATABASE.');
  if (code === '42501')
    return new UnfitDatabase('the account in CANOPY_BOX_DATABASE may not use that database.');
  return new StoreAway(error);
}
