import type { Bus } from './bus.ts';

export const BUS_STATES = ['none', 'connected', 'lost'] as const;
/** The line to the other hosts, as a monitor reads it. `none` = this host is the only one. */
export type BusState = (typeof BUS_STATES)[number];

export const lineState = ({ state }: Bus, several: boolean): BusState =>
  !several ? 'none' : state === 'up' ? 'connected' : 'lost';
