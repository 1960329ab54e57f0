import type { ActionName } from '@canopy/domain';

/*
 * Who may do what, written a second time by hand and by person, so that a slip in the table by
 * action shows as a difference between two readings. Nothing here asks the table what it says.
 */

export const ANYONE: readonly ActionName[] = [
  'set-up:finish',
  'sign-in:begin',
  'seat:take',
  'seat:find-door',
  'seat:claim',
];
export const LOBBY: readonly ActionName[] = ['seat:leave', 'seat:language', 'room:enter'];
export const MEMBER: readonly ActionName[] = [
  ...LOBBY,
  'time:ask',
  'ask:raise',
  'ask:lower',
  'check-in:answer',
  'reaction:send',
  'leaf:place',
  'leaf:edit',
  'leaf:withdraw',
  'leaf:move',
  'branch:add',
  'board:undo',
  'ballot:cast',
];

/** What every member of staff may do without a group in mind. */
export const OWN_SIGN_IN: readonly ActionName[] = ['sign-in:end', 'password:change'];
export const LISTS: readonly ActionName[] = ['group:read', 'session:read', 'strand:read'];

/** In a group they belong to. */
export const NOTE_TAKER: readonly ActionName[] = [
  ...OWN_SIGN_IN,
  ...LISTS,
  'room:enter',
  'room:pause',
  'reaction:send',
  'notes:read',
  'notes:open',
  'notes:write',
  'record:read',
];
export const CO_FACILITATOR: readonly ActionName[] = [
  ...NOTE_TAKER,
  // plans
  'session:plan',
  'session:edit',
  'session:duplicate',
  'session:delete',
  'session:restore',
  'stage:add',
  'stage:edit',
  'stage:move',
  'stage:delete',
  'stage:restore',
  // the door
  'seat:add',
  'seat:hand-on',
  'seat:admit',
  'seat:admit-all',
  'seat:remove',
  'door:set',
  // runs the room
  'session:open',
  'session:close',
  'stage:go',
  'lead:take',
  'lead:give',
  'room:resume',
  'time:give',
  'ask:raise',
  'ask:lower',
  'check-in:answer',
  'reactions:set',
  // the board and the vote
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
  // afterwards
  'record:export',
];
export const CHAIR: readonly ActionName[] = [
  ...CO_FACILITATOR,
  'group:add',
  'group:edit',
  'theme:add',
  'theme:edit',
  'theme:move',
  'theme:delete',
  'theme:restore',
  'theme:send',
  'record:sign-off',
  'strand:add',
  'strand:edit',
];
export const ADMINISTRATOR: readonly ActionName[] = [
  ...CHAIR,
  'staff:add',
  'staff:edit',
  'staff:disable',
  'staff:read',
];
