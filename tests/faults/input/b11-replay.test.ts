import type { CommandInput, SocketCommand } from '@canopy/protocol';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fingerprint } from '../../support/board-witness.ts';
import { count } from '../../support/fault-counts.ts';
import { LivePerson, newIntent, until } from '../../support/live-person.ts';
import { storedVotes } from '../../support/stored-session.ts';
import { UnderFault } from '../../support/under-fault.ts';

let house: UnderFault;
/** Two tabs each: the same intent comes by either, and by both at once. */
let chair: LivePerson[];
let member: LivePerson[];
const said: { by: LivePerson[]; command: SocketCommand; input: unknown; answer: unknown }[] = [];

beforeAll(async () => {
  house = await UnderFault.open({ rooms: [{ seats: 2 }], env: { CANOPY_PACE: '0' } });
  const { sessionId, chair: lead, seats } = house.room;
  const twoTabs = (cookie: string): LivePerson[] =>
    [0, 1].map(() => new LivePerson(house.host.url, { cookie, sessionId }));
  chair = twoTabs(lead.cookie);
  member = twoTabs(seats[0]?.cookie ?? '');
  await until('they are in', () => [...chair, ...member].every(({ room }) => room));
});
afterAll(async () => {
  for (const person of [...(chair ?? []), ...(member ?? [])]) person.leave();
  await house?.close();
});

/** Says one intent three times, two of them in one instant; gives the one answer all of them had. */
async function thrice<C extends SocketCommand>(
  by: LivePerson[],
  command: C,
  input: CommandInput<C>,
): Promise<Record<string, string>> {
  const [one, other] = by;
  if (one === undefined || other === undefined) throw new Error('nobody to say it');
  const first = await Promise.all([one.surely(command, input), other.surely(command, input)]);
  const answers = [...first, await other.surely(command, input)];
  expect(answers[0], command).toMatchObject({ ok: true });
  expect(answers, `${command} is answered alike`).toEqual(answers.map(() => answers[0]));
  said.push({ by, command, input, answer: answers[0] });
  return (answers[0] as { value: Record<string, string> }).value;
}

test('B11 every intent that comes three times is done once, and answered three times alike', async () => {
  const { sessionId, boardId, boardStageId, voteStageId, branches } = house.room;
  const [branchId = '', into = '', spare = ''] = branches;
  const on = (): { intentId: string; boardId: string } => ({ intentId: newIntent(), boardId });
  const leaf = (text: string) =>
    ({ kind: 'idea', content: { form: 'words', text }, lang: 'en' }) as const;

  const { leafId = '' } = await thrice(member, 'leaf:place', {
    ...on(),
    leaf: leaf('Once'),
    branchId,
  });
  const words = leaf('Once more').content;
  await thrice(member, 'leaf:edit', { ...on(), leafId, kind: 'want', content: words });
  await thrice(member, 'leaf:move', { ...on(), leafId, branchId: into, before: null });
  const second = await thrice(member, 'leaf:place', {
    ...on(),
    leaf: leaf('Taken back'),
    branchId,
  });
  await thrice(member, 'leaf:withdraw', { ...on(), leafId: second['leafId'] ?? '' });
  const third = await thrice(member, 'leaf:place', { ...on(), leaf: leaf('Taken away'), branchId });
  await thrice(chair, 'leaf:remove', { ...on(), leafId: third['leafId'] ?? '' });
  const added = await thrice(member, 'branch:add', { ...on(), title: 'Grown', lang: 'en' });
  const grown = added['branchId'] ?? '';
  const title = { en: 'Grown up', cy: 'Wedi tyfu' };
  await thrice(chair, 'branch:rename', { ...on(), branchId: grown, title });
  await thrice(chair, 'branch:move', { ...on(), branchId: grown, before: branchId });
  await thrice(chair, 'branch:merge', { ...on(), branchId: grown, into });
  const removal = on();
  await thrice(chair, 'branch:remove', { ...removal, branchId: spare });
  await thrice(chair, 'board:undo', { ...on(), undoes: removal.intentId });
  await thrice(chair, 'board:reveal', on());
  await thrice(member, 'ask:raise', { intentId: newIntent(), sessionId, ask: 'break' });
  await chair[0]?.surely('stage:go', { sessionId, stageId: voteStageId });
  const choice = { method: 'dots' as const, dots: [{ option: branchId, n: 1 }] };
  await thrice(member, 'ballot:cast', { intentId: newIntent(), stageId: voteStageId, choice });

  const once = await fingerprint(house.host, boardId);
  const asks = (): number => chair[0]?.staff?.asks.length ?? 0;
  await until('the ask is shown', () => asks() > 0);
  expect(asks(), 'asked once').toBe(1);
  expect((await storedVotes(house.host, voteStageId)).size, 'voted once').toBe(1);

  // And when the host has forgotten everything that is not written down.
  await house.host.kill('SIGKILL');
  await house.host.restart();
  for (const { by, command, input, answer } of said)
    expect(await by[0]?.surely(command, input as CommandInput<typeof command>)).toEqual(answer);
  expect(await fingerprint(house.host, boardId), 'the board is the same, byte for byte').toBe(once);
  expect((await storedVotes(house.host, voteStageId)).size).toBe(1);
  await chair[0]?.surely('stage:go', { sessionId, stageId: boardStageId });
  count({ badInputs: said.length * 3 });
  await house.stands(1);
});
