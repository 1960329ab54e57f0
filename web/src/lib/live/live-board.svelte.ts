import { branchesOf, emptyDoc, leavesOf, readBranch, readLeaf, readOutline } from '@canopy/board';
import type { BoardContent, Leaf } from '@canopy/domain';
import { BOARD_PATH, CLOSE } from '@canopy/protocol';
import { WebsocketProvider } from 'y-websocket';
import type * as Y from 'yjs';

/** What one change from the server did, by leaf id. Used for digests, never for drawing. */
export type BoardChange = { added: string[]; moved: string[]; edited: string[]; removed: string[] };

/** The stock provider gives up after 30 s without a message; asking again this often also heals gaps. */
const RESYNC_MS = 20_000;
const RESTART_MS = 1_000;
/** Codes that say: throw your copy away and load again. Revoked is not one of them. */
const LOAD_AGAIN: readonly number[] = [CLOSE.rebuilt, CLOSE.tooSlow, CLOSE.unreadable];

/**
 * One board, read only: the server is its only writer. Decoded values are kept by leaf id, so one
 * leaf's change decodes one leaf. A copy the server disowns is thrown away, never merged.
 */
export class LiveBoard {
  content: BoardContent = $state.raw({ branches: [], loose: [] });
  /** True once the whole board has arrived; stays true through a lost line. */
  opened = $state(false);
  revoked = $state(false);
  #url: string;
  #boardId: string;
  #epoch: number | null;
  #doc: Y.Doc | null = null;
  #provider: WebsocketProvider | null = null;
  // A memo, not a fact: nothing may re-render because it was filled.
  // eslint-disable-next-line svelte/prefer-svelte-reactivity
  #decoded = new Map<string, Leaf>();
  #listeners: ((change: BoardChange) => void)[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(boardId: string, epoch: number, origin: { protocol: string; host: string }) {
    this.#boardId = boardId;
    this.#epoch = epoch;
    this.#url = `${origin.protocol === 'https:' ? 'wss' : 'ws'}://${origin.host}${BOARD_PATH}`;
  }

  onChange(run: (change: BoardChange) => void): void {
    this.#listeners.push(run);
  }

  open(): void {
    const doc = emptyDoc();
    this.#follow(doc);
    const provider = new WebsocketProvider(this.#url, this.#boardId, doc, {
      connect: false,
      disableBc: true,
      resyncInterval: RESYNC_MS,
      maxBackoffTime: 8_000,
      params: this.#epoch === null ? {} : { epoch: String(this.#epoch) },
      shouldReconnect: ({ code }) => code !== CLOSE.revoked && !LOAD_AGAIN.includes(code),
    });
    // Members have no presence on the board: no name, no cursor, no typing mark (people 72).
    provider.awareness.setLocalState(null);
    provider.on('sync', (synced: boolean) => {
      if (synced) this.#whole();
    });
    provider.on('closed', ({ code }: { code: number }) => {
      if (code === CLOSE.revoked) this.revoked = true;
      else this.#timer = setTimeout(() => this.#restart(), RESTART_MS * (1 + Math.random()));
    });
    this.#provider = provider;
    provider.connect();
  }

  close(): void {
    clearTimeout(this.#timer);
    this.#provider?.destroy();
    this.#doc?.destroy();
    this.#provider = null;
    this.#doc = null;
  }

  #follow(doc: Y.Doc): void {
    this.#doc = doc;
    this.#decoded.clear();
    leavesOf(doc).observeDeep((events) => this.#changed(events));
    branchesOf(doc).observeDeep(() => this.#show());
  }

  #restart(): void {
    this.close();
    // Whatever epoch the server is at now: the room's next view will name it.
    this.#epoch = null;
    this.opened = false;
    this.open();
  }

  #whole(): void {
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
    if (this.opened) for (const run of this.#listeners) run(change);
  }

  #inside(id: string, event: Y.YEvent<Y.AbstractType<unknown>>, change: BoardChange): void {
    this.#decoded.delete(id);
    const keys = [...event.changes.keys.keys()];
    change[keys.length === 1 && keys[0] === 'place' ? 'moved' : 'edited'].push(id);
  }

  #leaf(id: string, branchId: string | null): Leaf[] {
    const known = this.#decoded.get(id);
    if (known?.branchId === branchId) return [known];
    const leaf = this.#doc === null ? null : readLeaf(leavesOf(this.#doc).get(id), id, branchId);
    if (leaf === null) return [];
    this.#decoded.set(id, leaf);
    return [leaf];
  }

  #show(): void {
    const doc = this.#doc;
    // The copy before is shown until the new one is whole: nothing flickers to empty.
    if (doc === null || !this.opened) return;
    const outline = readOutline(doc);
    this.content = {
      branches: outline.branches.map(({ id, leafIds }) => ({
        ...(readBranch(branchesOf(doc).get(id), id) ?? { id, title: { en: '', cy: '' } }),
        leaves: leafIds.flatMap((leafId) => this.#leaf(leafId, id)),
      })),
      loose: outline.loose.flatMap((leafId) => this.#leaf(leafId, null)),
    };
  }

  /** For tests that bring a document which is already whole. */
  openedWith(doc: Y.Doc): void {
    this.#follow(doc);
    this.#whole();
  }
}
