import type { SocketCommand } from '@canopy/protocol';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { watchBoard } from '../../support/board-witness.ts';
import { count } from '../../support/fault-counts.ts';
import { goodInputs, liveCommands } from '../../support/good-inputs.ts';
import { LivePerson, until } from '../../support/live-person.ts';
import { mutateInput } from '../../support/mutate.ts';
import { seeded } from '../../support/prng.ts';
import { UnderFault } from '../../support/under-fault.ts';
import { lane } from '../lane.ts';

/** What is too large is B6's; here everything gets as far as a schema. */
const LARGEST = 12_000;
const AT_ONCE = 100;
/** Said by the right person these take them out of the room, however the input was twisted. */
const ENDS: readonly SocketCommand[] = ['seat:leave'];
const { intents } = lane.mutated;
const chance = seeded('B7');
let house: UnderFault;
let people: LivePerson[];

beforeAll(async () => {
  house = await UnderFault.open({
    rooms: [{ seats: 3, leavesEach: 2 }],
    env: { CANOPY_PACE: '0' },
  });
  const { sessionId, chair, seats } = house.room;
  const proofs = [chair, ...seats.slice(1)].map(({ cookie }) => ({ cookie, sessionId }));
  people = proofs.map((proof) => new LivePerson(house.host.url, proof));
  await until('they are in', () => people.every(({ room }) => room));
});
afterAll(async () => {
  for (const person of people ?? []) person.leave();
  await house?.close();
});

function twisted(): [SocketCommand, unknown] {
  const command = chance.pick(liveCommands.filter((each) => !ENDS.includes(each)));
  for (;;) {
    const input = mutateInput(goodInputs(house.room)[command], chance);
    if ((JSON.stringify(input) ?? '').length < LARGEST) return [command, input];
  }
}

async function codeOf(command: SocketCommand, input: unknown): Promise<string> {
  const answer: unknown = await chance
    .pick(people)
    .socket.timeout(20_000)
    .emitWithAck(command, input);
  const said = answer as { ok: boolean; refusal?: { code: string } };
  return said.ok ? 'ok' : (said.refusal?.code ?? 'no answer');
}

test('B7 twisted inputs of every command are refused by name, and none is a fault', async () => {
  const codes = new Map<string, number>();
  for (let sent = 0; sent < intents; sent += AT_ONCE) {
    const answers = await Promise.all(Array.from({ length: AT_ONCE }, () => codeOf(...twisted())));
    for (const code of answers) codes.set(code, (codes.get(code) ?? 0) + 1);
  }
  count({ badInputs: intents });
  expect(codes.get('bad-input') ?? 0, 'most of them were bad').toBeGreaterThan(intents / 3);
  expect([...codes.keys()]).not.toContain('unexpected');
  expect([...codes.keys()]).not.toContain('no answer');
  expect(house.host.logs()).not.toContain('command:failed');
  // Whatever some of them did do, the board is one that can be read.
  const reader = await watchBoard(house.host, house.room.boardId, house.room.chair.cookie);
  reader.leave();
  await house.stands(0);
});
