import type { Attachment } from 'svelte/attachments';
import { tick } from 'svelte';
import type { BoardContent, Leaf } from '@canopy/domain';
import { boardLiveWords } from '#lib/words/board-live.ts';
import { focusBranch, focusLeaf } from './board-keys.ts';
import type { Desk } from './desk.svelte.ts';
import { findLeaf, leavesOn } from './places.ts';

/**
 * Other people never move your focus (people 4): if they move the leaf you are on, you go with it;
 * if they take it away you are put on the next one of its branch, else on the branch's name, and
 * told once why.
 */
export const keepFocus =
  (desk: Desk): Attachment<HTMLElement> =>
  (root) => {
    let was: { leaf: Leaf; at: number } | null = null;
    const note = (): void => {
      const inside = document.activeElement;
      const leafId =
        inside !== null && root.contains(inside)
          ? inside.closest<HTMLElement>('[data-leaf]')?.dataset['leaf']
          : undefined;
      const leaf = leafId === undefined ? undefined : desk.leaf(leafId);
      was =
        leaf === undefined
          ? null
          : {
              leaf,
              at: leavesOn(desk.content, leaf.branchId).findIndex(({ id }) => id === leaf.id),
            };
    };
    const lost = (): boolean =>
      document.activeElement === null || document.activeElement === document.body;
    const settle = async (content: BoardContent): Promise<void> => {
      const before = was;
      await tick();
      if (before === null || !lost()) return;
      const w = boardLiveWords(desk.for.lang);
      const now = findLeaf(content, before.leaf.id);
      if (now !== undefined) {
        focusLeaf(desk, now.id);
        if (now.branchId !== before.leaf.branchId) desk.for.session.announcer.own(w('leafMoved'));
        return;
      }
      const left = leavesOn(content, before.leaf.branchId);
      const next = left[before.at] ?? left.at(-1);
      if (next === undefined) focusBranch(desk, before.leaf.branchId);
      else focusLeaf(desk, next.id);
      desk.for.session.announcer.own(w(next === undefined ? 'leafGoneEmpty' : 'leafGone'));
    };
    root.addEventListener('focusin', note);
    // Before the screen changes: where focus was is still known.
    $effect.pre(() => {
      const { content } = desk;
      void settle(content);
    });
    return () => root.removeEventListener('focusin', note);
  };
