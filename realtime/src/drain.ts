import type { Server } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import type { House } from '@canopy/actions';
import type { BoardFeeds } from './feed/board-feeds.ts';
import type { LiveServer } from './live/live-server.ts';
import type { Reactions } from './live/reactions.ts';
import type { HostLog } from './log.ts';
import type { Numbers } from './metrics/numbers.ts';
import type { StaffNotes } from './notes/staff-notes.ts';

const ANSWERS_WITHIN_MS = 2_000;
const PAGES_WITHIN_MS = 1_000;

export type Draining = {
  server: Server;
  io: LiveServer;
  feeds: BoardFeeds;
  notes: StaffNotes;
  house: House;
  reactions: Reactions;
  numbers: Numbers;
  /** Says goodbye to the other hosts, who need not wait for this one's silence. */
  leaveOthers: () => Promise<void>;
  stopBox: () => Promise<void>;
  isBusy: () => boolean;
  stopTimers: () => void;
  log: HostLog;
};

/**
 * Stops without losing anything anybody was promised: new work is already refused when this begins,
 * what was begun is answered, counts are written, and only then sockets and at last the store go.
 * Each step has its own limit, together well under the five seconds that orchestrators give.
 */
export async function drain(host: Draining): Promise<void> {
  host.stopTimers();
  // Listening stops first; connections that are open go on until their answer is out.
  const closed = new Promise<void>((resolve) => host.server.close(() => resolve()));
  host.io.emit('host:stopping');
  // Before the wait below: what they have begun to write is waited for, and nothing more is begun.
  host.notes.stop();
  const until = performance.now() + ANSWERS_WITHIN_MS;
  while (host.isBusy() && performance.now() < until) await wait(10);

  // Beside the rest: a box that does not end must not use up the time of what is still to be saved.
  const box = step(host, 'box', () => host.stopBox());
  await step(host, 'reactions', () => host.reactions.stop());
  host.house.boards.sayNow();
  host.feeds.stop();
  host.io.disconnectSockets(true);
  host.io.engine.close();
  host.server.closeIdleConnections();
  // While people's browsers answer the goodbye: all of it is in the log already, and this is tidying.
  await step(host, 'boards', () => host.house.boards.rest());
  await step(host, 'notes', () => host.house.notes.rest());
  await Promise.race([closed, wait(PAGES_WITHIN_MS)]);
  host.server.closeAllConnections();
  await step(host, 'bus', () => host.leaveOthers());
  await step(host, 'store', () => host.house.store.close());
  await step(host, 'numbers', () => host.numbers.close());
  await box;
}

/** One thing that will not be saved must not keep the next from being saved. */
async function step(host: Draining, what: string, run: () => Promise<void>): Promise<void> {
  try {
    await run();
  } catch (error) {
    host.log.bug(`drain:${what}-failed`, error);
  }
}
