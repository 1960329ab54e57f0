import { describe, expect, test } from 'vitest';
import { ACTION_NAMES, READS, RULES, may, type Actor, type Rule, type Scope } from './access.ts';
import { ROLES, isBoundToGroups, type Role } from './staff.ts';

const here: Scope = { groupId: 'ours', sessionId: 'today' };
const staff = (role: Role, groupIds = ['ours'], disabledAt: number | null = null): Actor => ({
  kind: 'staff',
  staff: {
    id: role,
    email: `${role}@example.org`,
    name: role,
    role,
    approvedForChildren: true,
    groupIds,
    disabledAt,
    createdAt: 0,
  },
});
const seat = (state: 'waiting' | 'admitted' | 'removed' | 'left'): Actor => ({
  kind: 'seat',
  seatId: 'seat',
  sessionId: 'today',
  state,
});

describe('the table', () => {
  test('live rules are for members: staff keep working while a room is paused', () => {
    for (const name of ACTION_NAMES) {
      const rule: Rule = RULES[name];
      if (rule.live) expect(rule.member, name).toBe(true);
      if (rule.waiting) expect(rule.member, name).toBe(true);
    }
  });

  test('every read is an action, and no read is open to anyone', () => {
    for (const name of READS) {
      const rule: Rule = RULES[name];
      expect(ACTION_NAMES).toContain(name);
      expect(rule.anyone).toBeUndefined();
    }
  });

  test('nothing that moves the room, its door or its people is open to a member', () => {
    for (const name of ACTION_NAMES)
      if (/^(stage|lead|door|session|staff|group|notes|record|theme|strand|vote):/.test(name))
        expect(may(seat('admitted'), name, here), name).toBe(false);
  });
});

describe('asked at use', () => {
  test('disabled staff may do nothing that needs a person', () => {
    for (const role of ROLES)
      for (const name of ACTION_NAMES) {
        const rule: Rule = RULES[name];
        expect(may(staff(role, ['ours'], 1), name, here), name).toBe(rule.anyone === true);
      }
  });

  test('a role bound to groups stops at its groups', () => {
    for (const role of ROLES.filter(isBoundToGroups))
      for (const name of ACTION_NAMES) {
        const rule: Rule = RULES[name];
        if (!rule.anyone) expect(may(staff(role, ['other']), name, here), name).toBe(false);
      }
  });

  test('a seat belongs to one session', () => {
    const elsewhere = { groupId: 'ours', sessionId: 'tomorrow' };
    for (const name of ACTION_NAMES) {
      const rule: Rule = RULES[name];
      if (!rule.anyone) expect(may(seat('admitted'), name, elsewhere), name).toBe(false);
    }
  });

  test('removed and left seats may nothing', () => {
    for (const name of ACTION_NAMES) {
      const rule: Rule = RULES[name];
      if (rule.anyone) continue;
      expect(may(seat('removed'), name, here), name).toBe(false);
      expect(may(seat('left'), name, here), name).toBe(false);
    }
  });
});
