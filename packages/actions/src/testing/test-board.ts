import {
  makeId,
  type BoardContent,
  type GroupKind,
  type Leaf,
  type PrivacyLevel,
  type RefusalCode,
  type Session,
} from '@canopy/domain';
import type { CommandInput, Reply } from '@canopy/protocol';
import type { Caller } from '../caller.ts';
import { makeTestHouse, type TestHouse } from './test-house.ts';
import type { TestSeat, TestStaff } from './test-members.ts';

type BoardCommand =
  | 'leaf:place' | 'leaf:edit' | 'leaf:withdraw' | 'leaf:move' | 'leaf:remove' | 'leaf:who'
  | 'branch:add' | 'branch:rename' | 'branch:move' | 'branch:merge' | 'branch:remove'
  | 'board:reveal' | 'board:undo'; // prettier-ignore
type Rest<A extends BoardCommand> = Omit<CommandInput<A>, 'intentId' | 'boardId'>;

/** A room at its board: a chair, two members on their own phones and one on the telephone. */
export type TestBoard = TestHouse & {
  session: Session;
  boardId: string;
  chair: TestStaff;
  rowan: TestSeat;
  oak: TestSeat;
  phone: TestSeat;
  /** Does it, or throws the refusal's code. Returns its intent as well, for undo. */
  did<A extends BoardCommand>(
    who: { caller: Caller },
    name: A,
    rest: Rest<A>,
  ): Promise<Reply<A> & { intentId: string }>;
  /** Why it was refused; null = it was not. */
  refused<A extends BoardCommand>(
    who: { caller: Caller },
    name: A,
    rest: Rest<A>,
  ): Promise<RefusalCode | null>;
  /** Writes a leaf of these words. */
  writes(
    who: { caller: Caller },
    text: string,
    also?: { branchId?: string | null; forSeat?: string; leafId?: string },
  ): Promise<{ leafId: string; intentId: string }>;
  board(): Promise<BoardContent>;
  /** All leaves on the board, and what they say. */
  leaves(): Promise<Leaf[]>;
  texts(): Promise<string[]>;
  held(seat?: TestSeat): Promise<string[]>;
};

export async function makeTestBoard(
  kind: GroupKind,
  privacy: PrivacyLevel = 'hidden',
): Promise<TestBoard> {
  const house = await makeTestHouse();
  const session = await house.addSession({ kind });
  const planned = (await house.store.sessions.stages(session.id)).find((s) => s.kind === 'board');
  if (planned?.kind === 'board') await house.store.sessions.changeStage({ ...planned, privacy });
  const { boardId } = await house.goTo(session, 'board');
  const people = {
    chair: await house.addStaff('chair'),
    rowan: await house.addSeat(session, 'rowan'),
    oak: await house.addSeat(session, 'oak'),
    phone: await house.addSeat(session, 'wren', { way: 'on-the-phone' }),
  };
  house.house.boards.sayNow();
  return { ...house, ...people, session, boardId, ...verbs(house, boardId) };
}

/** The same room after a crash: only what was stored is known. */
export function restarted(room: TestBoard): TestBoard {
  const house = room.restart();
  return { ...room, ...house, ...verbs(house, room.boardId) };
}

export const textOf = ({ content }: Pick<Leaf, 'content'>): string =>
  content.form === 'words' ? content.text : content.word;

function verbs(house: TestHouse, boardId: string) {
  const { store } = house;
  const send = async <A extends BoardCommand>(who: { caller: Caller }, name: A, rest: Rest<A>) => {
    const intentId = makeId(house.house.randomBytes);
    return { intentId, result: await house.act(who.caller, name, { intentId, boardId, ...rest }) };
  };
  const did: TestBoard['did'] = async (who, name, rest) => {
    const { intentId, result } = await send(who, name, rest);
    if (!result.ok) throw new Error(result.refusal.code);
    return { ...result.value, intentId };
  };
  const board = async (): Promise<BoardContent> => {
    const content = await house.house.boards.read(boardId);
    if (content === null) throw new Error('no board');
    return content;
  };
  const leaves = async (): Promise<Leaf[]> => {
    const { branches, loose } = await board();
    return [...branches.flatMap((branch) => branch.leaves), ...loose];
  };
  return {
    did,
    board,
    leaves,
    refused: (async (who, name, rest) => {
      const { result } = await send(who, name, rest);
      return result.ok ? null : result.refusal.code;
    }) as TestBoard['refused'],
    writes: (async (who, text, also) =>
      did(who, 'leaf:place', {
        leaf: { kind: 'idea', content: { form: 'words', text }, lang: 'en' },
        branchId: null,
        ...also,
      })) as TestBoard['writes'],
    texts: async () => (await leaves()).map(textOf),
    held: async (seat?: TestSeat) =>
      (seat === undefined
        ? await store.boards.heldOn(boardId)
        : await store.boards.heldBy(boardId, seat.id)
      ).map(textOf),
  };
}
