import { areSame } from '@canopy/passes';
import type { HandedOutLeaf, Stages, StoredStage } from './box-store.ts';
import type { Ask, Line } from './postgres-line.ts';
import { indexTable, makeTable } from './postgres-tables.ts';
import { tableOf } from './table-of.ts';

/** As in `sqlite-stages.ts`: what waits for a batch or is in one, has left, or is gone for good. */
type LeafState = 'waiting' | 'changed' | 'out' | 'withdrawn';
type Taken = { leaf: string; words: string; answer_key: Uint8Array; state: LeafState };

const WAITING = `state in ('waiting', 'changed') and batch is null`;

/** `written` is told when a leaf was written, or its words were destroyed. */
export function openPostgresStages(line: Line, written: (id: string) => void): Stages {
  const afterwards = async <T>(id: string, work: Promise<T>): Promise<T> => {
    const done = await work;
    written(id);
    return done;
  };
  return {
    open: ({ id, key }) =>
      line.inOne(async (ask) => {
        const table = tableOf('leaf', id);
        const there = await findIn(ask, id);
        if (there !== null)
          return there.state === 'open' && areSame(there.key, key) ? 'opened' : 'different';
        await ask("insert into stage (id, key, state) values ($1, $2, 'open')", [id, key]);
        await makeTable(ask, 'leaf', table);
        await indexTable(ask, 'leaf', table);
        return 'opened';
      }),
    find: (id) => line.reading((ask) => findIn(ask, id)),
    submit: (id, leaf) =>
      afterwards(
        id,
        line.inOne(async (ask) => {
          const stage = await findIn(ask, id);
          if (stage === null) return 'not-open';
          const table = tableOf('leaf', id);
          const [row] = await ask<{ pass: Uint8Array; edit: Uint8Array }>(
            `select pass, edit from ${table} where pass = $1 or edit = $2`,
            [leaf.pass, leaf.edit],
          );
          // Looked for before the stage's end: a leaf whose answer was lost is in, also when asked late.
          if (row !== undefined)
            return areSame(row.pass, leaf.pass) && areSame(row.edit, leaf.edit) ? 'sealed' : 'pass-used'; // prettier-ignore
          if (stage.state !== 'open') return 'not-open';
          await ask(
            `insert into ${table} (pass, edit, leaf, version, words, answer_key, state)
             values ($1, $2, $3, 1, $4, $5, 'waiting')`,
            [leaf.pass, leaf.edit, leaf.leafId, leaf.words, leaf.answerKey],
          );
          return 'sealed';
        }),
      ),
    change: (id, { edit, version, words }) =>
      afterwards(
        id,
        line.inOne(async (ask) => {
          if ((await findIn(ask, id)) === null) return 'not-open';
          const table = tableOf('leaf', id);
          const [row] = await ask<{ version: number; words: string | null; state: LeafState }>(
            `select version, words, state from ${table} where edit = $1`,
            [edit],
          );
          if (row === undefined) return 'leaf-gone';
          if (row.state === 'withdrawn') return words === null ? 'sealed' : 'leaf-gone';
          if (words !== null && version <= row.version)
            return version === row.version && words === row.words ? 'sealed' : 'newer-sealed';
          // A leaf nobody has seen yet stays new, whatever is changed in it.
          const changed: LeafState = row.state === 'waiting' ? 'waiting' : 'changed';
          await ask(
            `update ${table} set version = $2, words = $3, state = $4, batch = null where edit = $1`,
            [edit, version, words, words === null ? 'withdrawn' : changed],
          );
          return 'sealed';
        }),
      ),
    end: (id, batch) =>
      afterwards(
        id,
        line.inOne(async (ask) => {
          if ((await findIn(ask, id)) === null) return false;
          await ask("update stage set state = 'ended' where id = $1", [id]);
          const table = tableOf('leaf', id);
          const [there] = await ask(`select from ${table} where batch = $1 limit 1`, [batch]);
          if (there === undefined) await ask(`update ${table} set batch = $1 where ${WAITING}`, [batch]); // prettier-ignore
          return true;
        }),
      ),
    take: (id, batch, least) =>
      line.inOne(async (ask) => {
        if ((await findIn(ask, id)) === null) return null;
        const table = tableOf('leaf', id);
        const taken = () =>
          ask<Taken>(
            `select leaf, words, answer_key, state from ${table} where batch = $1 order by leaf`,
            [batch],
          );
        const already = await taken();
        if (already.length > 0) return already.map(handedOut);
        const [row] = await ask<{ n: number }>(`select count(*)::int as n from ${table} where ${WAITING}`); // prettier-ignore
        if ((row?.n ?? 0) < least) return null;
        await ask(`update ${table} set batch = $1 where ${WAITING}`, [batch]);
        return (await taken()).map(handedOut);
      }),
    kept: (id, batch) =>
      afterwards(
        id,
        line.inOne(async (ask) => {
          if ((await findIn(ask, id)) === null) return;
          await ask(`update ${tableOf('leaf', id)} set words = null, state = 'out', batch = null where batch = $1`, [batch]); // prettier-ignore
        }),
      ),
    withdrawn: (id) =>
      line.reading(async (ask) => {
        if ((await findIn(ask, id)) === null) return [];
        const rows = await ask<{ leaf: string }>(`select leaf from ${tableOf('leaf', id)} where state = 'withdrawn' order by leaf`); // prettier-ignore
        return rows.map(({ leaf }) => leaf);
      }),
    forget: (id) =>
      line.inOne(async (ask) => {
        await ask(`drop table if exists ${tableOf('leaf', id)}`);
        await ask('delete from stage where id = $1', [id]);
      }),
  };
}

async function findIn(ask: Ask, id: string): Promise<StoredStage | null> {
  const [stage] = await ask<StoredStage>('select id, key, state from stage where id = $1', [id]);
  return stage ?? null;
}

const handedOut = ({ leaf, words, answer_key, state }: Taken): HandedOutLeaf => ({
  leafId: leaf,
  words,
  answerKey: answer_key,
  changed: state === 'changed',
});
