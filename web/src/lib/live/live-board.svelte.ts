import { branchesOf, emptyDoc, leavesOf, readBranch, readLeaf, readOutline } from '@canopy/board';
import type { BoardContent, Leaf } from '@canopy/domain';
import * as Y from 'yjs';
import { BoardFeed, type FeedWays } from './board-feed.ts';
import { browserFeed } from './browser-feed.ts';

/** What one change from the server did, by leaf id. Used for digests, never for drawing. */
export type BoardChange = { added: string[]; moved: string[]; edited: string[]; removed: string[] };

/**
 * One board, read only: the server is its only writer. Decoded values are kept by leaf id, so one
 * leaf's change decodes one leaf. A copy the server disowns is thrown away, never merged; what it
 * showed stays on screen until the new one is whole.
 */
export class LiveBoard {
  content: BoardContent = $state.raw({ branches: [], loose: [] });
  /** True once a whole board has arrived; stays true through lost lines and new copies. */
  opened = $state(false);
  readonly feed: BoardFeed;
  #epoch: number | null;
  #doc: Y.Doc;
  #isWhole = false;
  // A memo, not a fact: nothing may re-render because it was filled.
  // eslint-disable-next-line svelte/prefer-svelte-reactivity
  #decoded = new Map<string, Leaf>();
  #listeners: ((change: BoardChange) => void)[] = [];
  #onFeed: () => void = () => undefined;

  constructor(boardId: string, epoch: number, ways?: FeedWays) {
    this.#epoch = epoch;
    this.#doc = this.#begin();
    this.feed = new BoardFeed(
      {
        vector: () => Y.encodeStateVector(this.#doc),
        take: (update) => this.#take(update),
        whole: () => this.#whole(),
        disown: () => this.#disown(),
      },
      ways ?? browserFeed(boardId, () => this.#epoch),
      () => this.#onFeed(),
    );
  }

  onChange(run: (change: BoardChange) => void): void {
    this.#listeners.push(run);
  }
  onFeed(run: () => void): void {
    this.#onFeed = run;
  }

  open(): void {
    this.feed.open();
  }
  close(): void {
    this.feed.close();
    this.#doc.destroy();
  }

  #begin(): Y.Doc {
    const doc = emptyDoc();
    this.#decoded.clear();
    this.#isWhole = false;
    leavesOf(doc).observeDeep((events) => this.#changed(events));
    branchesOf(doc).observeDeep(() => this.#show());
    return doc;
  }

  #take(update: Uint8Array): boolean {
    Y.applyUpdate(this.#doc, update);
    const { pendingStructs, pendingDs } = this.#doc.store;
    return pendingStructs !== null || pendingDs !== null;
  }

  #disown(): void {
    this.#doc.destroy();
    this.#doc = this.#begin();
    // Whatever epoch the server is at now: the room's next view will name it.
    this.#epoch = null;
  }

  #whole(): void {
    if (this.#isWhole) return;
    this.#isWhole = true;
    this.opened = true;
    this.#show();
  }

  #changed(events: readonly Y.YEvent<Y.AbstractType<unknown>>[]): void {
    const change: BoardChange = { added: [], moved: [], edited: [], removed: [] };
    for (const event of events) {
      const inside = event.path[0];
      if (typeof inside === 'string') this.#inside(inside, event, change);
      else
        for (const [id, { action }] of event.changes.keys)
          change[action === 'delete' ? 'removed' : 'added'].push(id);
    }
    for (const id of [...change.added, ...change.removed]) this.#decoded.delete(id);
    this.#show();
    if (this.#isWhole) for (const run of this.#listeners) run(change);
  }

  #inside(id: string, event: Y.YEvent<Y.AbstractType<unknown>>, change: BoardChange): void {
    this.#decoded.delete(id);
    const keys = [...event.changes.keys.keys()];
    change[keys.length === 1 && keys[0] === 'place' ? 'moved' : 'edited'].push(id);
  }

  #leaf(id: string, branchId: string | null): Leaf[] {
    const known = this.#decoded.get(id);
    if (known?.branchId === branchId) return [known];
    const leaf = readLeaf(leavesOf(this.#doc).get(id), id, branchId);
    if (leaf === null) return [];
    this.#decoded.set(id, leaf);
    return [leaf];
  }

  #show(): void {
    // Never half a board, and never an empty one in place of the copy before.
    if (!this.#isWhole) return;
    const doc = this.#doc;
    const outline = readOutline(doc);
    this.content = {
      branches: outline.branches.map(({ id, leafIds }) => ({
        ...(readBranch(branchesOf(doc).get(id), id) ?? { id, title: { en: '', cy: '' } }),
        leaves: leafIds.flatMap((leafId) => this.#leaf(leafId, id)),
      })),
      loose: outline.loose.flatMap((leafId) => this.#leaf(leafId, null)),
    };
  }
}
