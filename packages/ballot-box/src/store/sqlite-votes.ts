import type { Database } from 'better-sqlite3';
import { areSame } from '@canopy/passes';
import type { BallotAnswer, SealedBallot, StoredVote, Votes } from './box-store.ts';
import { tableOf } from './table-of.ts';
import { whatStands } from './what-stands.ts';

/**
 * better-sqlite3 works while one waits, so each of these is finished before another begins. `written`
 * is told when a ballot was written.
 */
export function openVotes(database: Database, written: () => void): Votes {
  const find = (id: string): StoredVote | null =>
    (database.prepare('select id, key, rules, state, result from vote where id = ?').get(id) as
      StoredVote | undefined) ?? null;
  const sealed = (id: string): SealedBallot[] =>
    database
      .prepare(`select pass, version, choice, code from ${tableOf('ballot', id)} order by pass`)
      .all() as SealedBallot[];
  const set = (id: string, state: StoredVote['state'], result: string | null): void => {
    database.prepare('update vote set state = ?, result = ? where id = ?').run(state, result, id);
  };

  const open = database.transaction((id: string, key: Uint8Array, rules: string) => {
    const there = find(id);
    if (there !== null) {
      const same = there.state === 'open' && areSame(there.key, key) && there.rules === rules;
      return same ? 'opened' : 'different';
    }
    database
      .prepare("insert into vote (id, key, rules, state, result) values (?, ?, ?, 'open', null)")
      .run(id, key, rules);
    database.exec(`create table ${tableOf('ballot', id)} (
      pass blob primary key not null, version integer not null,
      choice text not null, code text not null) without rowid`);
    return 'opened';
  });

  const sealAll = database.transaction((id: string, ballots: readonly SealedBallot[]) => {
    if (find(id)?.state !== 'open') return ballots.map((): BallotAnswer => 'not-open');
    const table = tableOf('ballot', id);
    const before = database.prepare(`select version, choice, code from ${table} where pass = ?`);
    const put = database.prepare(`insert into ${table} (pass, version, choice, code)
      values (?, ?, ?, ?) on conflict (pass) do update set
      version = excluded.version, choice = excluded.choice, code = excluded.code`);
    return ballots.map((ballot): BallotAnswer => {
      const there = before.get(ballot.pass) as Omit<SealedBallot, 'pass'> | undefined;
      const { put: isNew, answer } = whatStands(there, ballot);
      if (isNew) put.run(ballot.pass, ballot.version, ballot.choice, ballot.code);
      return answer;
    });
  });

  const count = database.transaction((id: string, tally: (ballots: SealedBallot[]) => string) => {
    const vote = find(id);
    if (vote === null || vote.state === 'counted') return vote?.result ?? null;
    const result = tally(sealed(id));
    database.exec(`drop table ${tableOf('ballot', id)}`);
    set(id, 'counted', result);
    return result;
  });

  const settle = database.transaction(
    (ids: readonly string[], join: (results: string[]) => string[]) => {
      const votes = ids.map(find);
      if (!votes.every((vote) => vote?.state === 'counted')) return false;
      const joined = join(votes.map((vote) => vote?.result ?? ''));
      ids.forEach((id, i) => {
        set(id, 'counted', joined[i] ?? null);
      });
      return true;
    },
  );

  const forget = database.transaction((id: string) => {
    database.exec(`drop table if exists ${tableOf('ballot', id)}`);
    database.prepare('delete from vote where id = ?').run(id);
  });

  return {
    open: async ({ id, key, rules }) => open(id, key, rules),
    find: async (id) => find(id),
    seal: async (id, ballots) => {
      const answers = sealAll(id, ballots);
      written();
      return answers;
    },
    countSealed: async (id) => (find(id)?.state === 'counted' ? 0 : numberIn(id)),
    stop: async (id) => {
      const vote = find(id);
      if (vote?.state === 'open') set(id, 'stopped', null);
      return vote !== null;
    },
    count: async (id, tally) => count(id, tally),
    settle: async (ids, join) => settle(ids, join),
    forget: async (id) => {
      forget(id);
    },
  };

  function numberIn(id: string): number {
    if (find(id) === null) return 0;
    const { n } = database.prepare(`select count(*) as n from ${tableOf('ballot', id)}`).get() as {
      n: number;
    };
    return n;
  }
}
