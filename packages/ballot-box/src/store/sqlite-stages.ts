import type { Database } from 'better-sqlite3';
import { areSame } from '@canopy/passes';
import type { HandedOutLeaf, LeafChange, Stages, StoredStage, SubmittedLeaf } from './box-store.ts';
import { tableOf } from './table-of.ts';

/** `waiting` and `changed` wait for a batch or are in one; `out` has left; `withdrawn` is gone for good. */
type LeafState = 'waiting' | 'changed' | 'out' | 'withdrawn';
type Row = { edit: Uint8Array; version: number; words: string | null; state: LeafState };

/** `written` is told when a leaf was written. */
export function openStages(database: Database, written: () => void): Stages {
  const find = (id: string): StoredStage | null =>
    (database.prepare('select id, key, state from stage where id = ?').get(id) as
      StoredStage | undefined) ?? null;

  const open = database.transaction((id: string, key: Uint8Array) => {
    const there = find(id);
    if (there !== null) {
      return there.state === 'open' && areSame(there.key, key) ? 'opened' : 'different';
    }
    database.prepare("insert into stage (id, key, state) values (?, ?, 'open')").run(id, key);
    const table = tableOf('leaf', id);
    database.exec(`
      create table ${table} (
        pass blob primary key not null, edit blob not null, leaf text not null,
        version integer not null, words text, answer_key blob not null,
        state text not null, batch text) without rowid;
      create unique index ${table}_edit on ${table} (edit);
    `);
    return 'opened';
  });

  const submit = database.transaction((id: string, leaf: SubmittedLeaf) => {
    const stage = find(id);
    if (stage === null) return 'not-open';
    const table = tableOf('leaf', id);
    const rows = database
      .prepare(`select pass, edit from ${table} where pass = ? or edit = ?`)
      .all(leaf.pass, leaf.edit) as { pass: Uint8Array; edit: Uint8Array }[];
    const [row] = rows;
    // Looked for before the stage's end: a leaf whose answer was lost is in, also when asked late.
    if (row !== undefined) {
      return areSame(row.pass, leaf.pass) && areSame(row.edit, leaf.edit) ? 'sealed' : 'pass-used';
    }
    if (stage.state !== 'open') return 'not-open';
    database
      .prepare(
        `insert into ${table} (pass, edit, leaf, version, words, answer_key, state, batch)
         values (?, ?, ?, 1, ?, ?, 'waiting', null)`,
      )
      .run(leaf.pass, leaf.edit, leaf.leafId, leaf.words, leaf.answerKey);
    return 'sealed';
  });

  const change = database.transaction((id: string, { edit, version, words }: LeafChange) => {
    if (find(id) === null) return 'not-open';
    const table = tableOf('leaf', id);
    const row = database
      .prepare(`select edit, version, words, state from ${table} where edit = ?`)
      .get(edit) as Row | undefined;
    if (row === undefined) return 'leaf-gone';
    if (row.state === 'withdrawn') return words === null ? 'sealed' : 'leaf-gone';
    if (words !== null && version <= row.version)
      return version === row.version && words === row.words ? 'sealed' : 'newer-sealed';
    // A leaf nobody has seen yet stays new, whatever is changed in it.
    const changed: LeafState = row.state === 'waiting' ? 'waiting' : 'changed';
    database
      .prepare(`update ${table} set version = ?, words = ?, state = ?, batch = null where edit = ?`)
      .run(version, words, words === null ? 'withdrawn' : changed, edit);
    return 'sealed';
  });

  const WAITING = `state in ('waiting', 'changed') and batch is null`;

  const end = database.transaction((id: string, batch: string) => {
    if (find(id) === null) return false;
    database.prepare("update stage set state = 'ended' where id = ?").run(id);
    const table = tableOf('leaf', id);
    const there = database.prepare(`select 1 from ${table} where batch = ?`).get(batch);
    if (there === undefined)
      database.prepare(`update ${table} set batch = ? where ${WAITING}`).run(batch);
    return true;
  });

  const take = database.transaction((id: string, batch: string, least: number) => {
    if (find(id) === null) return null;
    const table = tableOf('leaf', id);
    const taken = () =>
      database
        .prepare(
          `select leaf, words, answer_key, state from ${table} where batch = ? order by leaf`,
        )
        .all(batch) as { leaf: string; words: string; answer_key: Uint8Array; state: LeafState }[];
    if (taken().length === 0) {
      const { n } = database
        .prepare(`select count(*) as n from ${table} where ${WAITING}`)
        .get() as {
        n: number;
      };
      if (n < least) return null;
      database.prepare(`update ${table} set batch = ? where ${WAITING}`).run(batch);
    }
    return taken().map(({ leaf, words, answer_key, state }): HandedOutLeaf => ({
      leafId: leaf,
      words,
      answerKey: answer_key,
      changed: state === 'changed',
    }));
  });

  const forget = database.transaction((id: string) => {
    database.exec(`drop table if exists ${tableOf('leaf', id)}`);
    database.prepare('delete from stage where id = ?').run(id);
  });

  return {
    open: async ({ id, key }) => open(id, key),
    find: async (id) => find(id),
    submit: async (id, leaf) => {
      const answer = submit(id, leaf);
      written();
      return answer;
    },
    change: async (id, one) => {
      const answer = change(id, one);
      written();
      return answer;
    },
    end: async (id, batch) => {
      const there = end(id, batch);
      written();
      return there;
    },
    take: async (id, batch, least) => take(id, batch, least),
    kept: async (id, batch) => {
      if (find(id) !== null) {
        database
          .prepare(
            `update ${tableOf('leaf', id)} set words = null, state = 'out', batch = null
             where batch = ?`,
          )
          .run(batch);
      }
    },
    withdrawn: async (id) => {
      if (find(id) === null) return [];
      const rows = database
        .prepare(`select leaf from ${tableOf('leaf', id)} where state = 'withdrawn' order by leaf`)
        .all() as { leaf: string }[];
      return rows.map(({ leaf }) => leaf);
    },
    forget: async (id) => {
      forget(id);
    },
  };
}
