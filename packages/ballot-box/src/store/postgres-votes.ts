import { areSame } from '@canopy/passes';
import type { BallotAnswer, SealedBallot, StoredVote, Votes } from './box-store.ts';
import type { Ask, Line } from './postgres-line.ts';
import { indexTable, makeTable } from './postgres-tables.ts';
import { tableOf } from './table-of.ts';
import { whatStands } from './what-stands.ts';

/** `written` is told when a ballot was written. */
export function openPostgresVotes(line: Line, written: (id: string) => void): Votes {
  return {
    open: ({ id, key, rules }) =>
      line.inOne(async (ask) => {
        const table = tableOf('ballot', id);
        const there = await findIn(ask, id);
        if (there !== null) {
          const same = there.state === 'open' && areSame(there.key, key) && there.rules === rules;
          return same ? 'opened' : 'different';
        }
        await ask("insert into vote (id, key, rules, state) values ($1, $2, $3, 'open')", [id, key, rules]); // prettier-ignore
        await makeTable(ask, 'ballot', table);
        await indexTable(ask, 'ballot', table);
        return 'opened';
      }),
    find: (id) => line.reading((ask) => findIn(ask, id)),
    seal: async (id, ballots) => {
      const answers = await line.inOne((ask) => sealIn(ask, id, ballots));
      written(id);
      return answers;
    },
    countSealed: (id) =>
      line.reading(async (ask) => {
        const vote = await findIn(ask, id);
        if (vote === null || vote.state === 'counted') return 0;
        const [row] = await ask<{ n: number }>(`select count(*)::int as n from ${tableOf('ballot', id)}`); // prettier-ignore
        return row?.n ?? 0;
      }),
    stop: (id) =>
      line.inOne(async (ask) => {
        const vote = await findIn(ask, id);
        if (vote?.state === 'open') await ask("update vote set state = 'stopped' where id = $1", [id]); // prettier-ignore
        return vote !== null;
      }),
    count: (id, tally) =>
      line.inOne(async (ask) => {
        const vote = await findIn(ask, id);
        if (vote === null || vote.state === 'counted') return vote?.result ?? null;
        const table = tableOf('ballot', id);
        const all = await ask<SealedBallot>(`select pass, version, choice, code from ${table} order by pass`); // prettier-ignore
        const result = tally(all);
        await ask(`drop table ${table}`);
        await ask("update vote set state = 'counted', result = $2 where id = $1", [id, result]);
        return result;
      }),
    settle: (ids, join) =>
      line.inOne(async (ask) => {
        const votes: (StoredVote | null)[] = [];
        for (const id of ids) votes.push(await findIn(ask, id));
        if (!votes.every((vote) => vote?.state === 'counted')) return false;
        const joined = join(votes.map((vote) => vote?.result ?? ''));
        for (const [i, id] of ids.entries())
          await ask('update vote set result = $2 where id = $1', [id, joined[i] ?? null]);
        return true;
      }),
    forget: (id) =>
      line.inOne(async (ask) => {
        await ask(`drop table if exists ${tableOf('ballot', id)}`);
        await ask('delete from vote where id = $1', [id]);
      }),
  };
}

async function findIn(ask: Ask, id: string): Promise<StoredVote | null> {
  const [vote] = await ask<StoredVote>('select id, key, rules, state, result from vote where id = $1', [id]); // prettier-ignore
  return vote ?? null;
}

const hex = (pass: Uint8Array): string => Buffer.from(pass).toString('hex');

/** Two statements for however many ballots: a room that votes at once waits for one disk. */
async function sealIn(
  ask: Ask,
  id: string,
  ballots: readonly SealedBallot[],
): Promise<BallotAnswer[]> {
  if ((await findIn(ask, id))?.state !== 'open') return ballots.map(() => 'not-open');
  const table = tableOf('ballot', id);
  const passes = ballots.map(({ pass }) => Buffer.from(pass));
  const rows = await ask<SealedBallot>(`select pass, version, choice, code from ${table} where pass = any($1)`, [passes]); // prettier-ignore
  const standing = new Map(rows.map((row) => [hex(row.pass), row]));
  const fresh = new Map<string, SealedBallot>();
  const answers = ballots.map((ballot) => {
    const { put, answer } = whatStands(standing.get(hex(ballot.pass)), ballot);
    if (put) {
      standing.set(hex(ballot.pass), ballot);
      fresh.set(hex(ballot.pass), ballot);
    }
    return answer;
  });
  const puts = [...fresh].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, ballot]) => ballot);
  if (puts.length > 0)
    await ask(
      `insert into ${table} (pass, version, choice, code)
       select * from unnest($1::bytea[], $2::integer[], $3::text[], $4::text[])
       on conflict (pass) do update set
         version = excluded.version, choice = excluded.choice, code = excluded.code`,
      [
        puts.map(({ pass }) => Buffer.from(pass)),
        puts.map(({ version }) => version),
        puts.map(({ choice }) => choice),
        puts.map(({ code }) => code),
      ],
    );
  return answers;
}
