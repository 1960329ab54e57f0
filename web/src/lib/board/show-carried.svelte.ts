import type { Attachment } from 'svelte/attachments';
import type { At } from '#lib/live/carried.svelte.ts';
import { wantsCalm } from '#lib/look/calm.ts';
import type { Desk } from './desk.svelte.ts';

/** As long as one word is under way, and a little more: then the next takes over without a halt. */
const TRAVEL = 'transform 90ms linear';

/** Where a leaf lies in the scene, in the scene's own units, wherever it is being drawn just now. */
export function restsAt(leaf: HTMLElement, scene: HTMLElement): At {
  const at = { x: 0, y: 0 };
  for (
    let box: Element | null = leaf;
    box instanceof HTMLElement && box !== scene;
    box = box.offsetParent
  ) {
    at.x += box.offsetLeft;
    at.y += box.offsetTop;
  }
  return at;
}

/** Leaves in other people's hands travel; for those who want calm they simply arrive. */
export const showCarried =
  (desk: Desk): Attachment<HTMLElement> =>
  (scene) => {
    let travelling: HTMLElement[] = [];
    const rest = (leaf: HTMLElement): void => {
      for (const property of ['transform', 'transition', 'z-index'])
        leaf.style.removeProperty(property);
    };
    $effect(() => {
      const { carried } = desk.for.session;
      const leaves = wantsCalm() ? [] : [...carried.leaves];
      // What lies where may have changed with the board.
      void desk.content;
      const now = leaves.flatMap(([id, at]) => {
        const leaf = scene.querySelector<HTMLElement>(`[data-leaf="${CSS.escape(id)}"]`);
        if (leaf === null) return [];
        const from = restsAt(leaf, scene);
        leaf.style.transition = TRAVEL;
        leaf.style.zIndex = '7';
        leaf.style.transform = `translate(${at.x - from.x}px, ${at.y - from.y}px)`;
        return [leaf];
      });
      for (const leaf of travelling) if (!now.includes(leaf)) rest(leaf);
      travelling = now;
    });
    return () => travelling.forEach(rest);
  };
