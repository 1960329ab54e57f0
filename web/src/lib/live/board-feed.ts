import { CLOSE } from '@canopy/protocol';
import { Comeback } from './comeback.ts';
import { openFeedLine, type FeedLine, type FeedSocket } from './feed-line.ts';
import type { Looked } from './feed-poll.ts';
import { LookLoop } from './look-loop.ts';
import { Questions } from './questions.ts';

/** `open` = what is shown is what the server has, give or take the way here. */
export type FeedState = 'opening' | 'open' | 'away' | 'revoked' | 'closed';

/** The copy that a feed fills. */
export type FeedCopy = {
  vector: () => Uint8Array;
  /** Takes an update in; true when it builds on one that never came. Throws when it is none. */
  take: (update: Uint8Array) => boolean;
  /** All that was committed before the question just answered was put is here. */
  whole: () => void;
  /** The server disowns this copy: a new one is begun, and from now on asked for. */
  disown: () => void;
};
/** How bytes come: by the browser's own ways, or by a test's hands. */
export type FeedWays = {
  connect: () => FeedSocket;
  look: (vector: Uint8Array) => Promise<Looked>;
  random?: () => number;
};

const WAITS = { firstMs: 1_000, mostMs: 8_000 };
/** Websockets that failed so often before one ever opened: this network has none (people 92). */
const BLOCKED_AFTER = 2;
const SOCKET_AGAIN_MS = 60_000;
/** Asked now and then without a reason, which heals what nobody noticed. */
const ASK_EVERY_MS = 60_000;
const ASK_APART_MS = 250;
/** A line that may have been cut while the device slept has this long to answer. */
const PROVE_WITHIN_MS = 4_000;
/** Codes that say: throw your copy away and load again. Revoked is not one of them. */
const LOAD_AGAIN: readonly number[] = [CLOSE.rebuilt, CLOSE.tooSlow, CLOSE.unreadable];
const CUT = 1006;

/**
 * Keeps the copy of one board up to date for as long as its page lives: by websocket, or, where a
 * network lets none through, by looking every two seconds while the websocket is tried once a minute.
 */
export class BoardFeed {
  state: FeedState = 'opening';
  readonly #copy: FeedCopy;
  readonly #ways: FeedWays;
  readonly #onState: () => void;
  readonly #random: () => number;
  readonly #comeback: Comeback;
  readonly #looks: LookLoop;
  readonly #questions = new Questions();
  #line: FeedLine | null = null;
  #lineIsOpen = false;
  /** Those on the line, which answers in order. */
  #underWay: number[] = [];
  #everOpened = false;
  #failed = 0;
  /** The room's own line lives on polling: this one will not open either. */
  #roomPolls = false;
  #askedAt = -Infinity;
  #askTimer: ReturnType<typeof setTimeout> | undefined;
  #proofTimer: ReturnType<typeof setTimeout> | undefined;
  #socketTimer: ReturnType<typeof setTimeout> | undefined;
  #over = false;

  constructor(copy: FeedCopy, ways: FeedWays, onState: () => void = () => undefined) {
    this.#copy = copy;
    this.#ways = ways;
    this.#onState = onState;
    this.#random = ways.random ?? Math.random;
    this.#comeback = new Comeback(() => this.#connect(), WAITS, this.#random);
    this.#looks = new LookLoop(() => this.#look(), this.#random);
  }

  open(): void {
    this.#connect();
  }
  close(): void {
    this.#end('closed');
  }

