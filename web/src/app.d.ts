import type { Caller } from '@canopy/actions';
import type { Lang } from '#lib/language/lang.ts';
import type { Look } from '#lib/look/look.ts';

declare global {
  namespace App {
    interface Error {
      status: number;
      message: string;
      /** Random id that also stands in the log, so a person can tell us which error they met. */
      id?: string;
    }
    interface Locals {
      lang: Lang;
      look: Look;
      /** Who the request proves to be, read once and only when asked for. */
      caller?: Promise<Caller>;
    }
  }
}

export {};
