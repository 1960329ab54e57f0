import { timerWords } from '@canopy/domain';
import type { ReactionBurst, RoomView, StageView } from '@canopy/protocol';
import type { Connection } from './connection.svelte.ts';

type TimerWords = ReturnType<typeof timerWords>;
export type StageOf<K extends StageView['kind']> = Extract<StageView, { kind: K }>;

/** Words change by the minute; half of that keeps them honest. */
const TICK_MS = 15_000;

/** The room as everyone sees it: replaced whole on each change, so it cannot drift. */
export class LiveRoom {
  view: RoomView | null = $state.raw(null);
  burst: ReactionBurst | null = $state.raw(null);
  #now = $state(0);
  /** The server's clock less this device's. */
  #ahead = 0;
  #tick: ReturnType<typeof setInterval> | undefined;

  constructor(connection: Connection, first: RoomView | null) {
    this.#show(first);
    connection.hear('room:changed', (view) => this.#show(view));
    connection.hear('reactions:counted', (burst) => (this.burst = burst));
  }

  start(): void {
    this.#tick = setInterval(() => (this.#now = Date.now() + this.#ahead), TICK_MS);
  }
  stop(): void {
    clearInterval(this.#tick);
  }

  get stage(): StageView | null {
    return this.view?.stage ?? null;
  }
  get youth(): boolean {
    return this.view?.session.groupKind === 'youth';
  }
  /** Time in words: it advises, it never decides (people 14). */
  get timer(): TimerWords {
    const timer = this.view?.timer;
    if (!timer) return { say: 'no-rush' };
    return timerWords(this.#now, timer.startedAt, timer.minutes, timer.extraMinutes);
  }
  /** Reactions of the stage we are in; a burst from the stage before counts for nothing. */
  get counts(): ReactionBurst | null {
    return this.burst !== null && this.burst.stageId === this.stage?.id ? this.burst : null;
  }

  #show(view: RoomView | null): void {
    if (view === null) return;
    this.#ahead = view.at - Date.now();
    this.#now = view.at;
    this.view = view;
  }
}
