import type {
  BoardStage,
  Group,
  LeafInput,
  Seat,
  Session,
  SessionRecord,
  Staff,
  Theme,
  VoteStage,
  WorkStrand,
} from '@canopy/domain';
import { afterEach, beforeEach } from 'vitest';
import type { Store } from '../ports/index.ts';

export type OpenStore = () => Promise<Store>;

/** A fresh store for each test, closed after it. Call inside `describe`. */
export function eachStore(openStore: OpenStore, prepare?: (store: Store) => Promise<void>) {
  const held: { store: Store | null } = { store: null };
  beforeEach(async () => {
    held.store = await openStore();
    await prepare?.(held.store);
  });
  afterEach(async () => held.store?.close());
  return (): Store => {
    if (held.store === null) throw new Error('asked for the store outside a test');
    return held.store;
  };
}

export const aGroup = (id: string, more: Partial<Group> = {}): Group => ({
  id,
  kind: 'adult',
  name: { en: 'Adult advisory group', cy: 'Grŵp cynghori oedolion' },
  serviceName: null,
  cadence: 'quarterly',
  language: 'both',
  createdAt: 1_000,
  ...more,
});

export const aSession = (id: string, more: Partial<Session> = {}): Session => ({
  id,
  groupId: 'group',
  title: { en: 'Spring session', cy: 'Sesiwn y gwanwyn' },
  startsAt: 1_900_000_000_000,
  state: 'planned',
  door: 'shut',
  joinToken: `join-${id}`,
  spokenCode: 'K7QM2XRD',
  reactionSet: 'adult',
  reactionsOn: true,
  leadStaffId: null,
  stageId: null,
  stageStartedAt: null,
  extraMinutes: 0,
  pausedReason: null,
  openedAt: null,
  closedAt: null,
  deletedAt: null,
  createdAt: 1_000,
  ...more,
});

export const aBoardStage = (id: string, more: Partial<BoardStage> = {}): BoardStage => ({
  id,
  sessionId: 'session',
  position: 0,
  kind: 'board',
  name: { en: 'Board', cy: 'Bwrdd' },
  rung: 'worked-together',
  minutes: 20,
  question: { en: 'What should come first?', cy: 'Beth ddylai ddod gyntaf?' },
  privacy: 'hidden',
  branches: [{ en: 'Housing', cy: 'Tai' }],
  ...more,
});

export const aVoteStage = (id: string, more: Partial<VoteStage> = {}): VoteStage => ({
  id,
  sessionId: 'session',
  position: 1,
  kind: 'vote',
  name: { en: 'Vote', cy: 'Pleidlais' },
  rung: 'decided-together',
  minutes: null,
  question: { en: 'Which matters most?', cy: '' },
  privacy: 'hidden',
  vote: {
    method: 'approve',
    source: { from: 'branches', boardStageId: null },
    dots: 5,
    maxPerOption: 3,
  },
  ...more,
});

export const aSeat = (id: string, more: Partial<Seat> = {}): Seat & { tokenHash: string } => ({
  id,
  sessionId: 'session',
  alias: 'rowan',
  language: 'en',
  way: 'own-phone',
  state: 'waiting',
  createdAt: 1_000,
  tokenHash: `hash-of-${id}`,
  ...more,
});

export const someStaff = (
  id: string,
  more: Partial<Staff> = {},
): Staff & { passwordHash: string } => ({
  id,
  email: `${id}@example.org`,
  name: id,
  role: 'chair',
  approvedForChildren: true,
  groupIds: [],
  disabledAt: null,
  createdAt: 1_000,
  passwordHash: `$argon2id$of-${id}`,
  ...more,
});

export const aLeaf = (text: string): LeafInput => ({
  kind: 'idea',
  content: { form: 'words', text },
  lang: 'en',
});

export const aTheme = (id: string, more: Partial<Theme> = {}): Theme => ({
  id,
  sessionId: 'session',
  name: { en: 'Time with a worker', cy: '' },
  line: { en: '', cy: '' },
  strandId: null,
  leafIds: ['leaf-2', 'leaf-1'],
  position: 0,
  ...more,
});

export const aStrand = (id: string, more: Partial<WorkStrand> = {}): WorkStrand => ({
  id,
  kind: 'reporting',
  name: { en: 'Reports people can read', cy: 'Adroddiadau darllenadwy' },
  ownerName: 'Priya',
  createdAt: 1_000,
  deletedAt: null,
  ...more,
});

export const aRecord = (sessionId: string): SessionRecord => ({
  version: 1,
  sessionId,
  groupId: 'group',
  groupName: { en: 'Adult advisory group', cy: '' },
  groupKind: 'adult',
  title: { en: 'Spring session', cy: '' },
  openedAt: 1,
  closedAt: 2,
  attendance: { members: 8, byWay: { 'own-phone': 8 }, staff: 2, languages: { en: 7, cy: 1 } },
  stages: [],
});

/** One group, one session, a board stage and a vote stage: the ground most rules stand on. */
export async function plant(store: Store): Promise<void> {
  await store.groups.add(aGroup('group'));
  await store.sessions.add(aSession('session'));
  await store.sessions.addStage(aBoardStage('stage'));
  await store.sessions.addStage(aVoteStage('vote'));
}

export async function plantBoard(store: Store): Promise<void> {
  await plant(store);
  await store.boards.create({ boardId: 'board', sessionId: 'session', stageId: 'stage' });
}
