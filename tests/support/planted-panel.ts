import { randomBytes } from 'node:crypto';
import { dispatch, NOBODY, type Caller, type House } from '@canopy/actions';
import { makeId, type ActName } from '@canopy/domain';
import type { CommandInput, Reply } from '@canopy/protocol';
import { readConfig } from '../../realtime/src/config.ts';
import { openLog } from '../../realtime/src/log.ts';
import { buildHost } from '../../realtime/src/realtime.ts';
import type { PlantedSeat } from './planted-rooms.ts';

export type PlantedAdult = { staffId: string; cookie: string };

/** A youth panel on the day of its session, not opened yet: that takes two adults who are really there. */
export type PlantedPanel = {
  sessionId: string;
  adults: [PlantedAdult, PlantedAdult];
  members: PlantedSeat[];
};

/** Made in the database that `env` names, before any host serves from it. */
export async function plantPanel(
  dataDir: string,
  env: Readonly<Record<string, string>>,
): Promise<PlantedPanel> {
  const read = readConfig({ ...env, PORT: '0', CANOPY_DATA: dataDir, CANOPY_DEMO: 'off' });
  if (!read.ok) throw new Error(read.sentences.join(' '));
  const { house, close } = await buildHost(
    read.config,
    openLog('json', () => undefined),
  );
  try {
    const [heron, wren] = [await makeChair(house, 'Heron'), await makeChair(house, 'Wren')];
    const { groupId } = await act(house, heron.caller, 'group:add', {
      kind: 'youth',
      name: { en: 'Youth panel', cy: 'Panel ieuenctid' },
      serviceName: 'Riverside',
      cadence: 'three-a-year',
      language: 'both',
    });
    const { sessionId } = await act(house, heron.caller, 'session:plan', {
      groupId,
      template: 'panel',
      session: {
        title: { en: 'Session', cy: 'Sesiwn' },
        startsAt: house.clock(),
        reactionSet: 'youth',
      },
    });
    const members: PlantedSeat[] = [];
    for (const alias of ['rowan', 'otter'] as const) {
      const seat = { sessionId, alias, language: 'en', way: 'helped-by-staff' } as const;
      const { seatId, token } = await act(house, heron.caller, 'seat:add', seat);
      members.push({ seatId, cookie: `canopy-seat=${token}` });
    }
    return { sessionId, adults: [heron, wren], members };
  } finally {
    await close();
  }
}

async function makeChair(house: House, name: string): Promise<PlantedAdult & { caller: Caller }> {
  const staffId = makeId((n) => randomBytes(n));
  await house.store.staff.add({
    id: staffId,
    email: `${staffId}@canopy.example`,
    name,
    role: 'chair',
    approvedForChildren: true,
    groupIds: [],
    disabledAt: null,
    createdAt: house.clock(),
    passwordHash: 'none',
  });
  const { token, signInId } = await house.auth.signIn(staffId);
  const caller = { ...NOBODY, staff: { staffId, signInId } };
  return { staffId, cookie: `canopy-staff=${token}`, caller };
}

async function act<A extends ActName>(
  house: House,
  caller: Caller,
  name: A,
  input: CommandInput<A>,
): Promise<Reply<A>> {
  const result = await dispatch(house, caller, name, input);
  if (!result.ok) throw new Error(`planting was refused ${name}: ${result.refusal.code}`);
  return result.value;
}
