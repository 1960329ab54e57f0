import type { Bilingual, Branch, Leaf, LeafContent, LeafKind } from '@canopy/domain';
import * as Y from 'yjs';

/**
 * Where things stand in a board's document. One nested map per leaf and per branch, so that one
 * leaf's change is one event and readers decode again only what changed. No entry, key or rank ever
 * says who wrote it.
 *
 *     meta      layout: 1
 *     branches  <branchId> → { title: { en, cy }, rank }
 *     leaves    <leafId>   → { kind, content, lang, alias, place: { branch, rank } }
 *
 * `place` is one value, not two keys: of two moves at once one wins whole, never the branch of one
 * with the rank of the other. Runs in browsers, so only types come from the domain (no zod here).
 */
export const LAYOUT = 1;

export const metaOf = (doc: Y.Doc): Y.Map<unknown> => doc.getMap('meta');
export const leavesOf = (doc: Y.Doc): Y.Map<unknown> => doc.getMap('leaves');
export const branchesOf = (doc: Y.Doc): Y.Map<unknown> => doc.getMap('branches');

export type Place = { branch: string | null; rank: string };

const KINDS: Record<LeafKind, true> = {
  idea: true,
  works: true,
  problem: true,
  want: true,
  parked: true,
};

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;
const isKind = (value: unknown): value is LeafKind =>
  typeof value === 'string' && Object.hasOwn(KINDS, value);

/** Null = not an entry this layout knows. */
export function readPlace(entry: unknown): Place | null {
  if (!(entry instanceof Y.Map)) return null;
  const place: unknown = entry.get('place');
  if (!isObject(place) || typeof place['rank'] !== 'string') return null;
  const branch = place['branch'];
  if (branch !== null && typeof branch !== 'string') return null;
  return { branch, rank: place['rank'] };
}

/** One leaf's own map, decoded. `branchId` is given because only the whole board knows which branches stand. */
export function readLeaf(entry: unknown, id: string, branchId: string | null): Leaf | null {
  if (!(entry instanceof Y.Map)) return null;
  const kind: unknown = entry.get('kind');
  const lang: unknown = entry.get('lang');
  const alias: unknown = entry.get('alias') ?? null;
  const content = readContent(entry.get('content'));
  if (!isKind(kind) || content === null || (lang !== 'en' && lang !== 'cy')) return null;
  if (alias !== null && typeof alias !== 'string') return null;
  return { id, kind, content, lang, branchId, alias };
}

function readContent(value: unknown): LeafContent | null {
  if (!isObject(value)) return null;
  const { form, text, emoji, symbol, word } = value;
  if (form === 'words' && typeof text === 'string') return { form, text };
  if (typeof word !== 'string') return null;
  if (form === 'emoji' && typeof emoji === 'string') return { form, emoji, word };
  if (form === 'symbol' && typeof symbol === 'string') return { form, symbol, word };
  return null;
}

export function readRank(entry: unknown): string | null {
  if (!(entry instanceof Y.Map)) return null;
  const rank: unknown = entry.get('rank');
  return typeof rank === 'string' ? rank : null;
}

export function readBranch(entry: unknown, id: string): Branch | null {
  if (!(entry instanceof Y.Map)) return null;
  const title = readTitle(entry.get('title'));
  return title === null ? null : { id, title };
}

function readTitle(value: unknown): Bilingual | null {
  if (!isObject(value)) return null;
  const { en, cy } = value;
  return typeof en === 'string' && typeof cy === 'string' ? { en, cy } : null;
}
