import { inLanguage, type Leaf } from '@canopy/domain';
import type { ShownRecord } from '@canopy/actions';
import type { Lang } from '#lib/language/lang.ts';

/** Leaves as they hung: one group for each branch of each board, and one for what hung nowhere. */
export type LeafGroup = { id: string; title: string; lang: string; leaves: readonly Leaf[] };

export function leafGroups(record: ShownRecord, reader: Lang, loose: string): LeafGroup[] {
  return record.stages.flatMap((stage) => {
    if (stage.kind !== 'board') return [];
    const branches = stage.board.branches.map(({ id, title, leaves }): LeafGroup => {
      const { text, lang } = inLanguage(title, reader);
      return { id, title: text, lang, leaves };
    });
    const rest: LeafGroup = {
      id: `loose-${stage.id}`,
      title: loose,
      lang: reader,
      leaves: stage.board.loose,
    };
    return [...branches, rest].filter(({ leaves }) => leaves.length > 0);
  });
}

/** A theme's leaves in the order of the record. */
export const leavesOf = (groups: readonly LeafGroup[], leafIds: readonly string[]): Leaf[] =>
  groups.flatMap(({ leaves }) => leaves).filter((leaf) => leafIds.includes(leaf.id));
