import { newIntent } from '../support/live-person.ts';
import { storedBoard } from '../support/stored-session.ts';
import type { Who, World } from '../support/world.ts';

/** One key screen: whose browser, where, and (in order) what the rooms do before it is taken. */
export type Screen = {
  name: string;
  who: Who | 'child';
  path: (world: World) => string | Promise<string>;
  before?: (world: World) => Promise<void>;
  /** A press that opens what is to be seen, found by its words in either language. */
  press?: RegExp;
  /** Only at this width: the other shows nothing more. */
  only?: 390 | 1440;
};

const seat = (world: World): string => `/session/${world.adult.sessionId}`;
const desk = (world: World): string => `/staff/sessions/${world.adult.sessionId}`;

async function standYouthBoard({ host, youth }: World): Promise<void> {
  await youth.seatMany(3);
  await youth.open();
  await youth.go('board');
  await youth.reveal();
  const { boardId } = youth;
  const { branches } = await storedBoard(host, boardId);
  const said = [
    ['idea', 'Meet somewhere that is not the office.', 0],
    ['problem', 'They talk to my mum, not me.', 1],
    ['works', 'She asks what I think first.', 1],
    ['want', 'Pick the day together.', 2],
  ] as const;
  for (const [n, [kind, text, on]] of said.entries())
    await youth.say(youth.chair, 'leaf:place', {
      intentId: newIntent(),
      boardId,
      leaf: { kind, content: { form: 'words', text }, lang: 'en' },
      branchId: branches[on]?.id ?? null,
      forSeat: youth.seats[n % 3]?.seatId ?? '',
    });
  await youth.place(0, 'idea', 'A worker who plays football.', branches[0]?.id ?? null);
}

/** In the order of a session's life, so that each begins where the one before stopped. */
export const SCREENS: readonly Screen[] = [
  { name: 'front', who: 'nobody', path: () => '/' },
  { name: 'come-in', who: 'guest', path: () => '/come-in' },
  { name: 'name', who: 'guest', path: () => '/come-in/name?set=1' },
  { name: 'promise', who: 'guest', path: () => '/come-in/promise?name=rowan' },
  { name: 'lobby', who: 'waiting', path: (world) => `${seat(world)}/lobby` },
  { name: 'staff-home', who: 'chair', path: () => '/staff' },
  { name: 'plan', who: 'chair', path: (world) => `/staff/sessions/${world.youth.sessionId}` },
  { name: 'invite', who: 'chair', path: (world) => `${desk(world)}/invite` },
  {
    name: 'member-check-in',
    who: 'member',
    path: seat,
    before: ({ adult }) => adult.go('check-in'),
  },
  {
    name: 'member-think-alone',
    who: 'member',
    path: seat,
    before: async ({ adult }) => {
      await adult.go('board');
      await adult.place(0, 'idea', 'Text us the day before, with the room number.');
    },
  },
  { name: 'member-writing', who: 'member', path: seat, press: /^(Write|Ysgrifennu)$/ },
  {
    name: 'member-board',
    who: 'member',
    path: seat,
    before: async ({ adult }) => {
      await adult.reveal();
      await adult.fillBoard();
    },
  },
  { name: 'member-felt', who: 'member', path: seat, press: /^(Felt|Ffelt)$/, only: 390 },
  { name: 'staff-room', who: 'chair', path: (world) => `${desk(world)}/room` },
  { name: 'member-paused', who: 'member', path: seat, before: ({ adult }) => adult.pause() },
  {
    name: 'member-vote',
    who: 'member',
    path: seat,
    before: async ({ adult }) => {
      await adult.resume();
      await adult.go('vote');
    },
  },
  {
    name: 'member-result',
    who: 'member',
    path: seat,
    before: ({ adult }) => adult.voteAndClose(),
  },
  { name: 'member-talk', who: 'member', path: seat, before: ({ adult }) => adult.go('talk') },
  {
    name: 'youth-board',
    who: 'child',
    path: (world) => `/session/${world.youth.sessionId}`,
    before: standYouthBoard,
  },
  {
    name: 'record',
    who: 'chair',
    path: (world) => `${desk(world)}/record`,
    before: async (world) => {
      await world.adult.go('board');
      await world.closeAndThemes();
      await world.signOff();
    },
  },
  {
    name: 'strand',
    who: 'chair',
    path: async (world) => `/staff/strands/${await world.strandId()}`,
  },
  {
    name: 'said-and-done',
    who: 'nobody',
    path: async (world) => `/said-and-done/${await world.groupId()}`,
  },
];
