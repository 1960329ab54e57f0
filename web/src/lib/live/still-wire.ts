import type { Wire } from './wire.ts';

/** On the server there is no line: pages are drawn from what `load` gave. */
export const stillWire: Wire = {
  polls: false,
  fresh: true,
  hear: () => undefined,
  onOpen: () => undefined,
  onLost: () => undefined,
  onRefused: () => undefined,
  ask: () => Promise.resolve(null),
  tell: () => undefined,
  open: () => undefined,
  close: () => undefined,
};
