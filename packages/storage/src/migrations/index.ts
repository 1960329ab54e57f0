import type { Migration } from 'kysely/migration';
import { staffAndGroups } from './0001-staff-and-groups.ts';
import { sessionsAndSeats } from './0002-sessions-and-seats.ts';
import { room } from './0003-room.ts';
import { boards } from './0004-boards.ts';
import { votesAndOutcomes } from './0005-votes-and-outcomes.ts';
import { intentsAndAudit } from './0006-intents-and-audit.ts';
import { boardSnapshots } from './0007-board-snapshots.ts';
import { notes } from './0008-notes.ts';
import { checkInBatches } from './0009-check-in-batches.ts';
import { deedsWithIntents } from './0010-deeds-with-intents.ts';

/** By name, in order. A migration that has been released is never changed: the next one corrects it. */
export const MIGRATIONS: Readonly<Record<string, Migration>> = {
  '0001-staff-and-groups': staffAndGroups,
  '0002-sessions-and-seats': sessionsAndSeats,
  '0003-room': room,
  '0004-boards': boards,
  '0005-votes-and-outcomes': votesAndOutcomes,
  '0006-intents-and-audit': intentsAndAudit,
  '0007-board-snapshots': boardSnapshots,
  '0008-notes': notes,
  '0009-check-in-batches': checkInBatches,
  '0010-deeds-with-intents': deedsWithIntents,
};
