import type { BoardContent } from '@canopy/domain';
import type { Lang } from '#lib/language/lang.ts';
import { inWords } from '#lib/live/in-words.ts';
import type { BoardChange } from '#lib/live/live-board.svelte.ts';
import { boardLiveWords } from '#lib/words/board-live.ts';
import { findLeaf } from './places.ts';

/** What others did since the last digest, said as counts by place and never one by one (people 5). */
export class Digest {
  #added = new Set<string>();
  #moved = new Set<string>();

  add(change: BoardChange): void {
    for (const id of change.added) this.#added.add(id);
    for (const id of change.moved) this.#moved.add(id);
    for (const id of change.removed) {
      this.#added.delete(id);
      this.#moved.delete(id);
    }
  }

  /** One sentence, and a clean sheet. `mine` is asked now: the server may have told us since. */
  say(content: BoardContent, lang: Lang, mine: (leafId: string) => boolean): string | null {
    const added = [...this.#added].filter((id) => !mine(id));
    const moved = [...this.#moved].filter((id) => !this.#added.has(id) && !mine(id));
    this.#added.clear();
    this.#moved.clear();
    const w = boardLiveWords(lang);
    if (added.length === 0)
      return moved.length === 0 ? null : w('digestMoved', { n: moved.length });
    const branch = mostOn(content, added);
    return branch === null
      ? w('digestNew', { n: added.length })
      : w('digestNewMost', { n: added.length, branch: inWords(branch, lang).text });
  }
}

function mostOn(content: BoardContent, leafIds: readonly string[]) {
  const counts: Record<string, number> = {};
  for (const id of leafIds) {
    const branchId = findLeaf(content, id)?.branchId;
    if (branchId != null) counts[branchId] = (counts[branchId] ?? 0) + 1;
  }
  const most = Object.entries(counts).sort(([, a], [, b]) => b - a)[0]?.[0];
  return content.branches.find(({ id }) => id === most)?.title ?? null;
}
