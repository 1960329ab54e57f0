import {
  RULES,
  may,
  refuse,
  makeId,
  ok,
  type ActName,
  type Actor,
  type Refusal,
  type RefusalCode,
  type Rule,
  type Result,
} from '@canopy/domain';
import { commands, type CommandPayload, type Reply } from '@canopy/protocol';
import type { NewDeed, Store } from '@canopy/storage';
import type { z } from 'zod';
import type { ActionContext } from './action.ts';
import { actions } from './actions.ts';
import { actorFor, keyOf, type Caller } from './caller.ts';
import type { Announcement, House } from './house.ts';

/** Thrown inside its piece of a transaction so that a refusal rolls that back; caught here alone. */
class Refused extends Error {
  readonly refusal: Refusal;
  constructor(refusal: Refusal) {
    super(refusal.code);
    this.refusal = refusal;
  }
}

/**
 * The one way anything is done: parse → who → permission now → in a transaction: permission still? →
 * seen before? → paused? → run → commit → announce. Transport-free: sockets, forms and tests all come
 * through here. Refusals are values. A bug throws through, and the edge that called answers `unexpected`.
 */
export async function dispatch<A extends ActName>(
  house: House,
  caller: Caller,
  name: A,
  raw: unknown,
  as: 'staff' | 'seat' | 'either' = 'either',
): Promise<Result<Reply<A>>> {
  const parsed = commands[name].safeParse(raw);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    return refuse(issue === undefined ? 'bad-input' : codeOf(issue), issue?.path.join('.'));
  }
  const input = parsed.data as CommandPayload<A>;
  const action = actions[name];

  const actor = await actorFor(house, caller, as);
  const scope = await action.scope(house.store, input, actor);
  if (scope === null) return refuse(actor.kind === 'nobody' ? 'not-signed-in' : 'not-found');
  if (!may(actor, name, scope)) {
    house.log('action:refused', { action: name });
    return refuse(turnedAway(actor));
  }

  const prepared = (await action.prepare?.(house, input, caller)) ?? ok('');
  if (!prepared.ok) return prepared;

  const by = keyOf(actor);
  const intentId = intentOf(input);
  const announcements: Announcement[] = [];
  const afterCommit: (() => void)[] = [];
  const ifTakenBack: (() => void)[] = [];
  let reply: Reply<A>;
  try {
    const work = async (tx: Store): Promise<Reply<A>> => {
      // Asked again when its turn has come: a right withdrawn while it waited is a right gone.
      const actorNow = await actorFor({ store: tx }, caller, as);
      if (keyOf(actorNow) !== by) throw new Refused({ code: 'not-signed-in' });
      if (!may(actorNow, name, scope)) throw new Refused({ code: turnedAway(actorNow) });
      if (intentId !== null) {
        const before = await tx.intents.replyTo(intentId, by);
        if (before !== null) return JSON.parse(before) as Reply<A>;
      }
      if (scope.sessionId !== null && actor.kind === 'seat')
        await refuseIfPaused(tx, name, scope.sessionId);
      let deed: NewDeed | undefined;
      const context: ActionContext = {
        house,
        tx,
        actor: actorNow,
        caller,
        by,
        prepared: prepared.value,
        now: house.clock(),
        newId: () => makeId(house.randomBytes),
        announce: (announcement) => announcements.push(announcement),
        afterCommit: (said) => afterCommit.push(said),
        ifTakenBack: (undone) => ifTakenBack.push(undone),
        keepDeed: (kept) => (deed = kept),
      };
      const result = await action.run(context, input);
      if (!result.ok) throw new Refused(result.refusal);
      if (intentId !== null)
        await tx.intents.record(intentId, by, scope.sessionId, JSON.stringify(result.value), deed);
      if (actor.kind === 'staff' && !UNLOGGED.has(name))
        await tx.audit.add({
          id: context.newId(),
          at: context.now,
          staffId: actor.staff.id,
          action: name,
          subjectId: subjectOf(input),
          sessionId: scope.sessionId,
        });
      return result.value;
    };
    reply =
      action.isLight?.(input) === true
        ? await work(house.store)
        : await house.commits.run(scope.sessionId ?? '', work, () => {
            for (const undone of ifTakenBack) undone();
          });
  } catch (error) {
    if (error instanceof Refused) return { ok: false, refusal: error.refusal };
    throw error;
  }
  for (const work of afterCommit) work();
  for (const announcement of announcements) house.announce(announcement);
  return ok(reply);
}

/** Reactions and each letter of the notes would drown the audit and say nothing. */
const UNLOGGED: ReadonlySet<ActName> = new Set<ActName>(['reaction:send', 'notes:write']);

/** Why somebody who may not do a thing may not. */
function turnedAway(actor: Actor): RefusalCode {
  if (actor.kind === 'nobody') return 'not-signed-in';
  if (actor.kind === 'seat' && actor.state === 'removed') return 'removed';
  if (actor.kind === 'seat' && actor.state === 'waiting') return 'not-admitted';
  return 'not-allowed';
}

async function refuseIfPaused(
  tx: ActionContext['tx'],
  name: ActName,
  sessionId: string,
): Promise<void> {
  const rule: Rule = RULES[name];
  if (rule.live !== true) return;
  const session = await tx.sessions.find(sessionId);
  if (session?.pausedReason != null) throw new Refused({ code: 'paused' });
  if (session?.state === 'closed' || session?.state === 'signed-off')
    throw new Refused({ code: 'session-closed' });
  if (session?.state !== 'open') throw new Refused({ code: 'session-not-open' });
}

/** Only words can be too long and only lists too many; a number out of its range is simply wrong. */
function codeOf(issue: z.core.$ZodIssue): RefusalCode {
  if (issue.code !== 'too_big') return 'bad-input';
  return issue.origin === 'string'
    ? 'too-long'
    : issue.origin === 'array'
      ? 'too-many'
      : 'bad-input';
}

function intentOf(input: object): string | null {
  return 'intentId' in input && typeof input.intentId === 'string' ? input.intentId : null;
}

const SUBJECTS = [
  'leafId',
  'branchId',
  'boardId',
  'stageId',
  'seatId',
  'themeId',
  'strandId',
  'staffId',
  'sessionId',
  'groupId',
];
function subjectOf(input: object): string | null {
  for (const key of SUBJECTS) {
    const value: unknown = Reflect.get(input, key);
    if (typeof value === 'string') return value;
  }
  return null;
}
