import type { ActName, Actor, Result, Scope, Session } from '@canopy/domain';
import type { CommandPayload, Reply } from '@canopy/protocol';
import type { NewDeed, Store } from '@canopy/storage';
import type { Caller } from './caller.ts';
import type { Announcement, House } from './house.ts';

/** What `run` is given: a transaction, the proven actor, and a way to say what changed. */
export type ActionContext = {
  house: House;
  /** Use only this store inside `run`: it is the transaction. */
  tx: Store;
  actor: Actor;
  caller: Caller;
  now: number;
  newId(): string;
  /** Said after the commit, in order; dropped if the action is refused or throws. */
  announce(announcement: Announcement): void;
  /** Runs after the commit, for things that live outside the database (broadcasts, sockets). */
  afterCommit(work: () => void): void;
  /** Runs when what was done here is rolled back, before anything else is done. */
  ifTakenBack(work: () => void): void;
  /** Keeps with the intent how to take back what it did to a board. */
  keepDeed(deed: NewDeed): void;
  /** The key deeds, intents and limits are kept under: `seat:…`, `staff:…`. */
  by: string;
  /** What `prepare` found; empty for actions without one. */
  prepared: string;
};

/**
 * One thing a person can do. `scope` says what it is about, read before permission is asked;
 * null = there is no such thing (answered `not-found`). `session` in the scope lets the dispatcher
 * refuse members while the room is paused. A refusal from `run` rolls the transaction back.
 */
export type Action<A extends ActName> = {
  name: A;
  scope(
    store: Store,
    input: CommandPayload<A>,
    actor: Actor,
  ): Promise<(Scope & { session?: Session }) | null>;
  /**
   * Slow work that must not hold the transaction, for one hashed password would make every room's
   * writes wait. Runs after permission and before the transaction; a refusal ends the action.
   */
  prepare?(house: House, input: CommandPayload<A>, caller: Caller): Promise<Result<string>>;
  /**
   * True: this one writes nothing and reads only rows, so it is done at once and beside any
   * transaction. `tx` is then the store itself.
   */
  isLight?(input: CommandPayload<A>): boolean;
  run(context: ActionContext, input: CommandPayload<A>): Promise<Result<Reply<A>>>;
};

export const defineAction = <A extends ActName>(action: Action<A>): Action<A> => action;

/** For actions about the whole service. */
export const serviceScope = async (): Promise<Scope> => ({ groupId: null, sessionId: null });

/** For actions about one session. Deleted sessions are not there. */
export async function sessionScope(
  store: Store,
  sessionId: string,
): Promise<(Scope & { session: Session }) | null> {
  const session = await store.sessions.find(sessionId);
  if (session === null || session.deletedAt !== null) return null;
  return { groupId: session.groupId, sessionId: session.id, session };
}

/** For actions about one stage. */
export async function stageScope(
  store: Store,
  stageId: string,
): Promise<(Scope & { session: Session }) | null> {
  const stage = await store.sessions.findStage(stageId);
  return stage === null ? null : sessionScope(store, stage.sessionId);
}

/** For actions about one board. */
export async function boardScope(
  store: Store,
  boardId: string,
): Promise<(Scope & { session: Session }) | null> {
  const board = await store.boards.find(boardId);
  return board === null ? null : sessionScope(store, board.sessionId);
}
