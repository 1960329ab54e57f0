import {
  APP_REFUSALS,
  type AppRefusal,
  type AppResult,
  type BoxHealth,
  type LeafBatch,
  type PoolClosing,
  type PublishedPool,
  type PublishedVote,
  type StageOpening,
  type VoteClosing,
  type VoteOpening,
  type VoteStanding,
} from '../app-line.ts';

/** Everything may be asked again after a lost answer: the second time changes nothing more. */
export interface BoxLine {
  openVote(id: string, vote: VoteOpening): Promise<AppResult<{ keyWords: string[] }>>;
  standing(id: string): Promise<AppResult<VoteStanding>>;
  /** The box stops taking ballots in ten seconds, whether or not it is asked to close. */
  lastCall(id: string): Promise<AppResult<{ closesInMs: number }>>;
  /** Stops, counts, destroys the ballots and says the result; the same result when asked again. */
  closeVote(id: string, closing: VoteClosing): Promise<AppResult<PublishedVote>>;
  /**
   * Counts closed votes of one pool as one, and destroys what was kept of each: no other sum of them can
   * ever be asked for. `different`: one is not closed, of another pool or other rules, or was in a sum before.
   */
  closePool(id: string, closing: PoolClosing): Promise<AppResult<PublishedPool>>;
  /** The result is saved elsewhere; or the vote is void, and its ballots are destroyed uncounted. */
  forgetVote(id: string): Promise<AppResult<object>>;
  openStage(id: string, stage: StageOpening): Promise<AppResult<{ keyWords: string[] }>>;
  /**
   * No new leaves; changes by their authors still come, and wait until there are four of them. What
   * waits now can be taken as this batch, however few. Asked again when the session closes, with
   * another batch, it gathers the changes since.
   */
  endStage(id: string, batch: string): Promise<AppResult<object>>;
  /** `batch` is an id of the asker's: asked again, the box hands out the same leaves. */
  takeBatch(id: string, batch: string): Promise<AppResult<LeafBatch>>;
  /** The batch is saved elsewhere: its words are destroyed here. */
  keptBatch(id: string, batch: string): Promise<AppResult<object>>;
  /** Ids of leaves taken back by their authors, of all time. */
  withdrawn(id: string): Promise<AppResult<{ leafIds: string[] }>>;
  forgetStage(id: string): Promise<AppResult<object>>;
  health(): Promise<AppResult<BoxHealth>>;
}

const ANSWERS_WITHIN_MS = 10_000;

/** Rejects when the box cannot be reached, or says nothing for ten seconds. `secret` is the one the box was started with. */
export function openBoxLine(ask: typeof fetch, address: string, secret: string): BoxLine {
  const say = async <T>(method: string, path: string, body?: unknown): Promise<AppResult<T>> => {
    const answer = await ask(`${address}${path}`, {
      method,
      headers: { authorization: `Bearer ${secret}` },
      redirect: 'error',
      signal: AbortSignal.timeout(ANSWERS_WITHIN_MS),
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const value: unknown = await answer.json();
    return answer.ok ? { ok: true, value: value as T } : { ok: false, refused: refusalIn(value) };
  };
  return {
    openVote: (id, vote) => say('PUT', `/votes/${id}`, vote),
    standing: (id) => say('GET', `/votes/${id}`),
    lastCall: (id) => say('POST', `/votes/${id}/last-call`),
    closeVote: (id, closing) => say('POST', `/votes/${id}/close`, closing),
    closePool: (id, closing) => say('POST', `/pools/${id}/close`, closing),
    forgetVote: (id) => say('DELETE', `/votes/${id}`),
    openStage: (id, stage) => say('PUT', `/stages/${id}`, stage),
    endStage: (id, batch) => say('POST', `/stages/${id}/end/${batch}`),
    takeBatch: (id, batch) => say('POST', `/stages/${id}/batches/${batch}`),
    keptBatch: (id, batch) => say('DELETE', `/stages/${id}/batches/${batch}`),
    withdrawn: (id) => say('GET', `/stages/${id}/withdrawn`),
    forgetStage: (id) => say('DELETE', `/stages/${id}`),
    health: () => say('GET', '/health'),
  };
}

function refusalIn(value: unknown): AppRefusal {
  const said = typeof value === 'object' && value !== null && 'refused' in value && value.refused;
  return APP_REFUSALS.find((code) => code === said) ?? 'unexpected';
}
