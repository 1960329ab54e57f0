import { DRAG_EVERY_MS, DRAG_SILENT_MS, type LeafDrag, type LeavesDragged } from '@canopy/protocol';
import type { Connection } from './connection.svelte.ts';

/** A hand that stands still says so again before the room takes its silence for the end. */
const STILL_HERE_MS = DRAG_SILENT_MS / 2;

export type At = { x: number; y: number };

/**
 * Leaves in people's hands on the felt, in units of its scene: others' as told, nobody named, and the
 * one in this hand as it is said. For the moment only. What lasts is the move at the end, and that
 * goes another way: a word of this that gets lost is no loss.
 */
export class Carried {
  /** In other hands just now. */
  leaves: readonly (readonly [leafId: string, at: At])[] = $state.raw([]);
  #connection: Connection;
  #boardId: string | null = null;
  /** Told of still, but put down for good, or in this hand: not shown until a word comes without it. */
  #past: readonly string[] = [];
  #mine: string | null = null;
  #saidAt = -Infinity;
  #next: LeafDrag | null = null;
  #sayTimer: ReturnType<typeof setTimeout> | undefined;
  #silence: ReturnType<typeof setTimeout> | undefined;

  constructor(connection: Connection) {
    this.#connection = connection;
    connection.hear('leaves:dragged', (dragged) => this.#told(dragged));
    connection.onState(() => this.#show([]));
  }

  /** The board in front of everyone. What was carried on another one is over. */
  at(boardId: string): void {
    this.#boardId = boardId;
    this.#past = [];
    this.#show([]);
  }

  /** Put down for good, by whomever: the board says where. */
  settled(leafIds: readonly string[]): void {
    const over = leafIds.filter((id) => this.leaves.some(([told]) => told === id));
    if (over.length === 0) return;
    this.#past = [...this.#past, ...over];
    this.#show(this.leaves);
  }

  /** This hand carries a leaf here. However often it is called, the room is told every 50 ms. */
  carry(leafId: string, { x, y }: At): void {
    const boardId = this.#boardId;
    if (boardId === null) return;
    this.#mine = leafId;
    this.#say({ boardId, leafId, x: Math.round(x), y: Math.round(y) });
  }
  /** Let go. A move that follows says so by itself. */
  letGo(moves: boolean): void {
    const [boardId, leafId] = [this.#boardId, this.#mine];
    clearTimeout(this.#sayTimer);
    this.#next = null;
    this.#mine = null;
    if (boardId === null || leafId === null) return;
    this.#past = [...this.#past, leafId];
    if (!moves) this.#connection.tell('leaf:drag', { boardId, leafId, end: true });
  }
  stop(): void {
    clearTimeout(this.#sayTimer);
    clearTimeout(this.#silence);
  }

  #say(drag: LeafDrag): void {
    const isWaiting = this.#next !== null;
    this.#next = drag;
    if (isWaiting) return;
    clearTimeout(this.#sayTimer);
    const wait = this.#saidAt + DRAG_EVERY_MS - Date.now();
    this.#sayTimer = setTimeout(() => this.#sayNow(), Math.max(0, wait));
  }
  #sayNow(): void {
    const drag = this.#next;
    if (drag === null) return;
    this.#next = null;
    this.#saidAt = Date.now();
    this.#connection.tell('leaf:drag', drag);
    this.#sayTimer = setTimeout(() => this.#say(drag), STILL_HERE_MS);
  }

  #told({ boardId, leaves }: LeavesDragged): void {
    if (boardId !== this.#boardId) return;
    clearTimeout(this.#silence);
    this.#silence = setTimeout(() => this.#show([]), DRAG_SILENT_MS);
    const told = leaves.map(([id]) => id);
    this.#past = this.#past.filter((id) => told.includes(id));
    this.#show(leaves.map(([id, x, y]) => [id, { x, y }]));
  }

  #show(leaves: Carried['leaves']): void {
    const shown = leaves.filter(([id]) => id !== this.#mine && !this.#past.includes(id));
    if (shown.length > 0 || this.leaves.length > 0) this.leaves = shown;
  }
}
