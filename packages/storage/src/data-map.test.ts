import { expect, test } from 'vitest';
import { DATA_MAP, PERIODS } from './data-map.ts';
import { openDatabase } from './open-store.ts';
import { RETENTION } from './retention.ts';

async function migrated(): Promise<Map<string, string[]>> {
  const db = await openDatabase({ memory: true });
  const tables = await db.introspection.getTables();
  await db.destroy();
  return new Map(tables.map((t) => [t.name, t.columns.map((c) => c.name).sort()]));
}

test('every migrated column says what it is for, who sees it and how long it stays', async () => {
  const mapped = Object.entries(DATA_MAP).map(
    ([table, columns]) => [table, Object.keys(columns).sort()] as const,
  );
  expect(Object.fromEntries(mapped)).toEqual(Object.fromEntries(await migrated()));
});

test('no column could hold who a member is: no name, email, address or device', () => {
  const staffOnly = ['staff_member', 'sign_in', 'member_group', 'work_strand', 'theme'];
  const identifying = /name|email|phone|address|\bip\b|agent|device|birth/;
  const found = Object.entries(DATA_MAP)
    .filter(([table]) => !staffOnly.includes(table))
    .flatMap(([table, columns]) => Object.keys(columns).map((column) => `${table}.${column}`))
    .filter((column) => identifying.test(column.replaceAll('_', ' ')));
  expect(found).toEqual([]);
});

test('what the group or the room is told is not called staff only', () => {
  // The said-and-done page names who reads a theme; staff in a panel see which adults count.
  expect(DATA_MAP.work_strand.owner_name.seen).toBe('the group');
  expect(DATA_MAP.staff_member.approved_for_children.seen).toBe('staff');
});

test('counts hold no seat, and the board log holds no person and no time', () => {
  expect(Object.keys(DATA_MAP.check_in_count)).toEqual(['stage_id', 'answer', 'n', 'told']);
  expect(Object.keys(DATA_MAP.reaction_count)).toEqual(['stage_id', 'leaf_id', 'emoji', 'n']);
  expect(Object.keys(DATA_MAP.board_log)).toEqual(['board_id', 'seq', 'bytes']);
  expect(Object.keys(DATA_MAP.ballot)).toEqual(['stage_id', 'seat_id', 'choice']);
});

test('every period that a clock ends is carried out on every table that has it, and on no other', () => {
  const promised = Object.entries(DATA_MAP).flatMap(([table, columns]) =>
    [...new Set(Object.values(columns).map(({ kept }) => kept))]
      .filter((kept) => kept in PERIODS)
      .map((kept) => `${table}: ${kept}`),
  );
  const carriedOut = RETENTION.map(({ table, kept }) => `${table}: ${kept}`);
  expect(carriedOut.sort()).toEqual(promised.sort());
});
