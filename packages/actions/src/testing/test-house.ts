import { createAuth } from '@canopy/auth';
import type { ActName, Result } from '@canopy/domain';
import type { Reply } from '@canopy/protocol';
import { openStore, type Store } from '@canopy/storage';
import { NOBODY, type Caller } from '../caller.ts';
import { createCommits } from '../commits.ts';
import { dispatch } from '../dispatch.ts';
import type { Announcement, House } from '../house.ts';
import { createLiveBoards } from '../live-boards.ts';
import { createLiveNotes } from '../notes/live-notes.ts';
import { unheard } from '../meters.ts';
import { makeMembers, type Members } from './test-members.ts';
import { makePlans, type Plans } from './test-plans.ts';

/** What a test holds of the house: a clock it can move, what was announced, who is in the room. */
export type TestHouse = Members &
  Plans & {
    house: House;
    store: Store;
    /** Moves the clock on by so many milliseconds. */
    wait(ms: number): void;
    /** Announced since the last time this was asked. */
    announced(): Announcement[];
    /** Puts a staff member or a seat into the room, or takes them out of it. */
    come(sessionId: string, id: string): void;
    go(sessionId: string, id: string): void;
    /** Counted reactions as they came: session, stage, leaf, code. */
    reactions: string[];
    act<A extends ActName>(caller: Caller, name: A, input: unknown): Promise<Result<Reply<A>>>;
    nobody: Caller;
    /** The same store with everything in memory forgotten: a crash and a start. */
    restart(): TestHouse;
  };

/** A real store, in memory unless one is given, real boards, real sign-ins; only time, chance and presence are the test's. */
export async function makeTestHouse(store?: Store): Promise<TestHouse> {
  return around(store ?? (await openStore({ memory: true })));
}

/** Puts a store that misbehaves in the place of the real one, for commits too. */
export function replaceStore(house: House, store: Store): void {
  Reflect.set(house, 'store', store);
  Reflect.set(house, 'commits', createCommits({ store }));
}

function around(store: Store): TestHouse {
  let now = Date.UTC(2026, 10, 20, 10);
  let said: Announcement[] = [];
  const reactions: string[] = [];
  const present = new Map<string, Set<string>>();
  const inside = (sessionId: string): Set<string> => {
    const found = present.get(sessionId) ?? new Set();
    present.set(sessionId, found);
    return found;
  };
  const clock = () => now;
  const randomBytes = (n: number): Uint8Array => crypto.getRandomValues(new Uint8Array(n));
  const house: House = {
    store,
    auth: createAuth({ store, clock, randomBytes }),
    boards: createLiveBoards({ store, log: () => undefined }),
    notes: createLiveNotes({ store, log: () => undefined }),
    commits: createCommits({ store }),
    presence: { staffIn: inside, seatsIn: inside },
    reactions: {
      count(...all) {
        reactions.push(all.slice(0, 4).join(' '));
        return true;
      },
      flush: () => Promise.resolve(),
    },
    arrivals: { mayCome: () => Promise.resolve(true) },
    guesses: { mayGuess: () => Promise.resolve(true), missed: () => Promise.resolve() },
    meters: unheard,
    clock,
    randomBytes,
    announce: (announcement) => said.push(announcement),
    log: () => undefined,
  };

  return {
    house,
    store,
    reactions,
    nobody: NOBODY,
    wait(ms) {
      now += ms;
    },
    announced() {
      const heard = said;
      said = [];
      return heard;
    },
    come: (sessionId, id) => void inside(sessionId).add(id),
    go: (sessionId, id) => void inside(sessionId).delete(id),
    act: (caller, name, input) => dispatch(house, caller, name, input),
    restart: () => around(store),
    ...makeMembers(house),
    ...makePlans(house),
  };
}
