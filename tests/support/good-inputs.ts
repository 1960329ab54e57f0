import { randomBytes } from 'node:crypto';
import { makeId } from '@canopy/domain';
import { SOCKET_COMMANDS, type CommandInput, type SocketCommand } from '@canopy/protocol';
import type { PlantedRoom } from './planted-rooms.ts';

const newId = (): string => makeId((n) => randomBytes(n));

/** One input of each live command that would be taken, were it said by the right person at the right time. */
export function goodInputs(room: PlantedRoom): { [C in SocketCommand]: CommandInput<C> } {
  const { sessionId, boardId, boardStageId, voteStageId } = room;
  const [branchId = '', into = ''] = room.branches;
  const [{ seatId } = { seatId: '' }] = room.seats;
  const intent = { intentId: newId(), boardId };
  const leafId = newId();
  const content = { form: 'words', text: 'A leaf' } as const;
  return {
    'seat:leave': {},
    'seat:language': { language: 'cy' },
    'seat:add': { sessionId, alias: 'oak', language: 'en', way: 'on-the-phone' },
    'seat:hand-on': { seatId },
    'seat:admit': { seatId },
    'seat:admit-all': { sessionId },
    'seat:remove': { seatId: newId() },
    'door:set': { sessionId, door: 'open' },
    'session:open': { sessionId },
    'session:close': { sessionId: newId() },
    'stage:go': { sessionId, stageId: boardStageId },
    'lead:take': { sessionId },
    'lead:give': { sessionId, staffId: newId() },
    'room:pause': { sessionId: newId() },
    'room:resume': { sessionId },
    'time:give': { sessionId, minutes: 5 },
    'time:ask': { sessionId },
    'ask:raise': { intentId: newId(), sessionId, ask: 'speak', forSeat: seatId },
    'ask:lower': { askId: newId() },
    'check-in:answer': { intentId: newId(), stageId: newId(), answer: 'good', forSeat: seatId },
    'reaction:send': { sessionId, code: '2764', leafId },
    'reactions:set': { sessionId, on: true, set: 'adult' },
    'leaf:place': { ...intent, leafId, leaf: { kind: 'idea', content, lang: 'en' }, branchId },
    'leaf:edit': { ...intent, leafId, kind: 'want', content, forSeat: seatId },
    'leaf:withdraw': { ...intent, leafId },
    'leaf:move': { ...intent, leafId, branchId, before: newId() },
    'leaf:remove': { ...intent, leafId },
    'leaf:who': { boardId, leafId },
    'branch:add': { ...intent, title: 'A branch', lang: 'en' },
    'branch:rename': { ...intent, branchId, title: { en: 'Named', cy: 'Enw' } },
    'branch:move': { ...intent, branchId, before: into },
    'branch:merge': { ...intent, branchId, into },
    'branch:remove': { ...intent, branchId: newId() },
    'board:reveal': { ...intent, leafIds: [leafId], marks: ['x'] },
    'board:undo': { ...intent, undoes: newId() },
    'ballot:cast': {
      intentId: newId(),
      stageId: voteStageId,
      choice: { method: 'dots', dots: [{ option: branchId, n: 2 }] },
    },
    'vote:close': { stageId: newId() },
  };
}

export const liveCommands: readonly SocketCommand[] = SOCKET_COMMANDS;
