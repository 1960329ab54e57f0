import type { Edit } from './edits.ts';

/**
 * Everything that was sent, by the leaf or note it changed, so that a board read later can be held
 * against it. `place(key)` and `move(key)` are called in the order of sending.
 */
export class Ledger {
  readonly #placed = new Map<string, Edit>();
  readonly #moves = new Map<string, Edit[]>();

  place(key: string, edit: Edit): void {
    this.#placed.set(key, edit);
  }

  /** Gives which move of this leaf it is, from 1. */
  move(key: string, edit: Edit): number {
    const moves = this.#moves.get(key);
    if (moves !== undefined) return moves.push(edit);
    this.#moves.set(key, [edit]);
    return 1;
  }

  /**
   * What of it a board does not show any more. `reached` = which move of a leaf the board shows, 0 for
   * none, given how many there were and which numbers they had.
   */
  missing(board: {
    has: (key: string) => boolean;
    reached: (key: string, moves: readonly Edit[]) => number;
  }): Edit[] {
    const missing = [...this.#placed].filter(([key]) => !board.has(key)).map(([, edit]) => edit);
    for (const [key, moves] of this.#moves) missing.push(...moves.slice(board.reached(key, moves)));
    return missing;
  }
}
