import type { SignIns, StoredSignIn } from '../ports/sign-ins.ts';
import type { Executor } from '../row.ts';
import type { Tables } from '../schema.ts';

const toSignIn = (row: Tables['sign_in']): StoredSignIn => ({
  id: row.id,
  tokenHash: row.token_hash,
  staffId: row.staff_id,
  createdAt: row.created_at,
  expiresAt: row.expires_at,
  endsAt: row.ends_at,
});

export function signIns(db: Executor): SignIns {
  const one = async (column: 'id' | 'token_hash', value: string): Promise<StoredSignIn | null> => {
    const row = await db
      .selectFrom('sign_in')
      .selectAll()
      .where(column, '=', value)
      .executeTakeFirst();
    return row === undefined ? null : toSignIn(row);
  };

  return {
    async add(signIn) {
      await db
        .insertInto('sign_in')
        .values({
          id: signIn.id,
          token_hash: signIn.tokenHash,
          staff_id: signIn.staffId,
          created_at: signIn.createdAt,
          expires_at: signIn.expiresAt,
          ends_at: signIn.endsAt,
        })
        .execute();
    },

    findByTokenHash: (tokenHash) => one('token_hash', tokenHash),
    find: (id) => one('id', id),

    async touch(tokenHash, expiresAt) {
      await db
        .updateTable('sign_in')
        .set({ expires_at: expiresAt })
        .where('token_hash', '=', tokenHash)
        .execute();
    },

    async remove(tokenHash) {
      await db.deleteFrom('sign_in').where('token_hash', '=', tokenHash).execute();
    },

    async removeForStaff(staffId) {
      await db.deleteFrom('sign_in').where('staff_id', '=', staffId).execute();
    },

    async forStaff(staffId) {
      const rows = await db
        .selectFrom('sign_in')
        .selectAll()
        .where('staff_id', '=', staffId)
        .orderBy('created_at')
        .orderBy('id')
        .execute();
      return rows.map(toSignIn);
    },

    async removeExpired(now) {
      const gone = await db
        .deleteFrom('sign_in')
        .where((eb) => eb.or([eb('expires_at', '<=', now), eb('ends_at', '<=', now)]))
        .executeTakeFirst();
      return Number(gone.numDeletedRows);
    },
  };
}
