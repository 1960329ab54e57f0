import path from 'node:path';
import type { BoardContent } from '@canopy/domain';
import { openStore } from '@canopy/storage';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { demoRoom, type DemoRoom } from '../support/demo-room.ts';
import { startHost, type Host } from '../support/host.ts';
import { LivePerson, newIntent, pause, until } from '../support/live-person.ts';
import { seeded } from '../support/prng.ts';

const MEMBERS = 6;
const KILLS_ON_BOARD = 7;
const KILLS_IN_VOTE = 3;

let host: Host;
let room: DemoRoom;
let chair: LivePerson;
const members: LivePerson[] = [];
const chance = seeded('kill -9');

/** What was acknowledged, and so must be there afterwards: each leaf's text and where it was last put. */
const ledger = new Map<string, { text: string; branchId: string | null }>();

const must = <T>(ack: { ok: true; value: T } | { ok: false; refusal: { code: string } }): T => {
  if (!ack.ok) throw new Error(`refused: ${ack.refusal.code}`);
  return ack.value;
};

async function killAndStart(): Promise<void> {
  await pause(chance.between(120, 500));
  await host.kill('SIGKILL');
  await host.restart();
}

beforeAll(async () => {
  host = await startHost();
  room = await demoRoom(host, 'adult');
  const first = room.staff[0];
  if (first === undefined) throw new Error('the demo has no chair');
  chair = new LivePerson(host.url, first);
  await until('the chair is in', () => chair.staff);
  const { sessionId } = room;
  for (let n = 0; n < MEMBERS; n += 1) {
    const alias = (['rowan', 'oak', 'otter', 'wren', 'hare', 'moon'] as const)[n] ?? 'fern';
    const seat = must(
      await chair.surely('seat:add', { sessionId, alias, language: 'en', way: 'helped-by-staff' }),
    );
    members.push(new LivePerson(host.url, { cookie: `canopy-seat=${seat.token}`, sessionId }));
  }
  must(await chair.surely('session:open', { sessionId }));
});

afterAll(async () => {
  for (const person of [chair, ...members]) person?.leave();
  await host?.stop();
});

const stageOf = (kind: string): string => {
  const found = room.stages.find((stage) => stage.kind === kind);
  if (found === undefined) throw new Error(`the demo has no ${kind}`);
  return found.id;
};

test('kill -9 ten times during a session: no acknowledged leaf, move or vote is missing and none is doubled', async () => {
  const { sessionId } = room;
  must(await chair.surely('stage:go', { sessionId, stageId: stageOf('board') }));
  const boardId = await until('the board is shown', () =>
    chair.room?.stage?.kind === 'board' ? chair.room.stage.boardId : null,
  );
  must(await chair.surely('board:reveal', { intentId: newIntent(), boardId }));
  const branches: string[] = [];
  for (const title of ['Kept', 'Kept too'])
    branches.push(
      must(await chair.surely('branch:add', { intentId: newIntent(), boardId, title, lang: 'en' }))
        .branchId,
    );

  let going = true;
  const writers = members.map(async (member, n) => {
    for (let step = 0; going; step += 1) {
      const text = `Leaf ${n}.${step}`;
      const placed = await member.surely('leaf:place', {
        intentId: newIntent(),
        boardId,
        leaf: { kind: 'idea', content: { form: 'words', text }, lang: 'en' },
        branchId: null,
      });
      const { leafId } = must(placed);
      ledger.set(leafId, { text, branchId: null });
      if (chance.chance(0.6)) {
        const branchId = chance.pick(branches);
        must(
          await member.surely('leaf:move', {
            intentId: newIntent(),
            boardId,
            leafId,
            branchId,
            before: null,
          }),
        );
        ledger.set(leafId, { text, branchId });
      }
      await pause(chance.between(60, 200));
    }
  });
  for (let n = 0; n < KILLS_ON_BOARD; n += 1) await killAndStart();
  going = false;
  await Promise.all(writers);

  const voteStage = stageOf('vote');
  must(await chair.surely('stage:go', { sessionId, stageId: voteStage }));
  const options = await until('the vote is shown', () =>
    chair.room?.stage?.kind === 'vote' ? chair.room.stage.options : null,
  );
  const last = new Map<number, string>();
  let voting = true;
  const voters = members.map(async (member, n) => {
    while (voting) {
      const option = chance.pick(options).id;
      must(
        await member.surely('ballot:cast', {
          intentId: newIntent(),
          stageId: voteStage,
          choice: { method: 'dots', dots: [{ option, n: 2 }] },
        }),
      );
      last.set(n, option);
      await pause(chance.between(60, 200));
    }
  });
  for (let n = 0; n < KILLS_IN_VOTE; n += 1) await killAndStart();
  voting = false;
  await Promise.all(voters);
  must(await chair.surely('vote:close', { stageId: voteStage }));
  must(await chair.surely('session:close', { sessionId }));

  const store = await openStore({ file: path.join(host.dataDir, 'canopy.db') });
  try {
    const stored = await store.outcomes.readRecord(sessionId);
    if (stored === null) throw new Error('closing wrote no record');
    const board = stored.record.stages.find((stage) => stage.kind === 'board');
    const vote = stored.record.stages.find((stage) => stage.kind === 'vote');
    if (board?.kind !== 'board' || vote?.kind !== 'vote')
      throw new Error('the record lacks a stage');

    const kept = placesOf(board.board);
    console.info(`acknowledged leaves: ${ledger.size}, kept: ${kept.length}, votes: ${last.size}`);
    expect(ledger.size).toBeGreaterThan(MEMBERS);
    for (const [leafId, told] of ledger)
      expect(kept.filter((leaf) => leaf.leafId === leafId)).toEqual([{ leafId, ...told }]);
    expect(new Set(kept.map((leaf) => leaf.text)).size, 'nothing twice').toBe(kept.length);

    // Logs hold event names and random ids: no words, no way in, nobody's cookie (reliability S18).
    const printed = host.logs();
    for (const secret of ['Kept too', room.joinToken, ...[...ledger.values()].map((l) => l.text)])
      expect(printed.includes(secret), `the log holds “${secret}”`).toBe(false);
    expect(printed).not.toMatch(/canopy-(staff|seat)=/);

    expect(vote.result?.voters).toBe(members.length);
    for (const line of vote.result?.lines ?? []) {
      const chosen = [...last.values()].filter((option) => option === line.option).length;
      expect({ option: line.option, people: line.people, dots: line.count }).toEqual({
        option: line.option,
        people: chosen,
        dots: chosen * 2,
      });
    }
  } finally {
    await store.close();
  }
}, 120_000);

function placesOf(
  board: BoardContent,
): { leafId: string; text: string; branchId: string | null }[] {
  const all = [...board.branches.flatMap((branch) => branch.leaves), ...board.loose];
  return all.map((leaf) => ({
    leafId: leaf.id,
    text: leaf.content.form === 'words' ? leaf.content.text : '',
    branchId: leaf.branchId,
  }));
}
