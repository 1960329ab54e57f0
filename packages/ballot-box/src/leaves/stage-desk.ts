import { LeafInput } from '@canopy/domain/leaf';
import {
  BATCH_MIN,
  fromText,
  keyWords,
  PUBLIC_KEY_BYTES,
  toText,
  type AppResult,
  type LeafBatch,
  type StageOpening,
} from '@canopy/passes';
import type { BoxStore } from '../store/box-store.ts';
import { readPublicKey } from '../verify-pass.ts';
import { shuffle } from './shuffle.ts';

const missing = { ok: false, refused: 'not-found' } as const;
const done = { ok: true, value: {} } as const;

/** What the app may do to a stage of secret leaves. `below(n)` = a random whole number from 0 to n - 1. */
export class StageDesk {
  readonly #store: BoxStore;
  readonly #below: (n: number) => number;

  constructor(store: BoxStore, below: (n: number) => number) {
    this.#store = store;
    this.#below = below;
  }

  async open(id: string, { key }: StageOpening): Promise<AppResult<{ keyWords: string[] }>> {
    const spki = fromText(key, PUBLIC_KEY_BYTES);
    if (spki === null || readPublicKey(spki) === null) return { ok: false, refused: 'bad-input' };
    const opened = await this.#store.stages.open({ id, key: spki });
    if (opened === 'different') return { ok: false, refused: opened };
    return { ok: true, value: { keyWords: await keyWords(spki) } };
  }

  async end(id: string, batch: string): Promise<AppResult<object>> {
    return (await this.#store.stages.end(id, batch)) ? done : missing;
  }

  /** One leaf or change alone would be known by when it came: four together, or what an end gathered. */
  async takeBatch(id: string, batch: string): Promise<AppResult<LeafBatch>> {
    if ((await this.#store.stages.find(id)) === null) return missing;
    const taken = await this.#store.stages.take(id, batch, BATCH_MIN);
    if (taken === null) return { ok: true, value: { leaves: null } };
    const leaves = taken.map(({ leafId, words, answerKey, changed }) => ({
      leafId,
      leaf: LeafInput.parse(JSON.parse(words)),
      answerKey: toText(answerKey),
      changed,
    }));
    return { ok: true, value: { leaves: shuffle(leaves, this.#below) } };
  }

  async keptBatch(id: string, batch: string): Promise<AppResult<object>> {
    if ((await this.#store.stages.find(id)) === null) return missing;
    await this.#store.stages.kept(id, batch);
    await this.#store.scrub();
    return done;
  }

  async withdrawn(id: string): Promise<AppResult<{ leafIds: string[] }>> {
    if ((await this.#store.stages.find(id)) === null) return missing;
    return { ok: true, value: { leafIds: await this.#store.stages.withdrawn(id) } };
  }

  async forget(id: string): Promise<AppResult<object>> {
    await this.#store.stages.forget(id);
    await this.#store.scrub();
    return done;
  }
}
