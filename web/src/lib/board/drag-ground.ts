import type { Attachment } from 'svelte/attachments';

/** Pulling the bare felt with a mouse scrolls it. Touch and keys scroll it anyway. */
export const dragGround =
  (onbare: () => void): Attachment<HTMLElement> =>
  (ground) => {
    let from: { x: number; y: number } | null = null;
    const down = (event: PointerEvent): void => {
      const target = event.target;
      if (event.pointerType !== 'mouse' || event.button !== 0 || !(target instanceof Element))
        return;
      if (target.closest('[data-leaf], button, a') !== null) return;
      onbare();
      from = { x: event.clientX + ground.scrollLeft, y: event.clientY + ground.scrollTop };
      ground.setPointerCapture(event.pointerId);
    };
    const move = (event: PointerEvent): void => {
      if (from === null) return;
      ground.scrollTo(from.x - event.clientX, from.y - event.clientY);
    };
    const up = (): void => {
      from = null;
    };
    ground.addEventListener('pointerdown', down);
    ground.addEventListener('pointermove', move);
    ground.addEventListener('pointerup', up);
    ground.addEventListener('pointercancel', up);
    return () => {
      ground.removeEventListener('pointerdown', down);
      ground.removeEventListener('pointermove', move);
      ground.removeEventListener('pointerup', up);
      ground.removeEventListener('pointercancel', up);
    };
  };
