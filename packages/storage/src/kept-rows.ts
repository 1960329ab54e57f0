import type { Store } from './ports/store.ts';

/** keep = the answer is remembered; change = it may change what is remembered; pass = neither. */
type Part = 'keep' | 'change' | 'pass';

/**
 * What stands still between two clicks and is asked at every one of them: who somebody is, what
 * stage the room is at. Every method is named, so that a new one cannot be forgotten.
 */
const PARTS = {
  staff: {
    add: 'change',
    change: 'change',
    setPassword: 'change',
    find: 'keep',
    findByEmail: 'pass',
    all: 'pass',
    count: 'pass',
  },
  signIns: {
    add: 'change',
    findByTokenHash: 'keep',
    find: 'keep',
    touch: 'change',
    remove: 'change',
    removeForStaff: 'change',
    forStaff: 'pass',
    removeExpired: 'change',
  },
  groups: { add: 'change', change: 'change', find: 'keep', all: 'pass' },
  sessions: {
    add: 'change',
    change: 'change',
    find: 'keep',
    findByJoinToken: 'pass',
    findByOpenCode: 'pass',
    all: 'pass',
    open: 'keep',
    addStage: 'change',
    changeStage: 'change',
    setStageDeleted: 'change',
    setPhase: 'change',
    findStage: 'keep',
    stages: 'keep',
    orderStages: 'change',
  },
  seats: {
    add: 'change',
    find: 'keep',
    findByTokenHash: 'keep',
    all: 'keep',
    setState: 'change',
    setLanguage: 'change',
    setTokenHash: 'change',
    removeDue: 'change',
    removeDueAliases: 'pass',
  },
  // What a board is; what is on it is the business of whoever has it in memory.
  boards: {
    create: 'change',
    find: 'keep',
    forStage: 'keep',
    load: 'pass',
    since: 'pass',
    lastSeq: 'pass',
    append: 'pass',
    saveSnapshot: 'pass',
    removeDue: 'pass',
    setAuthor: 'pass',
    authorOf: 'pass',
    leavesBy: 'pass',
    authorCount: 'pass',
    hold: 'pass',
    changeHeld: 'pass',
    dropHeld: 'pass',
    findHeld: 'pass',
    heldOn: 'pass',
    heldBy: 'pass',
    countHeld: 'pass',
    findDeed: 'pass',
    markUndone: 'pass',
    undoableBy: 'pass',
  },
  votes: {
    open: 'change',
    find: 'keep',
    cast: 'pass',
    ballotOf: 'pass',
    ballots: 'pass',
    countBallots: 'pass',
    removeDue: 'pass',
    close: 'change',
  },
} as const satisfies { [N in KeptNoun]: Record<keyof Store[N], Part> };

type KeptNoun = 'staff' | 'signIns' | 'groups' | 'sessions' | 'seats' | 'boards' | 'votes';
/** Without those that pass: this is gone through at every transaction. */
const TOUCHED = Object.fromEntries(
  Object.entries(PARTS).map(([noun, parts]) => [
    noun,
    Object.entries<Part>(parts).filter(([, part]) => part !== 'pass'),
  ]),
) as Record<KeptNoun, [string, Part][]>;
const KEPT_NOUNS = Object.keys(PARTS) as KeptNoun[];
export type Nouns = Pick<Store, KeptNoun>;

/** Above this many answers to one question, all are let go: a bound, not a policy. */
const KEPT_MAX = 20_000;
/** Between two looks whether somebody else wrote the file. */
const LOOK_EVERY_MS = 50;

/** `changing`: the open transaction has changed it. `writing`: changes outside transactions under way. */
type Answers = { found: Found; age: number; changing: boolean; writing: number };
/** By method, then by what it was asked; answered as they are, for they are asked ten times a click. */
type Found = Map<string, Map<unknown, Promise<unknown>>>;
type Call = (...args: readonly unknown[]) => Promise<unknown>;

/**
 * Answers remembered for as long as they are true. Only for a database that this process alone
 * writes: every change passes through here and drops what it may have made untrue. Inside a
 * transaction that has changed a noun, that noun is read from the database until it ends. `version`
 * is the database's own count of other connections' writes: a tool that wrote to the file while the
 * host ran is noticed at the next transaction, and by other reads within 50 ms.
 */
