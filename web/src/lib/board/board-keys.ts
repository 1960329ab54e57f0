import type { Desk } from './desk.svelte.ts';
import { inReadingOrder } from './places.ts';

/** The next leaf for an arrow key, or null when there is none that way. */
export function leafTowards(desk: Desk, from: string, event: KeyboardEvent): string | null {
  const { content } = desk;
  const order = inReadingOrder(content).map(({ id }) => id);
  const groups = [content.loose, ...content.branches.map(({ leaves }) => leaves)].filter(
    (leaves) => leaves.length > 0,
  );
  const group = groups.findIndex((leaves) => leaves.some(({ id }) => id === from));
  const step = (by: number): string | null => order[order.indexOf(from) + by] ?? null;
  const whole = event.ctrlKey || event.metaKey;
  switch (event.key) {
    case 'ArrowDown':
    case 'ArrowRight':
      return whole ? (groups[group + 1]?.[0]?.id ?? null) : step(1);
    case 'ArrowUp':
    case 'ArrowLeft':
      return whole ? (groups[group - 1]?.[0]?.id ?? null) : step(-1);
    case 'Home':
      return groups[group]?.[0]?.id ?? null;
    case 'End':
      return groups[group]?.at(-1)?.id ?? null;
    default:
      return null;
  }
}

/** In the view its person is in; where that one does not show it, in the other. */
const inView = (desk: Desk, what: string): HTMLElement | null =>
  document.querySelector<HTMLElement>(`[data-view="${desk.view}"] ${what}`) ??
  document.querySelector<HTMLElement>(what);

export function focusLeaf(desk: Desk, leafId: string): void {
  desk.current = leafId;
  inView(desk, `[data-leaf="${CSS.escape(leafId)}"]`)?.focus();
}

/** On a branch's name; false when that branch is gone. Null = leaves on no branch. */
export function focusBranch(desk: Desk, branchId: string | null): boolean {
  const heading = inView(desk, `[id$="branch-${branchId ?? 'loose'}"]`);
  heading?.focus();
  return heading !== null;
}

/** Enter opens what can be done, A adds a leaf on the same branch, M moves this one. */
function onLeafKey(desk: Desk, leafId: string, event: KeyboardEvent): boolean {
  if (event.ctrlKey || event.metaKey || event.altKey) return false;
  switch (event.key.toLowerCase()) {
    case 'enter':
      desk.open = { sheet: 'leaf', leafId };
      return true;
    case 'a':
      desk.write(desk.leaf(leafId)?.branchId ?? null);
      return true;
    case 'm':
      desk.open = { sheet: 'move', leafId };
      return true;
    default:
      return false;
  }
}

/** One line to learn (people 3): arrows, Control and arrows, Home, End, Enter, Escape. */
export function onBoardKey(desk: Desk, event: KeyboardEvent): void {
  const target = event.target;
  if (!(target instanceof HTMLElement)) return;
  const leafId = target.closest<HTMLElement>('[data-leaf]')?.dataset['leaf'];
  if (event.key === 'Escape' && desk.picked !== null) {
    desk.picked = null;
    event.preventDefault();
    return;
  }
  if (leafId === undefined) return;
  if (event.key === 'Escape') {
    if (target.dataset['leaf'] === undefined) focusLeaf(desk, leafId);
    else desk.entered = false;
    return;
  }
  // Single keys work only while a leaf itself has focus, so nobody's speech input sets them off (2.1.4).
  if (target.dataset['leaf'] !== undefined && onLeafKey(desk, leafId, event)) {
    event.preventDefault();
    return;
  }
  const next = leafTowards(desk, leafId, event);
  if (next === null) return;
  event.preventDefault();
  focusLeaf(desk, next);
}

/** F6 goes round the parts of the screen, Shift F6 the other way. */
export function onRegionKey(event: KeyboardEvent): void {
  if (event.key !== 'F6') return;
  const regions = [...document.querySelectorAll<HTMLElement>('[data-region], footer > nav.help')];
  const now = regions.findIndex((region) => region.contains(document.activeElement));
  const by = event.shiftKey ? -1 : 1;
  const next = regions[(now + by + regions.length) % regions.length];
  // On the board that is its leaf, also where a button stands before it: arrows begin at leaves.
  const first =
    next?.querySelector<HTMLElement>('[data-leaf][tabindex="0"]') ??
    next?.querySelector<HTMLElement>('button:not([tabindex="-1"]), a[href], textarea, input');
  if (first == null) return;
  event.preventDefault();
  first.focus();
}
