import {
  fromText,
  keyWords,
  LAST_CALL_MS,
  NUMBER_EVERY_MS,
  PUBLIC_KEY_BYTES,
  type AppResult,
  type BoxState,
  type PoolClosing,
  type PublishedPool,
  type PublishedVote,
  type VoteClosing,
  type VoteOpening,
  type VoteStanding,
} from '@canopy/passes';
import type { BoxStore } from '../store/box-store.ts';
import { readPublicKey } from '../verify-pass.ts';
import { tally, tallyPool, type Kept } from './tally.ts';
import { readRules } from './vote-rules.ts';

/** Milliseconds that only ever grow; and something said later, unless the process ends. */
export type Clock = { now: () => number; later: (ms: number, work: () => void) => void };

/** What the app may do to a vote. All of it may be asked again: the second time changes nothing. */
export class VoteDesk {
  readonly #store: BoxStore;
  readonly #clock: Clock;
  /** Lost with the process, and no harm: the app asks again, or closes. */
  readonly #lastCalls = new Set<string>();
  readonly #numbers = new Map<string, { n: number; at: number }>();

  constructor(store: BoxStore, clock: Clock) {
    this.#store = store;
    this.#clock = clock;
  }

  async open(id: string, { key, rules }: VoteOpening): Promise<AppResult<{ keyWords: string[] }>> {
    const spki = fromText(key, PUBLIC_KEY_BYTES);
    if (spki === null || readPublicKey(spki) === null) return { ok: false, refused: 'bad-input' };
    const opened = await this.#store.votes.open({ id, key: spki, rules: JSON.stringify(rules) });
    if (opened === 'different') return { ok: false, refused: opened };
    return { ok: true, value: { keyWords: await keyWords(spki) } };
  }

  async state(id: string): Promise<BoxState | null> {
    const vote = await this.#store.votes.find(id);
    if (vote === null) return null;
    if (vote.state !== 'open') return 'closed';
    return this.#lastCalls.has(id) ? 'last-call' : 'open';
  }

  /** The number is counted anew every ten seconds and not at every ask: a step of one is one person. */
  async standing(id: string): Promise<AppResult<VoteStanding>> {
    const vote = await this.#store.votes.find(id);
    const state = await this.state(id);
    if (vote === null || state === null) return { ok: false, refused: 'not-found' };
    let number = this.#numbers.get(id);
    if (number === undefined || this.#clock.now() - number.at >= NUMBER_EVERY_MS) {
      number = { n: await this.#store.votes.countSealed(id), at: this.#clock.now() };
      this.#numbers.set(id, number);
    }
    return { ok: true, value: { state, sealed: number.n, keyWords: await keyWords(vote.key) } };
  }

  async lastCall(id: string): Promise<AppResult<{ closesInMs: number }>> {
    const state = await this.state(id);
    if (state === null) return { ok: false, refused: 'not-found' };
    if (state === 'closed') return { ok: false, refused: 'already-closed' };
    if (state === 'open') {
      this.#lastCalls.add(id);
      this.#clock.later(LAST_CALL_MS, () => {
        // Should it fail, closing stops the vote as well.
        this.#store.votes.stop(id).catch(() => undefined);
      });
    }
    return { ok: true, value: { closesInMs: LAST_CALL_MS } };
  }

  async close(id: string, closing: VoteClosing): Promise<AppResult<PublishedVote>> {
    const vote = await this.#store.votes.find(id);
    if (vote === null) return { ok: false, refused: 'not-found' };
    const words = await keyWords(vote.key);
    const rules = readRules(vote.rules);
    const result = await this.#store.votes.count(id, (ballots) =>
      JSON.stringify(tally(rules, ballots, closing, words)),
    );
    if (result === null) return { ok: false, refused: 'not-found' };
    this.#forgetInMemory(id);
    // Also when asked again: the box may have been killed after counting and before this.
    await this.#store.scrub();
    return { ok: true, value: (JSON.parse(result) as Kept).said };
  }

  /** What each vote had kept is gone when they are counted, so that no other sum can be taken from this one. */
  async closePool(
    pool: string,
    { votes, earlier }: PoolClosing,
  ): Promise<AppResult<PublishedPool>> {
    const all = await Promise.all(votes.map((id) => this.#store.votes.find(id)));
    const rules = new Set(all.map((vote) => vote?.rules ?? ''));
    const [first = ''] = rules;
    if (first === '' || rules.size > 1) return { ok: false, refused: 'different' };
    const read = readRules(first);
    let said: PublishedPool | null = null;
    if (read.pool !== pool) return { ok: false, refused: 'different' };
    await this.#store.votes.settle(votes, (results) => {
      const kept = results.map((result) => JSON.parse(result) as Kept);
      const before = new Set(kept.map((one) => JSON.stringify(one.pool ?? null)));
      if (before.size === 1 && kept[0]?.pool !== undefined) said = kept[0].pool;
      else said = tallyPool(read, kept, earlier);
      const pooled = said;
      return pooled === null
        ? results
        : kept.map((one) => JSON.stringify({ said: one.said, pool: pooled } satisfies Kept));
    });
    if (said === null) return { ok: false, refused: 'different' };
    await this.#store.scrub();
    return { ok: true, value: said };
  }

  async forget(id: string): Promise<AppResult<object>> {
    await this.#store.votes.forget(id);
    this.#forgetInMemory(id);
    await this.#store.scrub();
    return { ok: true, value: {} };
  }

  #forgetInMemory(id: string): void {
    this.#lastCalls.delete(id);
    this.#numbers.delete(id);
  }
}
