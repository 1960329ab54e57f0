import type { Letter } from '#lib/live/outbox.svelte.ts';

/** What always leaves something to undo. A leaf may be held back first, and then does not. */
const DEEDS: ReadonlySet<Letter['command']> = new Set<Letter['command']>([
  'leaf:move',
  'leaf:remove',
  'branch:add',
  'branch:rename',
  'branch:move',
  'branch:merge',
  'branch:remove',
]);

/**
 * What this page did, and took back, before the server's list says so. Without it, undo pressed right
 * after a press on a slow line would take back the thing before.
 */
export class OwnDeeds {
  #did: readonly string[] = $state.raw([]);
  #undone: readonly string[] = $state.raw([]);

  did(command: Letter['command'], intentId: string): void {
    if (DEEDS.has(command)) this.#did = [...this.#did, intentId];
  }
  tookBack(intentId: string): void {
    this.#undone = [...this.#undone, intentId];
  }
  refused({ intentId, command, input }: Letter): void {
    this.#did = this.#did.filter((each) => each !== intentId);
    if (command === 'board:undo' && 'undoes' in input)
      this.#undone = this.#undone.filter((each) => each !== input.undoes);
  }

  /** The newest that can be undone, `told` being the server's list, oldest first. */
  last(told: readonly string[]): string | undefined {
    const heard = this.#did.findLastIndex((intentId) => told.includes(intentId));
    const later = this.#did.slice(heard + 1);
    return [...told, ...later].findLast((intentId) => !this.#undone.includes(intentId));
  }
}
