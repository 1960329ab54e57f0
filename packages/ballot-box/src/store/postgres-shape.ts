import type { Ask, Line } from './postgres-line.ts';
import { UnfitDatabase } from './store-away.ts';

/** In this order, each once. What is done is in `box_shape`, in the same transaction. */
export type Steps = Readonly<Record<string, readonly string[]>>;
const STEPS: Steps = {
  '1-votes-and-stages': [
    `create table vote (
       id text collate "C" primary key, key bytea not null, rules text not null,
       state text not null, result text)`,
    `create table stage (
       id text collate "C" primary key, key bytea not null, state text not null)`,
  ],
};

/**
 * Brings the box's database to this version's shape, all pending steps in one transaction: a start
 * that is killed leaves the old shape or the new one. Throws `UnfitDatabase` for a database or an
 * account that would break a promise.
 */
export const shape = (line: Line, steps: Steps = STEPS): Promise<void> =>
  line.inOne(async (ask) => {
    await refuseCareless(ask);
    await refuseTooMuchPower(ask);
    await ask('create table if not exists box_shape (step text collate "C" primary key)');
    const done = (await ask<{ step: string }>('select step from box_shape')).map(({ step }) => step); // prettier-ignore
    if (done.some((step) => !(step in steps)))
      throw new UnfitDatabase('the database was made by a newer version of the ballot box.');
    for (const [step, statements] of Object.entries(steps)) {
      if (done.includes(step)) continue;
      for (const statement of statements) await ask(statement);
      await ask('insert into box_shape (step) values ($1)', [step]);
    }
  });

/** "Sealed" must mean on the disk; and a time beside each commit would be a time beside each ballot. */
async function refuseCareless(ask: Ask): Promise<void> {
  const [told] = await ask<
    Record<'encoding' | 'fsync' | 'commit' | 'times' | 'statements', string>
  >(
    `select current_setting('server_encoding') as encoding, current_setting('fsync') as fsync,
       current_setting('synchronous_commit') as commit,
       current_setting('track_commit_timestamp') as times,
       current_setting('log_statement') as statements`,
  );
  if (told?.encoding !== 'UTF8')
    throw new UnfitDatabase('the database does not keep its text as UTF-8.');
  if (told.fsync === 'off' || told.commit === 'off')
    throw new UnfitDatabase('the database says that things are saved before they are on its disk; turn fsync and synchronous_commit on.'); // prettier-ignore
  if (told.times !== 'off')
    throw new UnfitDatabase('the database keeps the time of each commit, and so of each ballot; turn track_commit_timestamp off.'); // prettier-ignore
  if (told.statements === 'all' || told.statements === 'mod')
    throw new UnfitDatabase('the database logs statements, and so when each ballot came; set log_statement to none for the account in CANOPY_BOX_DATABASE.'); // prettier-ignore
}

/** Of all that an account could do here, this one may keep ballots: nothing of a member, nothing for others to read. */
async function refuseTooMuchPower(ask: Ask): Promise<void> {
  const [account] = await ask<{ power: boolean; member: boolean; place: boolean }>(
    `select rolsuper or rolcreaterole or rolbypassrls or rolreplication as power,
       exists (select from pg_auth_members where member = pg_roles.oid) as member,
       has_schema_privilege(current_schema(), 'create') as place
     from pg_roles where rolname = current_user`,
  );
  if (account === undefined || account.power || account.member)
    throw new UnfitDatabase('the account in CANOPY_BOX_DATABASE may do more than keep ballots; give the ballot box one of its own.'); // prettier-ignore
  if (!account.place)
    throw new UnfitDatabase('the account in CANOPY_BOX_DATABASE may not make tables there; make it the owner of a database of its own.'); // prettier-ignore
  const [strange] = await ask(
    `select from pg_class
       join pg_namespace on pg_namespace.oid = relnamespace
     where relkind in ('r', 'p', 'v', 'm', 'f')
       and nspname not in ('pg_catalog', 'information_schema') and nspname not like 'pg_toast%'
       and not (nspname = current_schema() and relowner = current_user::regrole
         and relname ~ '^(vote|stage|box_shape|(ballot|leaf)_[a-z0-9]{20}(_new)?)$')
     limit 1`,
  );
  if (strange !== undefined)
    throw new UnfitDatabase('the database in CANOPY_BOX_DATABASE holds tables that are not the ballot box’s; give it a database of its own.'); // prettier-ignore
}
