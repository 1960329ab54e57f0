import { createContext } from 'svelte';
import type { Lang } from './lang.ts';

const [read, set] = createContext<() => Lang>();

/** The root layout calls this once, with a getter, so a client navigation to /cy is followed. */
export const setLang = set;

/** The language of the page this component stands on. Call during component setup. */
export function getLang(): Lang {
  return read()();
}
