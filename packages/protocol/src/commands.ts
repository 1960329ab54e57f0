import {
  Ask,
  CheckInAnswer,
  Choice,
  Id,
  Language,
  LeafContent,
  LeafInput,
  LeafKind,
  ReactionCode,
  ReactionSet,
  SessionInput,
  StageInput,
  GroupInput,
  StrandInput,
  ThemeInput,
  AliasId,
  Way,
  Email,
  Password,
  Role,
  StaffName,
  bilingual,
  TEMPLATE_IDS,
  DOORS,
  type ActName,
} from '@canopy/domain';
import { z } from 'zod';
import type { LeafDrag } from './drag.ts';
import { NOTES_MAX_BYTES, NOTES_UPDATES_MAX } from './notes-feed.ts';

/**
 * Every action's input, once. A browser's socket command, a form, the bad-input fuzz and the
 * permission test all read this table. `intentId` is chosen by the sender: however often the same
 * intent arrives it is applied once, and the first reply is given again.
 */
const IntentId = Id;
const Title = bilingual(60);
/** Staff may act for a seat that takes part by phone, on a shared device, or with help. */
const forSeat = Id.optional();
const board = { intentId: IntentId, boardId: Id };
const ClientId = z.number().int().min(1).max(0xffff_ffff);
const NotesUpdate = z.instanceof(Uint8Array).refine((update) => update.length <= NOTES_MAX_BYTES);

export const commands = {
  'set-up:finish': z.object({ name: StaffName, email: Email, password: Password }),
  'sign-in:begin': z.object({ email: Email, password: z.string().min(1).max(200) }),
  'sign-in:end': z.object({}),
  'staff:add': z.object({
    name: StaffName,
    email: Email,
    password: Password,
    role: Role,
    approvedForChildren: z.boolean(),
    groupIds: z.array(Id).max(100),
  }),
  'staff:edit': z.object({
    staffId: Id,
    name: StaffName,
    role: Role,
    approvedForChildren: z.boolean(),
    groupIds: z.array(Id).max(100),
  }),
  'staff:disable': z.object({ staffId: Id, disabled: z.boolean() }),
  'password:change': z.object({ current: z.string().min(1).max(200), next: Password }),

  'group:add': GroupInput,
  'group:edit': z.object({ groupId: Id, group: GroupInput }),
  'session:plan': z.object({
    groupId: Id,
    template: z.enum(TEMPLATE_IDS),
    session: SessionInput,
  }),
  'session:edit': z.object({ sessionId: Id, session: SessionInput }),
  'session:duplicate': z.object({ sessionId: Id }),
  'session:delete': z.object({ sessionId: Id }),
  'session:restore': z.object({ sessionId: Id }),
  'stage:add': z.object({ sessionId: Id, stage: StageInput }),
  'stage:edit': z.object({ stageId: Id, stage: StageInput }),
  'stage:move': z.object({ stageId: Id, to: z.number().int().min(0).max(100) }),
  'stage:delete': z.object({ stageId: Id }),
  'stage:restore': z.object({ stageId: Id }),

  'seat:find-door': z.object({ code: z.string().min(1).max(40) }),
  'seat:take': z.object({
    joinToken: z.string().min(1).max(80),
    alias: AliasId,
    language: Language,
  }),
  'seat:leave': z.object({}),
  'seat:language': z.object({ language: Language }),
  'seat:add': z.object({ sessionId: Id, alias: AliasId, language: Language, way: Way }),
  /** Staff open a shared device's seat there: a link for one use. */
  'seat:hand-on': z.object({ seatId: Id }),
  'seat:claim': z.object({ token: z.string().min(1).max(120) }),
  'seat:admit': z.object({ seatId: Id }),
  'seat:admit-all': z.object({ sessionId: Id }),
  'seat:remove': z.object({ seatId: Id }),
  'door:set': z.object({ sessionId: Id, door: z.enum(DOORS) }),

  'session:open': z.object({ sessionId: Id }),
  'session:close': z.object({ sessionId: Id }),
  'stage:go': z.object({ sessionId: Id, stageId: Id }),
  'lead:take': z.object({ sessionId: Id }),
  'lead:give': z.object({ sessionId: Id, staffId: Id }),
  'room:pause': z.object({ sessionId: Id }),
  'room:resume': z.object({ sessionId: Id }),
  'time:give': z.object({ sessionId: Id, minutes: z.number().int().min(1).max(60) }),
  'time:ask': z.object({ sessionId: Id }),
  'ask:raise': z.object({ intentId: IntentId, sessionId: Id, ask: Ask, forSeat }),
  'ask:lower': z.object({ askId: Id }),
  'check-in:answer': z.object({ intentId: IntentId, stageId: Id, answer: CheckInAnswer, forSeat }),
  'reaction:send': z.object({ sessionId: Id, code: ReactionCode, leafId: Id.nullable() }),
  'reactions:set': z.object({ sessionId: Id, on: z.boolean(), set: ReactionSet }),

  /**
   * `leafId` is chosen by the sender, at random, so that the leaf in its outbox and the leaf on the
   * board are one; left out, the server chooses. One that is taken is refused as `bad-input`.
   */
  'leaf:place': z.object({
    ...board,
    leafId: Id.optional(),
    leaf: LeafInput,
    branchId: Id.nullable(),
    forSeat,
  }),
  'leaf:edit': z.object({ ...board, leafId: Id, kind: LeafKind, content: LeafContent, forSeat }),
  'leaf:withdraw': z.object({ ...board, leafId: Id, forSeat }),
  /** `before` = the leaf it goes in front of; null = last on that branch. */
  'leaf:move': z.object({ ...board, leafId: Id, branchId: Id.nullable(), before: Id.nullable() }),
  'leaf:remove': z.object({ ...board, leafId: Id }),
  'leaf:who': z.object({ boardId: Id, leafId: Id }),
  'branch:add': z.object({ ...board, title: z.string().trim().min(1).max(60), lang: Language }),
  'branch:rename': z.object({ ...board, branchId: Id, title: Title }),
  'branch:move': z.object({ ...board, branchId: Id, before: Id.nullable() }),
  'branch:merge': z.object({ ...board, branchId: Id, into: Id }),
  'branch:remove': z.object({ ...board, branchId: Id }),
  /**
   * No leafIds = every held leaf, in one shuffled batch. The first reveal ends thinking alone. `marks`:
   * in a youth panel, what the worker has read; a leaf that says something else by now goes on waiting.
   */
  'board:reveal': z.object({
    ...board,
    leafIds: z.array(Id).max(500).optional(),
    marks: z.array(z.string().max(24)).max(500).optional(),
  }),
  'board:undo': z.object({ ...board, undoes: IntentId }),

  'ballot:cast': z.object({ intentId: IntentId, stageId: Id, choice: Choice, forSeat }),
  'vote:close': z.object({ stageId: Id }),

  /** `after` = the client id this browser wrote under before: nothing that still comes from it is let in. */
  'notes:open': z.object({ sessionId: Id, after: ClientId.optional() }),
  /**
   * Yjs updates of one connection, oldest first, all let in or none. `clientId` and `epoch` are what
   * `notes:open` gave that connection; the host fills them in, and no browser can name its own.
   */
  'notes:write': z.object({
    sessionId: Id,
    clientId: ClientId,
    epoch: z.number().int().min(1),
    updates: z.array(NotesUpdate).min(1).max(NOTES_UPDATES_MAX),
  }),

  'theme:add': z.object({ sessionId: Id, theme: ThemeInput }),
  'theme:edit': z.object({ themeId: Id, theme: ThemeInput }),
  'theme:move': z.object({ themeId: Id, to: z.number().int().min(0).max(200) }),
  'theme:delete': z.object({ themeId: Id }),
  'theme:restore': z.object({ themeId: Id }),
  'theme:send': z.object({ themeId: Id, strandId: Id.nullable() }),
  'record:sign-off': z.object({ sessionId: Id }),
  'strand:add': StrandInput,
  'strand:edit': z.object({ strandId: Id, strand: StrandInput }),
} as const satisfies Record<ActName, z.ZodType>;

