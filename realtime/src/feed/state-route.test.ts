import { emptyDoc, readBoard } from '@canopy/board';
import { afterAll, beforeAll, expect, test } from 'vitest';
import * as Y from 'yjs';
import { startTestHost, type TestHost } from '../testing/test-host.ts';
import {
  act,
  goTo,
  makeSeat,
  makeSession,
  makeStaff,
  newId,
  type TestSeat,
  type TestSession,
  type TestStaff,
} from '../testing/test-people.ts';

let it: TestHost;
let chair: TestStaff;
let session: TestSession;
let boardId: string;
let rowan: TestSeat;
beforeAll(async () => {
  it = await startTestHost();
  chair = await makeStaff(it.house, 'chair');
  session = await makeSession(it.house, chair);
  ({ boardId } = await goTo(it.house, chair, session, 'board'));
  await act(it.house, chair.caller, 'board:reveal', { intentId: newId(it.house), boardId });
  rowan = await makeSeat(it.house, session, 'rowan', chair);
});
afterAll(() => it.stop());

const ask = (who: { cookie: string } | null, query = '', board = boardId) =>
  fetch(`${it.url}/boards/${board}/state${query}`, {
    headers: { ...(who === null ? {} : { cookie: who.cookie }), origin: it.url },
  });
const place = (text: string) =>
  act(it.house, rowan.caller, 'leaf:place', {
    intentId: newId(it.house),
    boardId,
    branchId: null,
    leaf: { kind: 'idea', content: { form: 'words', text }, lang: 'en' },
  });
const vectorOf = (doc: Y.Doc) => Buffer.from(Y.encodeStateVector(doc)).toString('base64url');

test('gives the board whole, then only what is lacking, then nothing', async () => {
  const doc = emptyDoc();
  await place('one');
  const whole = await ask(rowan, '?epoch=1');
  expect([whole.status, whole.headers.get('canopy-epoch')]).toEqual([200, '1']);
  Y.applyUpdate(doc, new Uint8Array(await whole.arrayBuffer()));
  expect(readBoard(doc).loose).toHaveLength(1);
  await place('two');
  const rest = await ask(rowan, `?vector=${vectorOf(doc)}`);
  Y.applyUpdate(doc, new Uint8Array(await rest.arrayBuffer()));
  expect(readBoard(doc)).toEqual(await it.house.boards.read(boardId));
  expect((await ask(rowan, `?vector=${vectorOf(doc)}`)).status).toBe(204);
});

test('only whoever may open the feed may ask', async () => {
  const waiting = await makeSeat(it.house, session, 'oak');
  const elsewhere = await makeSeat(it.house, await makeSession(it.house, chair), 'oak', chair);
  expect((await ask(null)).status).toBe(401);
  expect((await ask({ cookie: 'canopy-seat=made-up' })).status).toBe(401);
  expect((await ask(waiting)).status).toBe(403);
  expect((await ask(elsewhere)).status).toBe(403);
  expect((await ask(chair)).status).toBe(200);
  expect((await ask(rowan, '', 'nothing')).status).toBe(404);
  expect((await ask(rowan, '', 'x'.repeat(20))).status).toBe(404);
});

test('a board that was rebuilt says so, and a vector that is none changes nothing', async () => {
  const oak = await makeSeat(it.house, session, 'oak', chair);
  expect((await ask(oak, '?epoch=7')).status).toBe(409);
  expect((await ask(oak, `?vector=${'A'.repeat(9_000)}`)).status).toBe(400);
  expect((await ask(oak, '?vector=________')).status).toBe(400);
  expect((await ask(oak)).status).toBe(200);
});

test('whoever asks without end is told to wait', async () => {
  const busy = await makeSeat(it.house, session, 'wren', chair);
  const answers = await Promise.all(Array.from({ length: 40 }, () => ask(busy)));
  expect(answers.filter(({ status }) => status === 429).length).toBeGreaterThan(0);
  expect((await ask(rowan)).status).toBe(200);
});
