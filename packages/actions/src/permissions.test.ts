import {
  ACTION_NAMES,
  ROLES,
  SEAT_STATES,
  may,
  type ActionName,
  type Actor,
  type Role,
  type Scope,
  type SeatState,
} from '@canopy/domain';
import { describe, expect, test } from 'vitest';
import {
  ADMINISTRATOR,
  ANYONE,
  CHAIR,
  CO_FACILITATOR,
  LISTS,
  LOBBY,
  MEMBER,
  NOTE_TAKER,
  OWN_SIGN_IN,
} from './testing/who-may.ts';

const NOTHING: readonly ActionName[] = [];
type Place = 'own group' | 'other group' | 'whole service';

const STAFF: Readonly<Record<Role, Readonly<Record<Place, readonly ActionName[]>>>> = {
  administrator: {
    'own group': ADMINISTRATOR,
    'other group': ADMINISTRATOR,
    'whole service': ADMINISTRATOR,
  },
  chair: { 'own group': CHAIR, 'other group': CHAIR, 'whole service': CHAIR },
  'co-facilitator': {
    'own group': CO_FACILITATOR,
    'other group': NOTHING,
    'whole service': [...OWN_SIGN_IN, ...LISTS],
  },
  'note-taker': {
    'own group': NOTE_TAKER,
    'other group': NOTHING,
    'whole service': [...OWN_SIGN_IN, ...LISTS],
  },
};
const SEAT: Readonly<Record<SeatState, readonly ActionName[]>> = {
  waiting: LOBBY,
  admitted: MEMBER,
  removed: NOTHING,
  left: NOTHING,
};

const SCOPES: Readonly<Record<Place, Scope>> = {
  'own group': { groupId: 'ours', sessionId: 'today' },
  'other group': { groupId: 'theirs', sessionId: 'their-session' },
  'whole service': { groupId: null, sessionId: null },
};
const PLACES = Object.keys(SCOPES) as Place[];

const staff = (role: Role, disabledAt: number | null = null): Actor => ({
  kind: 'staff',
  staff: {
    id: 'someone',
    email: 'someone@example.org',
    name: 'Someone',
    role,
    approvedForChildren: false,
    groupIds: ['ours'],
    disabledAt,
    createdAt: 0,
  },
});
const seat = (state: SeatState): Actor => ({
  kind: 'seat',
  seatId: 'a-seat',
  sessionId: 'today',
  state,
});

type Case = { who: string; actor: Actor; place: Place; expected: readonly ActionName[] };
const CASES: readonly Case[] = [
  ...ROLES.flatMap((role) =>
    PLACES.flatMap((place) => [
      { who: role, actor: staff(role), place, expected: STAFF[role][place] },
      { who: `disabled ${role}`, actor: staff(role, 1), place, expected: NOTHING },
    ]),
  ),
  ...SEAT_STATES.flatMap((state) =>
    PLACES.map((place) => ({
      who: `${state} seat`,
      actor: seat(state),
      place,
      expected: place === 'own group' ? SEAT[state] : NOTHING,
    })),
  ),
  ...PLACES.map((place) => ({
    who: 'nobody',
    actor: { kind: 'nobody' } as const,
    place,
    expected: NOTHING,
  })),
];

describe('every person × every action × every place', () => {
  test.each(CASES)('$who, $place', ({ actor, place, expected }) => {
    const allowed = ACTION_NAMES.filter((name) => may(actor, name, SCOPES[place]));
    expect(allowed.toSorted()).toEqual([...new Set([...ANYONE, ...expected])].toSorted());
  });

  test('the walk is the whole of it', () => {
    expect(CASES).toHaveLength((ROLES.length * 2 + SEAT_STATES.length + 1) * PLACES.length);
    // Each action is somebody's; one that nobody may do is a row left over.
    const somebody = new Set([...ANYONE, ...MEMBER, ...ADMINISTRATOR]);
    expect(ACTION_NAMES.filter((name) => !somebody.has(name))).toEqual([]);
  });
});
