import { createHash } from 'node:crypto';
import type { HeldLeaf, StaffView } from '@canopy/protocol';
import type { HeldLeafRow } from '@canopy/storage';

/** A leaf that is kept back, without the seat it came from. */
export const heldLeaf = ({ id, kind, content, lang }: HeldLeafRow): HeldLeaf => ({
  id,
  kind,
  content,
  lang,
});

/** For the worker who reads it before it is shown. */
export const markedLeaf = (row: HeldLeafRow): StaffView['held'][number] => ({
  ...heldLeaf(row),
  mark: markOf(row),
});

/** Another mark for other words. Of the words alone: a count of edits would say something of the writer. */
export const markOf = ({ id, kind, content }: HeldLeafRow): string =>
  createHash('sha256')
    .update(JSON.stringify([id, kind, content]))
    .digest('base64url')
    .slice(0, 22);
