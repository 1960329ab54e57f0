import { isBoundToGroups, type Role, type Staff } from './staff.ts';
import type { SeatState } from './seat.ts';

/**
 * The one permission table. Every action a person can do stands here once, with who may do it.
 * Asked at the moment of use, with the rights as they are then, never remembered from connecting.
 *
 * `staff`: these roles may. `member`: an admitted seat may, in its own session. `waiting`: a seat
 * still in the lobby may too. `anyone`: no identity needed (limited by rate instead).
 * `live`: refused to members while the room is paused.
 */
export type Rule = {
  readonly staff: readonly Role[];
  readonly member?: boolean;
  readonly waiting?: boolean;
  readonly anyone?: boolean;
  readonly live?: boolean;
};

const ALL: readonly Role[] = ['administrator', 'chair', 'co-facilitator', 'note-taker'];
const RUN: readonly Role[] = ['administrator', 'chair', 'co-facilitator'];
const CHAIR: readonly Role[] = ['administrator', 'chair'];
const ADMIN: readonly Role[] = ['administrator'];

export const RULES = {
  // signing in, and the staff themselves
  'set-up:finish': { staff: [], anyone: true },
  'sign-in:begin': { staff: [], anyone: true },
  'sign-in:end': { staff: ALL },
  'staff:add': { staff: ADMIN },
  'staff:edit': { staff: ADMIN },
  'staff:disable': { staff: ADMIN },
  'staff:read': { staff: ADMIN },
  'password:change': { staff: ALL },

  // planning
  'group:add': { staff: CHAIR },
  'group:edit': { staff: CHAIR },
  'group:read': { staff: ALL },
  'session:plan': { staff: RUN },
  'session:edit': { staff: RUN },
  'session:duplicate': { staff: RUN },
  'session:delete': { staff: RUN },
  'session:restore': { staff: RUN },
  'session:read': { staff: ALL },
  'stage:add': { staff: RUN },
  'stage:edit': { staff: RUN },
  'stage:move': { staff: RUN },
  'stage:delete': { staff: RUN },
  'stage:restore': { staff: RUN },

  // coming in
  'seat:take': { staff: [], anyone: true },
  'seat:find-door': { staff: [], anyone: true },
  'seat:claim': { staff: [], anyone: true },
  'seat:leave': { staff: [], member: true, waiting: true },
  'seat:language': { staff: [], member: true, waiting: true },
  'seat:add': { staff: RUN },
  'seat:hand-on': { staff: RUN },
  'seat:admit': { staff: RUN },
  'seat:admit-all': { staff: RUN },
  'seat:remove': { staff: RUN },
  'door:set': { staff: RUN },

  // running the room
  'room:enter': { staff: ALL, member: true, waiting: true },
  'session:open': { staff: RUN },
  'session:close': { staff: RUN },
  'stage:go': { staff: RUN },
  'lead:take': { staff: RUN },
  'lead:give': { staff: RUN },
  'room:pause': { staff: ALL },
  'room:resume': { staff: RUN },
  'time:give': { staff: RUN },
  'time:ask': { staff: [], member: true, live: true },
  'ask:raise': { staff: RUN, member: true },
  'ask:lower': { staff: RUN, member: true },
  'check-in:answer': { staff: RUN, member: true, live: true },
  'reaction:send': { staff: ALL, member: true, live: true },
  'reactions:set': { staff: RUN },

  // the board
  'leaf:place': { staff: RUN, member: true, live: true },
  'leaf:edit': { staff: RUN, member: true, live: true },
  'leaf:withdraw': { staff: RUN, member: true, live: true },
  'leaf:move': { staff: RUN, member: true, live: true },
  'leaf:remove': { staff: RUN },
  'leaf:who': { staff: RUN },
  'branch:add': { staff: RUN, member: true, live: true },
  'branch:rename': { staff: RUN },
  'branch:move': { staff: RUN },
  'branch:merge': { staff: RUN },
  'branch:remove': { staff: RUN },
  'board:reveal': { staff: RUN },
  'board:undo': { staff: RUN, member: true, live: true },

  // the vote
  'ballot:cast': { staff: RUN, member: true, live: true },
  'vote:close': { staff: RUN },

  // the staff's own notes
  'notes:read': { staff: ALL },
  'notes:open': { staff: ALL },
  'notes:write': { staff: ALL },

  // after
  'record:read': { staff: ALL },
  'record:export': { staff: ['administrator', 'chair', 'co-facilitator'] },
  'theme:add': { staff: CHAIR },
  'theme:edit': { staff: CHAIR },
  'theme:move': { staff: CHAIR },
  'theme:delete': { staff: CHAIR },
  'theme:restore': { staff: CHAIR },
  'theme:send': { staff: CHAIR },
  'record:sign-off': { staff: CHAIR },
  'strand:add': { staff: CHAIR },
  'strand:edit': { staff: CHAIR },
  'strand:read': { staff: ALL },
} as const satisfies Record<string, Rule>;

export type ActionName = keyof typeof RULES;

/** Asked when something is shown; they change nothing, so they are functions, not actions. */
export const READS = [
  'staff:read',
  'group:read',
  'session:read',
  'room:enter',
  'notes:read',
  'record:read',
  'record:export',
  'strand:read',
] as const satisfies readonly ActionName[];
export type ReadName = (typeof READS)[number];
/** Everything that changes something. */
export type ActName = Exclude<ActionName, ReadName>;
export const ACTION_NAMES = Object.keys(RULES) as ActionName[];

/** Who is asking, as known at this moment. */
export type Actor =
  | { kind: 'staff'; staff: Staff }
  | { kind: 'seat'; seatId: string; sessionId: string; state: SeatState }
  | { kind: 'nobody' };

/** What it is about. A null group means the whole service (only unbound roles reach it). */
export type Scope = { groupId: string | null; sessionId: string | null };

export function may(actor: Actor, action: ActionName, scope: Scope): boolean {
  const rule: Rule = RULES[action];
  if (rule.anyone) return true;
  switch (actor.kind) {
    case 'nobody':
      return false;
    case 'seat':
      if (scope.sessionId !== actor.sessionId) return false;
      if (actor.state === 'admitted') return rule.member === true;
      return actor.state === 'waiting' && rule.waiting === true;
    case 'staff': {
      const { staff } = actor;
      if (staff.disabledAt !== null || !rule.staff.includes(staff.role)) return false;
      if (!isBoundToGroups(staff.role)) return true;
      return scope.groupId === null
        ? SERVICE_WIDE.has(action)
        : staff.groupIds.includes(scope.groupId);
    }
  }
}

/** Service-wide acts that a role bound to groups may still do: its own sign-in, and reading lists already cut to its groups. */
const SERVICE_WIDE: ReadonlySet<ActionName> = new Set([
  'sign-in:end',
  'password:change',
  'group:read',
  'session:read',
  'strand:read',
]);
