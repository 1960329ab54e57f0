import type { HeldLeaf } from '@canopy/protocol';
import type { HeldLeafRow } from '@canopy/storage';

/** A leaf that is kept back, without the seat it came from. */
export const heldLeaf = ({ id, kind, content, lang }: HeldLeafRow): HeldLeaf => ({
  id,
  kind,
  content,
  lang,
});
