import { refuse, type ActName, type Result } from '@canopy/domain';
import type { Reply } from '@canopy/protocol';
import { whyNotSaved } from '@canopy/storage';
import { identify, type Caller } from './caller.ts';
import { dispatch } from './dispatch.ts';
import type { House } from './house.ts';
import * as reads from './read/index.ts';

type Reads = typeof reads;
type Bound<F> = F extends (house: House, ...rest: infer R) => infer V ? (...rest: R) => V : never;
type BoundReads = {
  [
    K in keyof Reads as Reads[K] extends (house: House, ...rest: never[]) => unknown ? K : never
  ]: Bound<Reads[K]>;
};

/**
 * The house as pages meet it: act, read, identify. Pages hold this object and import nothing of the
 * server at run time, so one process has one copy of everything and no server code can slip into a
 * browser bundle. The host puts it at `globalThis[Symbol.for('canopy.doors')]`; in development and
 * production alike, so there is one seam and not two.
 */
export type Doors = {
  identify(
    tokens: { staff?: string | undefined; seat?: string | undefined },
    address: string,
  ): Promise<Caller>;
  act<A extends ActName>(
    caller: Caller,
    name: A,
    input: unknown,
    as?: 'staff' | 'seat' | 'either',
  ): Promise<Result<Reply<A>>>;
  /** Logs an event name and random ids, nothing else. */
  log(event: string, ids?: Record<string, string | number>): void;
  /** True where cookies may carry the `__Host-` name: https, or anything but plain localhost. */
  secureCookies: boolean;
  read: BoundReads;
};

export const DOORS_KEY = Symbol.for('canopy.doors');

export function openDoors(house: House, secureCookies: boolean): Doors {
  const bound = Object.fromEntries(
    Object.entries(reads).map(([name, read]) => [
      name,
      (...rest: unknown[]) =>
        (read as (house: House, ...rest: unknown[]) => unknown)(house, ...rest),
    ]),
  );
  return {
    identify: (tokens, address) => identify(house, tokens, address),
    async act(caller, name, input, as) {
      try {
        return await dispatch(house, caller, name, input, as);
      } catch (error) {
        // A full disk is nobody's bug: the form keeps what was written and says to try again.
        const why = whyNotSaved(error);
        if (why === null) throw error;
        house.log('storage:not-saved', { action: name, why });
        return refuse('cannot-save');
      }
    },
    log: (event, ids) => house.log(event, ids),
    secureCookies,
    read: bound as BoundReads,
  };
}
