import type { ActName, Refusal } from '@canopy/domain';

/** What an action answers when it is done. Actions not named here answer `{}`. */
export type Replies = {
  'set-up:finish': { staffId: string };
  'sign-in:begin': { staffId: string; token: string; expiresAt: number };
  'password:change': { token: string };
  'staff:add': { staffId: string };
  'group:add': { groupId: string };
  'session:plan': { sessionId: string };
  'session:duplicate': { sessionId: string };
  'stage:add': { stageId: string };
  'seat:find-door': { joinToken: string };
  /** `token` is the seat's cookie: shown once, kept hashed. */
  'seat:take': { seatId: string; sessionId: string; token: string };
  'seat:add': { seatId: string; token: string };
  /** `token` opens the seat once, by its link; claiming gives the cookie and ends the link. */
  'seat:hand-on': { token: string };
  'seat:claim': { seatId: string; sessionId: string; token: string };
  'leaf:place': { leafId: string };
  'leaf:who': { alias: string; aliasNumber: number };
  'branch:add': { branchId: string };
  'ask:raise': { askId: string };
  /** `seq` = what has been logged by then is part of what this connection is given. */
  'notes:open': { clientId: number; epoch: number; seq: number };
  'theme:add': { themeId: string };
  'strand:add': { strandId: string };
};
export type Reply<A extends ActName> = A extends keyof Replies ? Replies[A] : Record<string, never>;

/** A socket acknowledgement: exactly one of the two. */
export type Ack<T> = { ok: true; value: T } | { ok: false; refusal: Refusal };
