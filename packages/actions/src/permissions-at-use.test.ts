import { READS, ROLES, SEAT_STATES, makeId, type ActName, type ActionName } from '@canopy/domain';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Caller } from './caller.ts';
import { createCommits } from './commits.ts';
import { dispatch } from './dispatch.ts';
import type { House } from './house.ts';
import { actions } from './actions.ts';
import { makeTestHouse, type TestHouse } from './testing/test-house.ts';
import {
  ADMINISTRATOR,
  ANYONE,
  CHAIR,
  CO_FACILITATOR,
  LOBBY,
  MEMBER,
  NOTE_TAKER,
  OWN_SIGN_IN,
} from './testing/who-may.ts';

/*
 * The same walk through the real front door: every person sends every command, well formed and about
 * things that exist, to a house whose transactions stop at the threshold. Whoever gets that far was
 * let in; everybody else was turned away by a refusal that says why.
 */

class LetIn extends Error {}
const TURNED_AWAY = new Set(['not-signed-in', 'not-allowed', 'removed', 'not-admitted']);

type Inputs = { readonly [A in ActName]: unknown };
type Place = { inputs: Inputs; sessionId: string; groupId: string };

let t: TestHouse;
let threshold: House;
let ours: Place;
let theirs: Place;

beforeAll(async () => {
  t = await makeTestHouse();
  const store = new Proxy(t.store, {
    get(target, key): unknown {
      if (key === 'transaction') return () => Promise.reject(new LetIn());
      return Reflect.get(target, key);
    },
  });
  threshold = { ...t.house, store, commits: createCommits({ store }) };
  ours = await furnish();
  theirs = await furnish();
});

/** Whether the dispatcher let this person begin this action. */
async function isLetIn(caller: Caller, name: ActName, input: unknown): Promise<boolean> {
  try {
    const result = await dispatch(threshold, caller, name, input);
    if (result.ok) {
      if (actions[name].isLight !== undefined) return true;
      throw new Error(`${name} finished without a transaction`);
    }
    const { code, field } = result.refusal;
    if (code === 'not-found' || (code === 'bad-input' && actions[name].prepare === undefined))
      throw new Error(`${name} was not well formed: ${code} ${field ?? ''}`);
    // Refused by its own rules before the transaction (a wrong password): the table had said yes.
    return !TURNED_AWAY.has(code);
  } catch (error) {
    if (error instanceof LetIn) return true;
    throw error;
  }
}

async function letIn(caller: Caller, place: Place): Promise<ActName[]> {
  const names: ActName[] = [];
  for (const name of Object.keys(actions) as ActName[])
    if (await isLetIn(caller, name, place.inputs[name])) names.push(name);
  return names.toSorted();
}
const reads: readonly ActionName[] = READS;
const only = (...lists: (readonly ActionName[])[]): ActionName[] =>
  [...new Set([...ANYONE, ...lists.flat()])].filter((name) => !reads.includes(name)).toSorted();

describe('every person sends every command', () => {
  test.each(ROLES)('%s', async (role) => {
    const { caller } = await t.addStaff(role, { groupIds: [ours.groupId] });
    const own = { administrator: ADMINISTRATOR, chair: CHAIR, 'co-facilitator': CO_FACILITATOR, 'note-taker': NOTE_TAKER }[role]; // prettier-ignore
    expect(await letIn(caller, ours)).toEqual(only(own));
    const bound = role === 'co-facilitator' || role === 'note-taker';
    expect(await letIn(caller, theirs)).toEqual(only(bound ? OWN_SIGN_IN : own));
  });

  test.each(ROLES)('disabled %s', async (role) => {
    const { caller } = await t.addStaff(role, { groupIds: [ours.groupId], disabledAt: 1 });
    expect(await letIn(caller, ours)).toEqual(only());
  });

  test.each(SEAT_STATES)('%s seat', async (state) => {
    const { caller } = await t.addSeat({ id: ours.sessionId }, 'oak', { state });
    const own = { waiting: LOBBY, admitted: MEMBER, removed: [], left: [] }[state];
    expect(await letIn(caller, ours)).toEqual(only(own));
    // About itself a seat says nothing but "me", so those two stay; all else is another room.
    const aboutMe = own.length === 0 ? [] : (['seat:leave', 'seat:language'] as const);
    expect(await letIn(caller, theirs)).toEqual(only(aboutMe));
  });

  test('nobody', async () => {
    expect(await letIn(t.nobody, ours)).toEqual(only());
  });

  test('somebody who holds both cookies speaks as staff', async () => {
    const { caller } = await t.addStaff('note-taker', { groupIds: [ours.groupId] });
    const seat = await t.addSeat({ id: ours.sessionId }, 'oak');
    const both = { ...caller, seat: seat.caller.seat };
    expect(await letIn(both, ours)).toEqual(only(NOTE_TAKER));
  });
});