  /** Done when all that is committed by now is in the copy. */
  caughtUp(): Promise<void> {
    const done = this.#questions.next();
    if (this.#lineIsOpen) this.#ask();
    else this.#looks.soon();
    return done;
  }

  /** Something is said to have changed. A websocket brings it by itself. */
  nudge(): void {
    if (!this.#lineIsOpen) this.#looks.soon();
  }

  /** What the room's own line lives on, which is on the same network. */
  roomIsOn(way: 'websocket' | 'polling'): void {
    this.#roomPolls = way === 'polling';
    if (this.#over || this.#lineIsOpen) return;
    if (this.#roomPolls) this.#looks.start();
    else {
      this.#failed = 0;
      if (this.#line === null) this.#comeback.now();
    }
  }

  /** The page is awake or the device has signal again: the line proves itself, or is tried at once. */
  wake(): void {
    if (this.#over) return;
    this.#looks.soon();
    if (!this.#lineIsOpen) {
      this.#drop();
      return this.#comeback.now();
    }
    this.#ask();
    this.#proofTimer ??= setTimeout(() => this.#cut(), PROVE_WITHIN_MS);
  }
  offline(): void {
    if (!this.#over && this.#lineIsOpen) this.#cut();
  }

  #be(state: FeedState): void {
    if (this.state === state) return;
    this.state = state;
    this.#onState();
  }

  #connect(): void {
    if (this.#over || this.#line !== null) return;
    clearTimeout(this.#socketTimer);
    this.#line = openFeedLine(this.#ways.connect(), {
      opened: () => {
        this.#lineIsOpen = this.#everOpened = true;
        this.#failed = 0;
        this.#comeback.opened();
        this.#ask();
      },
      update: (update) => {
        if (!this.#take(update)) this.#cut();
      },
      answered: () => {
        const question = this.#underWay.shift();
        clearTimeout(this.#proofTimer);
        this.#proofTimer = undefined;
        this.#looks.stop();
        if (question !== undefined) this.#answered(question);
      },
      lost: (code) => this.#lost(code),
    });
  }

  #ask(): void {
    clearTimeout(this.#askTimer);
    const wait = this.#askedAt + ASK_APART_MS - Date.now();
    if (wait > 0) {
      this.#askTimer = setTimeout(() => this.#ask(), wait);
      return;
    }
    if (!this.#lineIsOpen) return;
    this.#askedAt = Date.now();
    this.#underWay.push(this.#questions.put());
    this.#line?.ask(this.#copy.vector());
    this.#askTimer = setTimeout(() => this.#ask(), this.#about(ASK_EVERY_MS));
  }

  #answered(question: number): void {
    this.#copy.whole();
    this.#be('open');
    this.#questions.answered(question);
  }

  /** False = it could not be read. What was half taken in is worth nothing: only a new copy is sure. */
  #take(update: Uint8Array): boolean {
    try {
      if (this.#copy.take(update)) this.#ask();
      return true;
    } catch {
      this.#copy.disown();
      return false;
    }
  }

  #cut(): void {
    this.#drop();
    this.#lost(CUT);
  }

  /** Lets the line go without a word. */
  #drop(): void {
    clearTimeout(this.#askTimer);
    clearTimeout(this.#proofTimer);
    this.#proofTimer = undefined;
    this.#line?.close();
    this.#line = null;
    this.#underWay = [];
    this.#askedAt = -Infinity;
  }

  #lost(code: number): void {
    const wasOpen = this.#lineIsOpen;
    this.#drop();
    this.#lineIsOpen = false;
    if (code === CLOSE.revoked) return this.#end('revoked');
    if (LOAD_AGAIN.includes(code)) this.#copy.disown();
    if (!wasOpen) this.#failed += 1;
    if (this.#roomPolls || (!this.#everOpened && this.#failed >= BLOCKED_AFTER))
      this.#looks.start();
    if (this.#looks.going && this.#looks.fine)
      this.#socketTimer = setTimeout(() => this.#connect(), this.#about(SOCKET_AGAIN_MS));
    else {
      if (this.state === 'open') this.#be('away');
      this.#comeback.later();
    }
  }

  #end(state: 'closed' | 'revoked'): void {
    this.#over = true;
    this.#drop();
    this.#comeback.stop();
    this.#looks.stop();
    clearTimeout(this.#socketTimer);
    this.#be(state);
  }

  /** One look; says whether it was answered. */
  async #look(): Promise<boolean> {
    const question = this.#questions.put();
    const looked = await this.#ways.look(this.#copy.vector());
    if (this.#over || !this.#looks.going) return true;
    switch (looked.found) {
      case 'update':
        if (this.#take(looked.update)) this.#answered(question);
        return true;
      case 'nothing-new':
        this.#answered(question);
        return true;
      case 'rebuilt':
        this.#copy.disown();
        this.#looks.soon();
        return true;
      case 'revoked':
        this.#end('revoked');
        return true;
      case 'trouble':
        if (!this.#lineIsOpen && this.state === 'open') this.#be('away');
        return false;
    }
  }

  /** Around this long, each phone a little otherwise. */
  #about(ms: number): number {
    return ms * (0.75 + this.#random() / 2);
  }
}
