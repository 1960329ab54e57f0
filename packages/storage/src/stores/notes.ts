import type { Notes } from '../ports/notes.ts';
import { prepared } from '../prepared.ts';
import { plainBytes, together, type Executor } from '../row.ts';

const toEntry = ({ seq, bytes }: { seq: number; bytes: Uint8Array }) => ({
  seq,
  update: plainBytes(bytes),
});

export function notes(db: Executor): Notes {
  return {
    nextClient: (sessionId, after) =>
      together(db, async (tx) => {
        await tx
          .insertInto('note')
          .values({ session_id: sessionId, epoch: 1, last_client: 0, last_seq: 0, snapshot_seq: 0 })
          .onConflict((oc) => oc.column('session_id').doNothing())
          .execute();
        const now = await tx
          .updateTable('note')
          .set((eb) => ({ last_client: eb('last_client', '+', 1) }))
          .where('session_id', '=', sessionId)
          .returning(['last_client as clientId', 'epoch', 'last_seq as seq'])
          .executeTakeFirstOrThrow();
        if (after !== null && after < now.clientId)
          await tx
            .insertInto('note_ended')
            .values({ session_id: sessionId, client_id: after })
            .onConflict((oc) => oc.columns(['session_id', 'client_id']).doNothing())
            .execute();
        return now;
      }),

    async hasEnded(sessionId, clientId) {
      const { rows } = await prepared(
        db,
        'ended writer of notes',
        [sessionId, clientId],
        (q, id, client) =>
          q
            .selectFrom('note_ended')
            .select('client_id')
            .where('session_id', '=', id)
            .where('client_id', '=', client),
      );
      return rows.length > 0;
    },

    async head(sessionId) {
      const { rows } = await prepared(db, 'head of notes', [sessionId], (q, id) =>
        q.selectFrom('note').select(['epoch', 'last_seq as seq']).where('session_id', '=', id),
      );
      return rows[0] ?? null;
    },

    // The log first: a snapshot saved between the two reads then only makes entries superfluous,
    // where the other way round it would leave a hole before them.
    async load(sessionId) {
      const all = await db
        .selectFrom('note_log')
        .select(['seq', 'bytes'])
        .where('session_id', '=', sessionId)
        .orderBy('seq')
        .execute();
      const row = await db
        .selectFrom('note')
        .leftJoin('note_snapshot', 'note_snapshot.session_id', 'note.session_id')
        .select(['note.epoch', 'note.snapshot_seq', 'note_snapshot.bytes as snapshot'])
        .where('note.session_id', '=', sessionId)
        .executeTakeFirst();
      if (row === undefined) return null;
      const { epoch, snapshot, snapshot_seq: snapshotSeq } = row;
      const log = all.filter(({ seq }) => seq > snapshotSeq).map(toEntry);
      return {
        epoch,
        seq: log.at(-1)?.seq ?? snapshotSeq,
        snapshot: snapshot === null ? null : plainBytes(snapshot),
        snapshotSeq,
        log,
      };
    },

    // One statement, so that the log and the place where it begins are of the same moment.
    async since(sessionId, after) {
      const rows = await db
        .selectFrom('note')
        .leftJoin('note_log', (join) =>
          join.onRef('note_log.session_id', '=', 'note.session_id').on('note_log.seq', '>', after),
        )
        .select(['note.snapshot_seq', 'note_log.seq', 'note_log.bytes'])
        .where('note.session_id', '=', sessionId)
        .orderBy('note_log.seq')
        .execute();
      const [first] = rows;
      if (first === undefined) return null;
      if (first.snapshot_seq > after) return 'snapshot';
      return rows.flatMap(({ seq, bytes }) =>
        seq === null || bytes === null ? [] : [toEntry({ seq, bytes })],
      );
    },

    append: (sessionId, update) =>
      together(db, async (tx) => {
        // The number comes from the notes, not from the log: entries are deleted, numbers never return.
        const { rows } = await prepared(tx, 'next entry of notes', [1, sessionId], (q, one, id) =>
          q
            .updateTable('note')
            .set((eb) => ({ last_seq: eb('last_seq', '+', one) }))
            .where('session_id', '=', id)
            .returning('last_seq'),
        );
        const seq = rows[0]?.last_seq;
        if (seq === undefined) throw new Error('no such notes');
        await prepared(tx, 'add entry of notes', [sessionId, seq, update], (q, id, number, bytes) =>
          q.insertInto('note_log').values({ session_id: id, seq: number, bytes }),
        );
        return seq;
      }),

    saveSnapshot: (sessionId, seq, snapshot) =>
      together(db, async (tx) => {
        const saved = await tx
          .updateTable('note')
          .set({ snapshot_seq: seq })
          .where('session_id', '=', sessionId)
          .where('snapshot_seq', '<', seq)
          // A snapshot cannot hold what was never logged; believing it would hide later entries.
          .where('last_seq', '>=', seq)
          .executeTakeFirst();
        if (saved.numUpdatedRows === 0n) return false;
        await putSnapshot(tx, sessionId, snapshot);
        await tx
          .deleteFrom('note_log')
          .where('session_id', '=', sessionId)
          .where('seq', '<=', seq)
          .execute();
        return true;
      }),

    rebuild: (sessionId, seq, snapshot) =>
      together(db, async (tx) => {
        const rebuilt = await tx
          .updateTable('note')
          .set((eb) => ({
            epoch: eb('epoch', '+', 1),
            last_seq: seq + 1,
            snapshot_seq: seq + 1,
          }))
          .where('session_id', '=', sessionId)
          .where('last_seq', '=', seq)
          .executeTakeFirst();
        if (rebuilt.numUpdatedRows === 0n) return false;
        await putSnapshot(tx, sessionId, snapshot);
        await tx.deleteFrom('note_log').where('session_id', '=', sessionId).execute();
        await tx.deleteFrom('note_ended').where('session_id', '=', sessionId).execute();
        return true;
      }),
  };
}

async function putSnapshot(tx: Executor, sessionId: string, bytes: Uint8Array): Promise<void> {
  await tx
    .insertInto('note_snapshot')
    .values({ session_id: sessionId, bytes })
    .onConflict((oc) => oc.column('session_id').doUpdateSet({ bytes }))
    .execute();
}