/** A group with a session on its board, and a well-formed input about it for every command. */
async function furnish(): Promise<Place> {
  const newId = () => makeId(t.house.randomBytes);
  const group = await t.addGroup('adult');
  const session = await t.addSession({ kind: 'adult', group });
  const sessionId = session.id;
  const groupId = group.id;
  const { stage: checkIn } = await t.goTo(session, 'check-in');
  const { stage: vote } = await t.goTo(session, 'vote');
  const { stage: board, boardId } = await t.goTo(session, 'board');
  const seat = await t.addSeat(session, 'fox', { way: 'on-the-phone' });
  const branchId = (await t.house.boards.read(boardId))?.branches[0]?.id;
  const staff = await t.addStaff('note-taker');
  const [askId, themeId, strandId] = [newId(), newId(), newId()];
  const words = { en: 'Words', cy: 'Geiriau' };
  await t.store.room.raiseAsk({ id: askId, sessionId, seatId: seat.id, ask: 'speak', at: 0 });
  const theme = { name: words, line: words, leafIds: [] };
  await t.store.outcomes.addTheme({
    ...theme,
    id: themeId,
    sessionId,
    strandId: null,
    position: 0,
  });
  const strand = { kind: 'reporting', name: words, ownerName: 'Finch' } as const;
  await t.store.outcomes.addStrand({ ...strand, id: strandId, createdAt: 0, deletedAt: null });

  const person = { name: 'Wren', role: 'note-taker', approvedForChildren: false, groupIds: [] };
  const account = { email: 'wren@example.org', password: 'heron over slow water' };
  const groupPlan = { kind: 'adult', name: words, serviceName: null, cadence: 'quarterly', language: 'en' }; // prettier-ignore
  const plan = { title: words, startsAt: 0, reactionSet: 'adult' };
  const stage = { kind: 'talk', name: words, rung: 'asked', minutes: null };
  const onBoard = { intentId: newId(), boardId };
  const leaf = { kind: 'idea', content: { form: 'words', text: 'more time' }, lang: 'en' };
  const { kind, content } = leaf;
  const leafId = newId();
  const inSession = { sessionId };
  const about = { stageId: board.id };
  const inputs: Inputs = {
    'set-up:finish': { name: 'Wren', ...account },
    'sign-in:begin': account,
    'sign-in:end': {},
    'staff:add': { ...person, ...account },
    'staff:edit': { ...person, staffId: staff.id },
    'staff:disable': { staffId: staff.id, disabled: true },
    'password:change': { current: 'not this', next: account.password },
    'group:add': groupPlan,
    'group:edit': { groupId, group: groupPlan },
    'session:plan': { groupId, template: 'quarterly', session: plan },
    'session:edit': { sessionId, session: plan },
    'session:duplicate': inSession,
    'session:delete': inSession,
    'session:restore': inSession,
    'stage:add': { sessionId, stage },
    'stage:edit': { ...about, stage },
    'stage:move': { ...about, to: 0 },
    'stage:delete': about,
    'stage:restore': about,
    'seat:find-door': { code: '22222222' },
    'seat:take': { joinToken: session.joinToken, alias: 'oak', language: 'en' },
    'seat:leave': {},
    'seat:language': { language: 'en' },
    'seat:add': { sessionId, alias: 'oak', language: 'en', way: 'on-the-phone' },
    'seat:hand-on': { seatId: seat.id },
    'seat:claim': { token: 'unknown' },
    'seat:admit': { seatId: seat.id },
    'seat:admit-all': inSession,
    'seat:remove': { seatId: seat.id },
    'door:set': { sessionId, door: 'locked' },
    'session:open': inSession,
    'session:close': inSession,
    'stage:go': { sessionId, stageId: board.id },
    'lead:take': inSession,
    'lead:give': { sessionId, staffId: staff.id },
    'room:pause': inSession,
    'room:resume': inSession,
    'time:give': { sessionId, minutes: 5 },
    'time:ask': inSession,
    'ask:raise': { intentId: newId(), sessionId, ask: 'speak' },
    'ask:lower': { askId },
    'check-in:answer': { intentId: newId(), stageId: checkIn.id, answer: 'ok' },
    'reaction:send': { sessionId, code: '1f44d', leafId: null },
    'reactions:set': { sessionId, on: true, set: 'adult' },
    'leaf:place': { ...onBoard, leaf, branchId: null },
    'leaf:edit': { ...onBoard, leafId, kind, content },
    'leaf:withdraw': { ...onBoard, leafId },
    'leaf:move': { ...onBoard, leafId, branchId, before: null },
    'leaf:remove': { ...onBoard, leafId },
    'leaf:who': { boardId, leafId },
    'branch:add': { ...onBoard, title: 'New', lang: 'en' },
    'branch:rename': { ...onBoard, branchId, title: words },
    'branch:move': { ...onBoard, branchId, before: null },
    'branch:merge': { ...onBoard, branchId, into: newId() },
    'branch:remove': { ...onBoard, branchId },
    'board:reveal': onBoard,
    'board:undo': { ...onBoard, undoes: newId() },
    'ballot:cast': { intentId: newId(), stageId: vote.id, choice: { method: 'dots', dots: [] } },
    'vote:close': { stageId: vote.id },
    'notes:open': inSession,
    'notes:write': { sessionId, clientId: 1, epoch: 1, updates: [new Uint8Array(2)] },
    'theme:add': { sessionId, theme },
    'theme:edit': { themeId, theme },
    'theme:move': { themeId, to: 0 },
    'theme:delete': { themeId },
    'theme:restore': { themeId },
    'theme:send': { themeId, strandId },
    'record:sign-off': inSession,
    'strand:add': strand,
    'strand:edit': { strandId, strand },
  };
  return { inputs, sessionId, groupId };
}
