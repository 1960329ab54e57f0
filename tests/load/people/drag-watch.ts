import type { Deliveries, Edit } from './edits.ts';

type Shown = [leafId: string, x: number, y: number];

/**
 * Who knows of which dragged position. Knowing a newer position of a leaf is knowing the older ones:
 * nobody needs to see where a leaf was 50 ms ago.
 */
export class DragWatch {
  readonly #deliveries: Deliveries;
  /** Positions of each leaf in the order they were sent; the place in the list is what `x` says. */
  readonly #positions = new Map<string, Edit[]>();
  readonly #known = new Map<string, number[]>();
  #lastText = '';
  #lastShown: Shown[] = [];

  constructor(deliveries: Deliveries) {
    this.#deliveries = deliveries;
  }

  /** Gives the number of this position. */
  send(leafId: string, edit: Edit): number {
    const positions = this.#positions.get(leafId) ?? [];
    this.#positions.set(leafId, positions);
    return positions.push(edit) - 1;
  }

  /** `leaves:dragged` as it came; everybody is sent the same text, so it is parsed once. */
  heard(person: number, text: string, at: number): void {
    if (text !== this.#lastText) {
      this.#lastText = text;
      const [, said] = JSON.parse(text) as [string, { leaves: Shown[] }];
      this.#lastShown = said.leaves;
    }
    for (const [leafId, x] of this.#lastShown) this.knows(person, leafId, x, at);
  }

  knows(person: number, leafId: string, number: number, at: number): void {
    const positions = this.#positions.get(leafId);
    if (positions === undefined) return;
    const known = this.#known.get(leafId) ?? [];
    this.#known.set(leafId, known);
    const before = known[person] ?? 0;
    if (number < before) return;
    known[person] = number + 1;
    this.#deliveries.read(person, positions.slice(before, number + 1), at);
  }
}
