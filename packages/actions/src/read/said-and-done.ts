import {
  ok,
  refuse,
  showCount,
  type Answer,
  type Bilingual,
  type GroupKind,
  type Result,
  type ShownCount,
} from '@canopy/domain';
import type { House } from '../house.ts';

/** One thing the group said, and what became of it. */
export type SaidTheme = {
  id: string;
  name: Bilingual;
  line: Bilingual;
  answer: Answer;
  answeredAt: number;
  leaves: number;
  /** Where it went, and who reads it there. */
  strand: { name: Bilingual; ownerName: string } | null;
};
export type SaidSession = {
  id: string;
  title: Bilingual;
  heldAt: number;
  members: ShownCount;
  themes: SaidTheme[];
};
export type SaidAndDone = {
  group: { id: string; name: Bilingual; kind: GroupKind };
  /** Signed-off sessions only, newest first. */
  sessions: SaidSession[];
};

/**
 * What a group is shown of its own words. Nobody signs in: the group's id is an address that cannot
 * be guessed. So it carries only what the chair has signed, and no leaf, no alias and no small number.
 */
export async function readSaidAndDone(house: House, groupId: string): Promise<Result<SaidAndDone>> {
  const { store } = house;
  const group = await store.groups.find(groupId);
  if (group === null) return refuse('not-found');
  const strands = new Map((await store.outcomes.strands()).map((strand) => [strand.id, strand]));
  const sessions: SaidSession[] = [];
  for (const session of await store.sessions.all([groupId])) {
    if (session.state !== 'signed-off') continue;
    const stored = await store.outcomes.readRecord(session.id);
    if (stored === null || stored.signedOffAt === null) continue;
    const { record, signedOffAt } = stored;
    const themes = (await store.outcomes.themesOf(session.id)).map((theme): SaidTheme => {
      const strand = theme.strandId === null ? undefined : strands.get(theme.strandId);
      return {
        id: theme.id,
        name: theme.name,
        line: theme.line,
        answer: 'heard',
        answeredAt: signedOffAt,
        leaves: theme.leafIds.length,
        strand: strand === undefined ? null : { name: strand.name, ownerName: strand.ownerName },
      };
    });
    sessions.push({
      id: session.id,
      title: record.title,
      heldAt: record.closedAt,
      members: showCount(record.attendance.members),
      themes,
    });
  }
  sessions.sort((a, b) => b.heldAt - a.heldAt);
  return ok({ group: { id: group.id, name: group.name, kind: group.kind }, sessions });
}
