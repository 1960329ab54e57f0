import { createHash } from 'node:crypto';
import { DatabaseError } from 'pg';

/** Each connection of the server keeps what it was told under a name; queries of lists have many shapes. */
const NAMES_MAX = 300;

/** A table has another shape than when the statement was planned: a newer host has begun beside this one. */
const CHANGED_SHAPE = '0A000';
/** A pooler that lends its connections by the transaction has lent another one. */
const NOT_THERE = '26000';
const THERE_ALREADY = '42P05';
const STALE = new Set([CHANGED_SHAPE, NOT_THERE, THERE_ALREADY]);

/** True when not the statement but its name is at fault, and asked without one it may go well. */
export const isStaleName = (error: unknown): boolean =>
  error instanceof DatabaseError && STALE.has(error.code ?? '');

/**
 * A name for what is asked again and again: the server then reads and plans it once on each
 * connection, which costs it more than carrying it out. A name is taken from the words alone, so that
 * where a pooler mixes the connections of several hosts one name is one statement for all of them.
 */
export class StatementNames {
  readonly #known = new Map<string, string | undefined>();
  #on = true;

  /** Undefined: asked for the first time, or there are names enough. */
  of(text: string): string | undefined {
    if (!this.#on) return undefined;
    const name = this.#known.get(text);
    if (name !== undefined) return name;
    if (this.#known.has(text)) this.#known.set(text, nameOf(text));
    else if (this.#known.size < NAMES_MAX) this.#known.set(text, undefined);
    return this.#known.get(text);
  }

  /** Told of each that was stale. A pooler would go on losing them; a changed table is read anew. */
  failed(error: unknown): void {
    if (error instanceof DatabaseError && error.code === CHANGED_SHAPE) return;
    this.#on = false;
    this.#known.clear();
  }
}

const nameOf = (text: string): string =>
  createHash('sha256').update(text).digest('base64url').slice(0, 22);
