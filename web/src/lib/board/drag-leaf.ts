import type { Attachment } from 'svelte/attachments';
import type { Desk } from './desk.svelte.ts';
import { restsAt } from './show-carried.svelte.ts';

/** Moving less than this is a click. */
const SLACK_PX = 6;

type Drag = { leaf: HTMLElement; leafId: string; x: number; y: number; going: boolean };

/**
 * Dragging with a mouse: an extra, never the way (people 2). Dropped on a leaf it goes in front of
 * it, on a branch to its end, anywhere else nothing changes. Touch picks up and puts down instead,
 * so that a thumb can still scroll.
 */
export const dragLeaf =
  (desk: Desk, scale: () => number): Attachment<HTMLElement> =>
  (scene) => {
    let drag: Drag | null = null;

    const down = (event: PointerEvent): void => {
      const target = event.target;
      if (event.pointerType !== 'mouse' || event.button !== 0 || !(target instanceof Element))
        return;
      const leaf = target.closest<HTMLElement>('[data-leaf]');
      const leafId = leaf?.dataset['leaf'];
      if (leaf === null || leafId === undefined || target.closest('button') !== null) return;
      if (desk.leaf(leafId) === undefined || desk.picked !== null) return;
      drag = { leaf, leafId, x: event.clientX, y: event.clientY, going: false };
    };
    const move = (event: PointerEvent): void => {
      if (drag === null) return;
      const [dx, dy] = [event.clientX - drag.x, event.clientY - drag.y];
      if (!drag.going && Math.hypot(dx, dy) < SLACK_PX) return;
      if (!drag.going) {
        drag.going = true;
        drag.leaf.style.pointerEvents = 'none';
        drag.leaf.style.zIndex = '7';
        // The press before the drag began to mark text.
        document.getSelection()?.removeAllRanges();
        scene.style.userSelect = 'none';
        document.addEventListener('keydown', key);
      }
      event.preventDefault();
      drag.leaf.style.transform = `translate(${dx / scale()}px, ${dy / scale()}px)`;
      const from = restsAt(drag.leaf, scene);
      desk.carry(drag.leafId, { x: from.x + dx / scale(), y: from.y + dy / scale() });
    };
    const end = (): void => {
      document.removeEventListener('keydown', key);
      if (drag === null) return;
      for (const property of ['pointer-events', 'z-index', 'transform'])
        drag.leaf.style.removeProperty(property);
      scene.style.removeProperty('user-select');
      drag = null;
    };
    const leave = (): void => {
      if (drag?.going === true) desk.letGo(false);
      end();
    };
    const key = (event: KeyboardEvent): void => {
      if (event.key === 'Escape') leave();
    };
    const up = (event: PointerEvent): void => {
      const dropped = drag;
      end();
      if (dropped?.going !== true) return;
      const under = document.elementFromPoint(event.clientX, event.clientY);
      const before = under?.closest<HTMLElement>('[data-leaf]')?.dataset['leaf'];
      const branch = under?.closest<HTMLElement>('[data-branch]')?.dataset['branch'];
      const moves =
        before !== undefined && before !== dropped.leafId
          ? desk.move(dropped.leafId, { to: 'before', leafId: before })
          : branch !== undefined &&
            desk.move(
              dropped.leafId,
              branch === '' ? { to: 'no-branch' } : { to: 'branch', branchId: branch },
            );
      desk.letGo(moves);
    };

    scene.addEventListener('pointerdown', down);
    document.addEventListener('pointermove', move);
    document.addEventListener('pointerup', up);
    document.addEventListener('pointercancel', leave);
    return () => {
      leave();
      scene.removeEventListener('pointerdown', down);
      document.removeEventListener('pointermove', move);
      document.removeEventListener('pointerup', up);
      document.removeEventListener('pointercancel', leave);
    };
  };
