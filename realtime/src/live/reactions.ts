import type { ReactionCounter } from '@canopy/actions';
import type { ReactionBurst } from '@canopy/protocol';
import type { Store } from '@canopy/storage';
import { setTimeout as wait } from 'node:timers/promises';
import type { SavedReactions } from '../bus/messages.ts';
import { StageTally, type Standing, type Window } from './stage-tally.ts';

const SAY_EVERY_MS = 100;
const SAVE_EVERY_MS = 500;
/** Other hosts show what is saved, and a tap is to be seen on every screen within 300 ms. */
const SAVE_EVERY_AMONG_OTHERS_MS = 100;
/** Long enough for a window of another host to begin, be committed and be heard of. */
const OTHERS_SAVE_WITHIN_MS = 250;
const PER_SECOND_EACH = 4;
const QUIET_MS = 30_000;
/** Under whose name windows are kept, so that one that was sent twice is counted once. */
const BY = 'reactions';

export type ReactionsParts = {
  store: Store;
  say: (sessionId: string, burst: ReactionBurst) => void;
  onBug: (error: unknown) => void;
  counted?: () => void;
  newId: () => string;
  /** Null = this host is the only one. */
  others: {
    tell(saved: SavedReactions): void;
    /** Somebody of this session is connected to another host. */
    serve(sessionId: string): boolean;
    /** Somebody of this session is connected to this one. */
    concernsUs(sessionId: string): boolean;
  } | null;
};

/**
 * Counts reactions in short windows. A sender is held only as a number of taps in the running
 * second, apart from what was tapped, and forgotten when the second ends: nothing here or in the
 * store could say who felt what.
 */
export class Reactions implements ReactionCounter {
  readonly #parts: ReactionsParts;
  readonly #tallies = new Map<string, StageTally>();
  /** New on this stage since other hosts were last told. */
  readonly #untold = new Map<string, Map<string, number>>();
  readonly #timers: NodeJS.Timeout[];
  #taps = new Map<string, number>();

  constructor(parts: ReactionsParts) {
    this.#parts = parts;
    const saveEveryMs = parts.others === null ? SAVE_EVERY_MS : SAVE_EVERY_AMONG_OTHERS_MS;
    this.#timers = [
      setInterval(() => this.#sayAll(), SAY_EVERY_MS),
      setInterval(() => void this.#saveAll(), saveEveryMs),
      setInterval(() => (this.#taps = new Map()), 1_000),
    ];
  }

  count(
    sessionId: string,
    stageId: string,
    leafId: string | null,
    code: string,
    by: string,
  ): boolean {
    const taps = this.#taps.get(by) ?? 0;
    if (taps >= PER_SECOND_EACH) return false;
    this.#taps.set(by, taps + 1);
    this.#tallyOf(sessionId, stageId).add(leafId, code);
    if (leafId === null) this.#toTell(stageId, code);
    this.#parts.counted?.();
    return true;
  }

  /** What another host has saved, for the screens of this one. */
  hear({ sessionId, stageId, saved, fresh }: SavedReactions): void {
    if (this.#parts.others?.concernsUs(sessionId) !== true) return;
    this.#tallyOf(sessionId, stageId).learn(saved, fresh);
  }

  /** After a silence between hosts: counts as they stand, read from the store. */
  async lookAgain(sessionIds: Iterable<string>): Promise<void> {
    for (const sessionId of sessionIds) {
      const session = await this.#parts.store.sessions.find(sessionId);
      if (session?.stageId == null) continue;
      const standing = await this.#read(session.stageId);
      if (standing.length > 0) this.#tallyOf(sessionId, session.stageId).learn(standing);
    }
  }

  async flush(sessionId: string): Promise<void> {
    for (const tally of this.#tallies.values())
      if (tally.sessionId === sessionId) await this.#save(tally);
    if (this.#parts.others?.serve(sessionId) === true) await wait(OTHERS_SAVE_WITHIN_MS);
  }

  async stop(): Promise<void> {
    for (const timer of this.#timers) clearInterval(timer);
    for (const tally of this.#tallies.values()) await this.#save(tally).catch(this.#parts.onBug);
  }

  #tallyOf(sessionId: string, stageId: string): StageTally {
    const tally = this.#tallies.get(stageId) ?? new StageTally(sessionId, stageId);
    this.#tallies.set(stageId, tally);
    return tally;
  }

  #toTell(stageId: string, code: string): void {
    if (this.#parts.others === null) return;
    const untold = this.#untold.get(stageId) ?? new Map<string, number>();
    this.#untold.set(stageId, untold);
    untold.set(code, (untold.get(code) ?? 0) + 1);
  }

  #sayAll(): void {
    for (const tally of this.#tallies.values()) {
      if (!tally.hasNews) continue;
      this.#seed(tally).then(() => {
        // Two windows may have waited for the same reading; the first has said everything.
        if (tally.hasNews) this.#parts.say(tally.sessionId, tally.takeBurst());
      }, this.#parts.onBug);
    }
  }

  async #saveAll(): Promise<void> {
    for (const tally of this.#tallies.values()) {
      if (tally.isSaving) continue;
      if (tally.hasUnsaved) await this.#save(tally).catch(this.#parts.onBug);
      // Quiet ones go: the totals are in the store and are read again with the next tap.
      else if (!tally.hasNews && performance.now() - tally.quietSince > QUIET_MS)
        this.#tallies.delete(tally.stageId);
    }
  }

  #seed(tally: StageTally): Promise<void> {
    return tally.seed(() => this.#read(tally.stageId));
  }

  async #read(stageId: string): Promise<readonly Standing[]> {
    const { stage, leaves } = await this.#parts.store.room.reactionTotals(stageId);
    const rows = (leafId: string | null, counts: Record<string, number>): Standing[] =>
      Object.entries(counts).map(([code, n]): Standing => [leafId, code, n]);
    return [
      ...rows(null, stage),
      ...Object.entries(leaves).flatMap(([leafId, counts]) => rows(leafId, counts)),
    ];
  }

  async #save(tally: StageTally): Promise<void> {
    const { others, newId } = this.#parts;
    const { sessionId, stageId } = tally;
    const saved = await tally.save(newId, (window) => this.#write(tally, window));
    if (others === null || saved.length === 0) return;
    const fresh = [...(this.#untold.get(stageId) ?? [])];
    this.#untold.delete(stageId);
    others.tell({ sessionId, stageId, saved: saved.map((one) => [...one]), fresh });
  }

  async #write({ sessionId, stageId }: StageTally, window: Window): Promise<readonly Standing[]> {
    const { store } = this.#parts;
    const written = await store.transaction(async (tx) => {
      // A database across a network may have committed a window and lost the answer to it.
      const isRemote = !store.alone;
      if (isRemote && (await tx.intents.replyTo(window.id, BY)) !== null) return null;
      if (isRemote) await tx.intents.record(window.id, BY, sessionId, '');
      const standing: Standing[] = [];
      for (const [leafId, counts] of window.counts)
        for (const [code, n] of Object.entries(await tx.room.addReactions(stageId, leafId, counts)))
          standing.push([leafId, code, n]);
      return standing;
      // A turn of its own: counting must not make the room's own changes wait, nor the other way round.
    }, `${BY}:${stageId}`);
    return written ?? this.#read(stageId);
  }
}