/** The felt's scene is 1,072 units wide and as tall as its leaves; nothing is dragged further than this. */
const SceneUnit = z.number().int().min(-100_000).max(100_000);
const dragged = { boardId: Id, leafId: Id };
/** No act of the table: it changes nothing, so nothing is written, undone or audited. */
export const leafDrag = z.union([
  z.object({ ...dragged, x: SceneUnit, y: SceneUnit }),
  z.object({ ...dragged, end: z.literal(true) }),
]) satisfies z.ZodType<LeafDrag>;

export type CommandInput<A extends ActName> = z.input<(typeof commands)[A]>;
export type CommandPayload<A extends ActName> = z.output<(typeof commands)[A]>;

/** The actions a live socket may carry. All others go by form, with its cookie and origin checks. */
export const SOCKET_COMMANDS = [
  'seat:leave',
  'seat:language',
  'seat:add',
  'seat:hand-on',
  'seat:admit',
  'seat:admit-all',
  'seat:remove',
  'door:set',
  'session:open',
  'session:close',
  'stage:go',
  'lead:take',
  'lead:give',
  'room:pause',
  'room:resume',
  'time:give',
  'time:ask',
  'ask:raise',
  'ask:lower',
  'check-in:answer',
  'reaction:send',
  'reactions:set',
  'leaf:place',
  'leaf:edit',
  'leaf:withdraw',
  'leaf:move',
  'leaf:remove',
  'leaf:who',
  'branch:add',
  'branch:rename',
  'branch:move',
  'branch:merge',
  'branch:remove',
  'board:reveal',
  'board:undo',
  'ballot:cast',
  'vote:close',
] as const satisfies readonly ActName[];
export type SocketCommand = (typeof SOCKET_COMMANDS)[number];
