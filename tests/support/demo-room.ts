import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { createAuth } from '@canopy/auth';
import type { GroupKind, Staff } from '@canopy/domain';
import { openStore } from '@canopy/storage';
import type { Host } from './host.ts';
import type { Proof } from './live-person.ts';

export type DemoRoom = {
  sessionId: string;
  joinToken: string;
  stages: { id: string; kind: string }[];
  /** Cookies of the members of staff who may run this session, chair first. */
  staff: (Proof & { staffId: string; name: string })[];
};

/**
 * The demo session of one kind of group, with a sign-in for each member of staff who may run it.
 * Opens the database beside the running host for a moment, as an administrator's tool would.
 */
export async function demoRoom(host: Host, kind: GroupKind): Promise<DemoRoom> {
  const store = await openStore({ file: path.join(host.dataDir, 'canopy.db') });
  try {
    const auth = createAuth({ store, clock: Date.now, randomBytes });
    const group = (await store.groups.all()).find((candidate) => candidate.kind === kind);
    if (group === undefined) throw new Error(`the demo has no ${kind} group`);
    const session = (await store.sessions.all([group.id]))[0];
    if (session === undefined) throw new Error('the demo group has no session');
    const mayRun = (person: Staff): boolean =>
      person.role === 'chair' ||
      (person.role === 'co-facilitator' && person.groupIds.includes(group.id));
    const people = (await store.staff.all())
      .filter(mayRun)
      .sort((a, b) => Number(b.role === 'chair') - Number(a.role === 'chair'));
    const staff: DemoRoom['staff'] = [];
    for (const person of people) {
      const { token } = await auth.signIn(person.id);
      staff.push({
        cookie: `canopy-staff=${token}`,
        sessionId: session.id,
        staffId: person.id,
        name: person.name,
      });
    }
    const stages = (await store.sessions.stages(session.id)).map(({ id, kind: stage }) => ({
      id,
      kind: stage,
    }));
    return { sessionId: session.id, joinToken: session.joinToken, stages, staff };
  } finally {
    await store.close();
  }
}
