import {
  type ColumnDefinitionNode,
  DataTypeNode,
  OperationNodeTransformer,
  PostgresAdapter,
  PostgresDialect,
  RawNode,
  sql,
  type Kysely,
  type KyselyPlugin,
} from 'kysely';

/** One number for every host. Turns are hashed over all 64 bits, so none is likely to meet it. */
const MIGRATING = 7_238_114_009_226_531n;

/** Held until the transaction ends, so a host that dies while migrating lets go of it by dying. */
class LockingAdapter extends PostgresAdapter {
  override async acquireMigrationLock(db: Kysely<unknown>): Promise<void> {
    await sql`select pg_advisory_xact_lock(${sql.lit(MIGRATING)})`.execute(db);
  }

  override releaseMigrationLock(): Promise<void> {
    return Promise.resolve();
  }
}

export class CanopyPostgres extends PostgresDialect {
  override createAdapter(): PostgresAdapter {
    return new LockingAdapter();
  }
}

class PlainText extends OperationNodeTransformer {
  protected override transformColumnDefinition(column: ColumnDefinitionNode): ColumnDefinitionNode {
    const { dataType } = column;
    if (!DataTypeNode.is(dataType) || dataType.dataType !== 'text') return column;
    return { ...column, dataType: RawNode.createWithSql('text collate "C"') };
  }
}

/**
 * Text columns compare byte by byte, as in SQLite, whatever language the database was made for. So
 * lists have one order on both, and an index outlives a new version of the system's alphabets, which
 * silently spoils others.
 */
export const plainText: KyselyPlugin = {
  transformQuery: ({ node }) => new PlainText().transformNode(node),
  transformResult: ({ result }) => Promise.resolve(result),
};
