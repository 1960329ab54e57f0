import type { Boards } from '../ports/boards.ts';
import { prepared } from '../prepared.ts';
import { plainBytes, together, type Executor } from '../row.ts';
import { boardDeeds } from './board-deeds.ts';
import { boardRetention } from './board-retention.ts';
import { heldLeaves } from './held-leaves.ts';
import { leafAuthors } from './leaf-authors.ts';

const toEntry = ({ seq, bytes }: { seq: number; bytes: Uint8Array }) => ({
  seq,
  update: plainBytes(bytes),
});

export function boards(db: Executor): Boards {
  return {
    ...boardRetention(db),
    ...leafAuthors(db),
    ...heldLeaves(db),
    ...boardDeeds(db),

    async create({ boardId, sessionId, stageId }) {
      await db
        .insertInto('board')
        .values({
          id: boardId,
          session_id: sessionId,
          stage_id: stageId,
          epoch: 1,
          last_seq: 0,
          snapshot_seq: 0,
          last_turn: 0,
        })
        .execute();
    },

    async find(boardId) {
      const { rows } = await prepared(db, 'board', [boardId], (q, id) =>
        q
          .selectFrom('board')
          .select(['id as boardId', 'session_id as sessionId', 'stage_id as stageId', 'epoch'])
          .where('id', '=', id),
      );
      return rows[0] ?? null;
    },

    async forStage(stageId) {
      const { rows } = await prepared(db, 'board of stage', [stageId], (q, id) =>
        q.selectFrom('board').select(['id as boardId', 'epoch']).where('stage_id', '=', id),
      );
      return rows[0] ?? null;
    },

    // The log first: a snapshot saved between the two reads then only makes entries superfluous,
    // where the other way round it would leave a hole before them.
    async load(boardId) {
      const log = await db
        .selectFrom('board_log')
        .select(['seq', 'bytes'])
        .where('board_id', '=', boardId)
        .orderBy('seq')
        .execute();
      const row = await db
        .selectFrom('board')
        .leftJoin('board_snapshot', 'board_snapshot.board_id', 'board.id')
        .selectAll('board')
        .select('board_snapshot.bytes as snapshot')
        .where('id', '=', boardId)
        .executeTakeFirst();
      if (row === undefined) return null;
      return {
        boardId: row.id,
        sessionId: row.session_id,
        stageId: row.stage_id,
        epoch: row.epoch,
        snapshot: row.snapshot === null ? null : plainBytes(row.snapshot),
        snapshotSeq: row.snapshot_seq,
        log: log.filter(({ seq }) => seq > row.snapshot_seq).map(toEntry),
      };
    },

    // One statement, so that the log and the place where it begins are of the same moment.
    async since(boardId, after) {
      const rows = await db
        .selectFrom('board')
        .leftJoin('board_log', (join) =>
          join.onRef('board_log.board_id', '=', 'board.id').on('board_log.seq', '>', after),
        )
        .select(['board.snapshot_seq', 'board_log.seq', 'board_log.bytes'])
        .where('board.id', '=', boardId)
        .orderBy('board_log.seq')
        .execute();
      const [first] = rows;
      if (first === undefined) return null;
      if (first.snapshot_seq > after) return 'snapshot';
      return rows.flatMap(({ seq, bytes }) =>
        seq === null || bytes === null ? [] : [toEntry({ seq, bytes })],
      );
    },

    async lastSeq(boardId) {
      const { rows } = await prepared(db, 'last entry', [boardId], (q, id) =>
        q.selectFrom('board').select('last_seq').where('id', '=', id),
      );
      return rows[0]?.last_seq ?? null;
    },

    append: (boardId, update) =>
      together(db, async (tx) => {
        // The number comes from the board, not from the log: entries are deleted, numbers never return.
        const { rows } = await prepared(tx, 'next entry', [1, boardId], (q, one, id) =>
          q
            .updateTable('board')
            .set((eb) => ({ last_seq: eb('last_seq', '+', one) }))
            .where('id', '=', id)
            .returning('last_seq'),
        );
        const seq = rows[0]?.last_seq;
        if (seq === undefined) throw new Error('no such board');
        await prepared(tx, 'add entry', [boardId, seq, update], (q, board_id, number, bytes) =>
          q.insertInto('board_log').values({ board_id, seq: number, bytes }),
        );
        return seq;
      }),

    saveSnapshot: (boardId, seq, snapshot) =>
      together(db, async (tx) => {
        const saved = await tx
          .updateTable('board')
          .set({ snapshot_seq: seq })
          .where('id', '=', boardId)
          .where('snapshot_seq', '<', seq)
          // A snapshot cannot hold what was never logged; believing it would hide later entries.
          .where('last_seq', '>=', seq)
          .executeTakeFirst();
        if (saved.numUpdatedRows === 0n) return false;
        await tx
          .insertInto('board_snapshot')
          .values({ board_id: boardId, bytes: snapshot })
          .onConflict((oc) => oc.column('board_id').doUpdateSet({ bytes: snapshot }))
          .execute();
        await tx
          .deleteFrom('board_log')
          .where('board_id', '=', boardId)
          .where('seq', '<=', seq)
          .execute();
        return true;
      }),
  };
}
