import { beforeEach, describe, expect, test } from 'vitest';
import { makeTestHouse, type TestHouse } from '../testing/test-house.ts';
import type { TestSeat, TestStaff } from '../testing/test-members.ts';
import { openTestNotes } from '../testing/test-notes.ts';
import { readNotes } from './notes.ts';
import { exportRecord, readRecord } from './records.ts';
import { readRoomView } from './room-view.ts';
import { readSaidAndDone } from './said-and-done.ts';
import { readSeatView } from './seat-view.ts';
import { readStrand } from './strands.ts';

const NOTED = 'The kitchen was cold all afternoon.';

let t: TestHouse;
let sessionId: string;
let groupId: string;
let chair: TestStaff;
let rowan: TestSeat;
beforeEach(async () => {
  t = await makeTestHouse();
  const session = await t.addSession({ kind: 'adult' });
  ({ id: sessionId, groupId } = session);
  chair = await t.addStaff('chair');
  rowan = await t.addSeat(session, 'rowan');
  const writer = await openTestNotes(t, chair, session);
  await writer.writes(0, NOTED);
});
const act = async (...[name, input]: [Parameters<TestHouse['act']>[1], unknown]) => {
  const result = await t.act(chair.caller, name, input);
  if (!result.ok) throw new Error(`${name}: ${result.refusal.code}`);
  return result.value;
};
const close = async (): Promise<void> => {
  t.come(sessionId, chair.id);
  await act('lead:take', { sessionId });
  await act('session:close', { sessionId });
};

describe('the staff’s notes are read', () => {
  test('by every member of staff of the group, who may write until the record is signed off', async () => {
    for (const role of ['note-taker', 'co-facilitator', 'chair', 'administrator'] as const) {
      const { caller } = await t.addStaff(role, { groupIds: [groupId] });
      expect(await readNotes(t.house, caller, sessionId)).toEqual({
        ok: true,
        value: { text: NOTED, mayWrite: true },
      });
    }
    await close();
    await act('record:sign-off', { sessionId });
    expect(await readNotes(t.house, chair.caller, sessionId)).toEqual({
      ok: true,
      value: { text: NOTED, mayWrite: false },
    });
    expect(t.announced()).toContainEqual({ what: 'signed-off', sessionId });
  });

  test('by no member, nobody without a sign-in, and no staff of another group', async () => {
    const stranger = await t.addStaff('note-taker', { groupIds: [] });
    for (const [{ caller }, code] of [
      [rowan, 'not-signed-in'],
      [{ caller: t.nobody }, 'not-signed-in'],
      [stranger, 'not-allowed'],
    ] as const) {
      const read = await readNotes(t.house, caller, sessionId);
      expect(read).toMatchObject({ ok: false, refusal: { code } });
    }
  });
});

test('they go into the data of the record’s export, and into nothing that members, the group or a work strand see', async () => {
  const live = [await readRoomView(t.house, sessionId), await readSeatView(t.house, rowan.id)];
  await close();
  const { strandId } = (await act('strand:add', {
    kind: 'reporting',
    name: { en: 'Reports', cy: '' },
    ownerName: 'Finch',
  })) as { strandId: string };
  const { themeId } = (await act('theme:add', {
    sessionId,
    theme: { name: { en: 'Warm rooms', cy: '' }, line: { en: 'Heat', cy: '' }, leafIds: [] },
  })) as { themeId: string };
  await act('theme:send', { themeId, strandId });
  await act('record:sign-off', { sessionId });
  const { house } = t;
  const shown = [
    ...live,
    await readSaidAndDone(house, groupId),
    await readStrand(house, chair.caller, strandId),
    await readRecord(house, chair.caller, sessionId),
    await exportRecord(house, chair.caller, sessionId, 'csv'),
    await house.store.outcomes.readRecord(sessionId),
  ];
  expect(JSON.stringify(shown)).not.toContain('kitchen');
  const data = await exportRecord(house, chair.caller, sessionId, 'json');
  expect(data.ok && JSON.parse(data.value.body)).toMatchObject({ staffNotes: NOTED });
});
