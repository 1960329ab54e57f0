import { describeAttempts } from './attempts.ts';
import { describeAudit } from './audit.ts';
import { describeBoards } from './boards.ts';
import type { OpenStore } from './fixtures.ts';
import { describeGroups } from './groups.ts';
import { describeIntents } from './intents.ts';
import { describeLeaves } from './leaves.ts';
import { describeNotes } from './notes.ts';
import { describeOutcomes } from './outcomes.ts';
import { describeRetention } from './retention.ts';
import { describeRoom } from './room.ts';
import { describeSeats } from './seats.ts';
import { describeSessions } from './sessions.ts';
import { describeSignIns } from './sign-ins.ts';
import { describeStaffMembers } from './staff-members.ts';
import { describeTransactions } from './transactions.ts';
import { describeVotes } from './votes.ts';

export * from './attempts.ts';
export * from './audit.ts';
export * from './boards.ts';
export * from './fixtures.ts';
export * from './groups.ts';
export * from './intents.ts';
export * from './leaves.ts';
export * from './notes.ts';
export * from './outcomes.ts';
export * from './retention.ts';
export * from './room.ts';
export * from './seats.ts';
export * from './sessions.ts';
export * from './sign-ins.ts';
export * from './staff-members.ts';
export * from './transactions.ts';
export * from './votes.ts';

/** Every port's suite on one database. `openStore` gives an empty one each time. */
export function describeStore(name: string, openStore: OpenStore): void {
  for (const suite of [
    describeTransactions,
    describeAttempts,
    describeStaffMembers,
    describeSignIns,
    describeGroups,
    describeSessions,
    describeSeats,
    describeRetention,
    describeRoom,
    describeBoards,
    describeLeaves,
    describeNotes,
    describeVotes,
    describeOutcomes,
    describeIntents,
    describeAudit,
  ])
    suite(name, openStore);
}
