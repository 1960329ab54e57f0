import { dispatch, NOBODY, type Caller, type House } from '@canopy/actions';
import type { ActName, GroupKind, Result } from '@canopy/domain';
import type { CommandInput, Reply } from '@canopy/protocol';
import { DEMO_GROUPS, DEMO_SESSIONS, DEMO_STAFF, DEMO_STRANDS, demoEmail } from './demo-content.ts';
import { keepDemoPassword, makeDemoPassword } from './demo-sign-in.ts';

const DAY_MS = 24 * 60 * 60_000;
const KINDS = ['adult', 'youth'] as const satisfies readonly GroupKind[];

/**
 * Fills an empty house with something to try, through the same actions people use, so that the demo
 * can never hold what Canopy itself would refuse. Does nothing where anybody already is.
 */
export async function plantDemo(house: House, dataDir: string): Promise<void> {
  if ((await house.store.staff.count()) > 0) return;
  const password = makeDemoPassword(house.randomBytes);
  const birds = Object.keys(DEMO_STAFF) as (keyof typeof DEMO_STAFF)[];
  // Kept first: a demo that nobody can sign in to is worse than a password for nothing.
  keepDemoPassword(dataDir, password, birds.map(demoEmail));

  const { name } = DEMO_STAFF.owl;
  const { staffId } = await act(house, NOBODY, 'set-up:finish', {
    name,
    email: demoEmail('owl'),
    password,
  });
  const owl: Caller = { ...NOBODY, staff: { staffId, signInId: 'demo' } };

  const groupIds = {
    adult: (await act(house, owl, 'group:add', DEMO_GROUPS.adult)).groupId,
    youth: (await act(house, owl, 'group:add', DEMO_GROUPS.youth)).groupId,
  };
  for (const bird of birds) {
    if (bird === 'owl') continue;
    const { groups, ...person } = DEMO_STAFF[bird];
    await act(house, owl, 'staff:add', {
      ...person,
      email: demoEmail(bird),
      password,
      groupIds: groups.map((kind) => groupIds[kind]),
    });
  }
  for (const strand of DEMO_STRANDS) await act(house, owl, 'strand:add', strand);

  for (const kind of KINDS) {
    const { template, title, inDays } = DEMO_SESSIONS[kind];
    const { sessionId } = await act(house, owl, 'session:plan', {
      groupId: groupIds[kind],
      template,
      session: { title, startsAt: nextHour(house.clock()) + inDays * DAY_MS, reactionSet: kind },
    });
    // A panel's door opens only with two approved adults in the room, in a demo as anywhere.
    if (kind === 'adult') await act(house, owl, 'door:set', { sessionId, door: 'open' });
  }
  house.log('demo:planted');
}

const nextHour = (now: number): number => Math.ceil(now / 3_600_000) * 3_600_000;

/** The demo only does what is allowed, so a refusal is a fault in the demo and throws. */
async function act<A extends ActName>(
  house: House,
  caller: Caller,
  name: A,
  input: CommandInput<A>,
): Promise<Reply<A>> {
  const result: Result<Reply<A>> = await dispatch(house, caller, name, input);
  if (!result.ok) throw new Error(`the demo was refused ${name}: ${result.refusal.code}`);
  return result.value;
}
