import type { PostgresPool, PostgresPoolClient, PostgresQueryResult } from 'kysely';
import { DatabaseError, Pool, TypeOverrides, types, type PoolClient } from 'pg';
import { isStaleName, StatementNames } from './statement-names.ts';
import { StorageAway } from './storage-fault.ts';

/** What is waited for and how long, in milliseconds. 0 = as long as it takes. */
export type Limits = {
  /** Per host. Nine hosts stay within a Postgres as it comes from its maker, which takes 100. */
  connections: number;
  connectMs: number;
  /** Waiting for a turn is a statement too, so no turn is waited for longer than this. */
  statementMs: number;
  /** A host that froze inside a transaction holds up its turn for everybody: not for longer than this. */
  idleInsideMs: number;
  /**
   * Longer than the server's own limit for a statement, so it strikes only when nothing comes back at
   * all: a network that swallows everything would otherwise hold a turn for a quarter of an hour.
   */
  silenceMs: number;
};

export const EVERYDAY: Limits = {
  connections: 10,
  connectMs: 5_000,
  statementMs: 10_000,
  idleInsideMs: 15_000,
  silenceMs: 15_000,
};

/** For bringing the tables into shape, which may take its time. */
export const PATIENT: Limits = {
  connections: 1,
  connectMs: 5_000,
  statementMs: 0,
  idleInsideMs: 0,
  silenceMs: 0,
};

/** After these Postgres hangs up: connection trouble, an operator's stop, too long idle inside. */
const GOODBYE = /^(08...|57P0.|25P03)$/;

const BEGINS = /^(begin|start transaction)\b/;
const ENDS = /^(commit|rollback)$/;

/** Times and counters come as numbers; one that a number cannot hold exactly is a bug, not a rounding. */
const parsers = new TypeOverrides();
parsers.setTypeParser(types.builtins.INT8, (text) => {
  const number = Number(text);
  if (!Number.isSafeInteger(number)) throw new Error('a stored number is too large to be exact');
  return number;
});

/** Connections to Postgres, a few and used again. */
export function openPool(url: string, limits: Limits): PostgresPool {
  const pool = new Pool({
    connectionString: url,
    application_name: 'canopy',
    max: limits.connections,
    connectionTimeoutMillis: limits.connectMs,
    statement_timeout: limits.statementMs,
    idle_in_transaction_session_timeout: limits.idleInsideMs,
    keepAlive: true,
    pipeline: true,
    types: parsers,
  });
  const names = new StatementNames();
  // A connection that breaks says so as an event, and an 'error' nobody hears ends the process. Who
  // uses the connection is told by its own query; the pool makes a new one for the next.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));

  return {
    options: {},
    async connect() {
      try {
        return watched(await pool.connect(), limits.silenceMs, names);
      } catch (error) {
        throw error instanceof DatabaseError ? error : new StorageAway(error);
      }
    },
    end: () => pool.end(),
  };
}

/**
 * Once a connection has failed it is closed and not given to anybody else. That a transaction begins is
 * not waited for: it answers nothing, and is on its way together with the first thing asked inside.
 */
function watched(client: PoolClient, silenceMs: number, names: StatementNames): PostgresPoolClient {
  let broken: Error | undefined;
  let spoilt = false;
  let inside = false;
  let beginning: Promise<unknown> | null = null;

  const send = <R>(text: string, values: unknown[], name: string | undefined) =>
    within(
      silenceMs,
      client.query<R & object>(name === undefined ? { text, values } : { text, values, name }),
    );
  const ask = async <R>(text: string, values: unknown[]) => {
    const name = names.of(text);
    try {
      return await send<R>(text, values, name);
    } catch (error) {
      if (name === undefined || !isStaleName(error)) throw error;
      spoilt = true;
      names.failed(error);
      // A transaction is lost with the first statement in it that fails: it has to begin anew.
      if (inside) throw new StorageAway(error);
      return send<R>(text, values, undefined);
    }
  };
  const query = async <R>(
    text: string,
    parameters: readonly unknown[],
  ): Promise<PostgresQueryResult<R>> => {
    if (broken !== undefined) throw broken;
    try {
      if (BEGINS.test(text)) {
        inside = true;
        beginning = send(text, [], undefined);
        beginning.catch(() => undefined);
        return { command: 'SELECT', rowCount: 0, rows: [] };
      }
      const begun = beginning;
      beginning = null;
      const asked = ask<R>(text, parameters.map(storable));
      if (begun !== null) await Promise.all([begun, asked]);
      const { command, rowCount, rows } = await asked;
      if (ENDS.test(text)) inside = false;
      return {
        command: command as PostgresQueryResult<R>['command'],
        rowCount: rowCount ?? 0,
        rows,
      };
    } catch (error) {
      // A refusal in Postgres's own words leaves a working connection; anything else does not.
      if (error instanceof DatabaseError && !GOODBYE.test(error.code ?? '')) throw error;
      broken =
        error instanceof DatabaseError || error instanceof StorageAway
          ? error
          : new StorageAway(error);
      throw broken;
    }
  };
  return {
    // Kysely would also ask for cursors, which nothing here reads by.
    query: query as PostgresPoolClient['query'],
    release: (destroy) => client.release(destroy === true || spoilt || broken !== undefined),
  };
}

/** The one character Postgres cannot keep in a text. Nothing can be found by it, and nothing breaks on it. */
const storable = (value: unknown): unknown =>
  typeof value === 'string' && value.includes('\0') ? value.replaceAll('\0', '\uFFFD') : value;

async function within<T>(ms: number, work: Promise<T>): Promise<T> {
  if (ms === 0) return work;
  const silence = Promise.withResolvers<never>();
  const timer = setTimeout(() => silence.reject(new Error('no answer')), ms);
  try {
    return await Promise.race([work, silence.promise]);
  } finally {
    clearTimeout(timer);
  }
}