export class KeptRows {
  readonly #answers: Record<KeptNoun, Answers>;
  readonly #version: () => unknown;
  #seen: unknown;
  #lookedAt = 0;

  constructor(version: () => unknown) {
    this.#version = version;
    this.#seen = version();
    const empty = (): Answers => ({ found: new Map(), age: 0, changing: false, writing: 0 });
    this.#answers = {
      staff: empty(),
      signIns: empty(),
      groups: empty(),
      sessions: empty(),
      seats: empty(),
      boards: empty(),
      votes: empty(),
    };
  }

  /** The same nouns, answering from memory where they can. */
  around<N extends Nouns>(nouns: N, where: 'outside' | 'inside'): N {
    const wrapped: Partial<Record<KeptNoun, unknown>> = {};
    for (const noun of KEPT_NOUNS) wrapped[noun] = this.#wrap(noun, nouns[noun], where);
    return { ...nouns, ...wrapped };
  }

  /** Everything is asked anew: a room that everybody has left would be remembered for ever. */
  letGo(): void {
    for (const noun of KEPT_NOUNS) this.#drop(noun);
  }

  /** A transaction begins: whatever anybody wrote before it is seen in it. */
  begin(): void {
    this.#look();
  }

  /** It ended, either way; told before the connection is free for anybody else. */
  end(): void {
    for (const noun of KEPT_NOUNS) {
      if (!this.#answers[noun].changing) continue;
      this.#answers[noun].changing = false;
      this.#drop(noun);
    }
  }

  #wrap(noun: KeptNoun, store: object, where: 'outside' | 'inside'): object {
    const answers = this.#answers[noun];
    const wrapped = { ...store } as Record<string, Call>;
    for (const [method, part] of TOUCHED[noun]) {
      const call = Reflect.get(store, method) as Call;
      if (part === 'keep')
        wrapped[method] = (...args) => this.#read(answers, method, args, call, where);
      else if (where === 'inside')
        wrapped[method] = (...args) => {
          answers.changing = true;
          return call(...args);
        };
      else
        wrapped[method] = (...args) => {
          answers.writing += 1;
          return call(...args).finally(() => {
            answers.writing -= 1;
            this.#drop(noun);
          });
        };
    }
    return wrapped;
  }

  #read(
    answers: Answers,
    method: string,
    args: readonly unknown[],
    call: Call,
    where: 'outside' | 'inside',
  ): Promise<unknown> {
    if (answers.writing > 0 || (where === 'inside' && answers.changing)) return call(...args);
    if (where === 'outside' && performance.now() - this.#lookedAt > LOOK_EVERY_MS) this.#look();
    const key = args.length > 1 ? args.join(' ') : args[0];
    return (
      answers.found.get(method)?.get(key) ?? this.#learn(answers, method, key, () => call(...args))
    );
  }

  async #learn(
    answers: Answers,
    method: string,
    key: unknown,
    ask: () => Promise<unknown>,
  ): Promise<unknown> {
    const { age } = answers;
    const answer = await ask();
    // Read before a change and answered after it: true then, perhaps not now.
    if (age !== answers.age || answers.changing || answers.writing > 0) return answer;
    const found = answers.found.get(method) ?? new Map<unknown, Promise<unknown>>();
    answers.found.set(method, found);
    if (found.size >= KEPT_MAX) found.clear();
    found.set(key, Promise.resolve(held(answer)));
    return answer;
  }

  #look(): void {
    this.#lookedAt = performance.now();
    const version = this.#version();
    if (version === this.#seen) return;
    this.#seen = version;
    this.letGo();
  }

  #drop(noun: KeptNoun): void {
    const answers = this.#answers[noun];
    answers.found.clear();
    answers.age += 1;
  }
}

/** Handed to many: whoever changes it changes it for all, so nobody can. */
function held<T>(answer: T): T {
  if (typeof answer !== 'object' || answer === null || Object.isFrozen(answer)) return answer;
  for (const part of Object.values(answer)) held(part);
  return Object.freeze(answer);
}
