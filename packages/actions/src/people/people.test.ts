import { beforeEach, describe, expect, test } from 'vitest';
import { identify } from '../caller.ts';
import { isSetUp, listStaff, readMe } from '../read/staff.ts';
import { makeTestHouse, type TestHouse } from '../testing/test-house.ts';

const PASSWORD = 'heron over slow water';
const first = { name: 'Heron', email: 'Heron@Example.org', password: PASSWORD };
let t: TestHouse;
beforeEach(async () => {
  t = await makeTestHouse();
});

async function signIn(email = first.email, password = PASSWORD) {
  return t.act(t.nobody, 'sign-in:begin', { email, password });
}
/** The first administrator, signed in as a browser would be. */
async function administrator() {
  await t.act(t.nobody, 'set-up:finish', first);
  const begun = await signIn();
  if (!begun.ok) throw new Error(begun.refusal.code);
  return { ...begun.value, caller: await identify(t.house, { staff: begun.value.token }, '') };
}
const wren = {
  name: 'Wren',
  email: 'wren@example.org',
  password: PASSWORD,
  role: 'co-facilitator',
  approvedForChildren: true,
  groupIds: [] as string[],
};

describe('set-up', () => {
  test('makes the first administrator, once', async () => {
    expect(await isSetUp(t.house)).toBe(false);
    expect((await t.act(t.nobody, 'set-up:finish', first)).ok).toBe(true);
    expect(await isSetUp(t.house)).toBe(true);
    const again = await t.act(t.nobody, 'set-up:finish', { ...first, email: 'b@example.org' });
    expect(again).toMatchObject({ refusal: { code: 'already-set-up' } });
  });

  test('two people at the same moment make one administrator', async () => {
    const answers = await Promise.all(
      ['a@example.org', 'b@example.org', 'c@example.org'].map((email) =>
        t.act(t.nobody, 'set-up:finish', { ...first, email }),
      ),
    );
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    expect(await t.store.staff.count()).toBe(1);
  });

  test('refuses a password that attackers try first, and one too short', async () => {
    const weak = await t.act(t.nobody, 'set-up:finish', { ...first, password: 'password1234' });
    expect(weak).toMatchObject({ refusal: { code: 'weak-password', field: 'password' } });
    const short = await t.act(t.nobody, 'set-up:finish', { ...first, password: 'short' });
    expect(short).toMatchObject({ refusal: { code: 'bad-input', field: 'password' } });
  });
});

describe('signing in', () => {
  test('works with the address in any case, and says who it is', async () => {
    const { caller, staffId } = await administrator();
    const me = await readMe(t.house, caller);
    expect(me.staff).toMatchObject({ id: staffId, name: 'Heron', role: 'administrator' });
    expect(JSON.stringify(me)).not.toContain('argon2');
  });

  test('unknown address, wrong password and disabled account are one answer', async () => {
    const { caller } = await administrator();
    const added = await t.act(caller, 'staff:add', wren);
    if (!added.ok) throw new Error(added.refusal.code);
    await t.act(caller, 'staff:disable', { staffId: added.value.staffId, disabled: true });
    const answers = [
      await signIn('nobody@example.org'),
      await signIn(first.email, 'not the password'),
      await signIn(wren.email),
    ];
    for (const answer of answers)
      expect(answer).toEqual({ ok: false, refusal: { code: 'wrong-sign-in' } });
  });

  test('slows down after failures, for a known address and an invented one alike', async () => {
    await administrator();
    for (const email of [first.email, 'nobody@example.org']) {
      for (let i = 0; i < 5; i += 1) await signIn(email, 'not the password');
      expect(await signIn(email)).toMatchObject({ refusal: { code: 'slow-down' } });
    }
    t.wait(60_000);
    expect((await signIn()).ok).toBe(true);
  });

  test('in a browser already signed in ends the old sign-in', async () => {
    const { caller } = await administrator();
    t.announced();
    await t.act(caller, 'sign-in:begin', { email: first.email, password: PASSWORD });
    expect(t.announced()).toEqual([{ what: 'sign-in-ended', signInId: caller.staff?.signInId }]);
  });

  test('signing out ends this browser’s sign-in and no other', async () => {
    const here = await administrator();
    const there = await signIn();
    t.announced();
    await t.act(here.caller, 'sign-in:end', {});
    expect(t.announced()).toEqual([
      { what: 'sign-in-ended', signInId: here.caller.staff?.signInId },
    ]);
    expect(await t.house.auth.check(here.token)).toBeNull();
    expect(there.ok && (await t.house.auth.check(there.value.token))).not.toBeNull();
  });
});

describe('staff', () => {
  test('an address is taken once', async () => {
    const { caller } = await administrator();
    expect((await t.act(caller, 'staff:add', wren)).ok).toBe(true);
    const again = await t.act(caller, 'staff:add', { ...wren, email: ' WREN@example.org ' });
    expect(again).toMatchObject({ refusal: { code: 'email-taken', field: 'email' } });
  });

  test('groups are kept only for roles bound to them, and must exist', async () => {
    const { caller } = await administrator();
    const group = await t.addGroup('youth');
    const unknown = { ...wren, groupIds: ['x'.repeat(20)] };
    expect(await t.act(caller, 'staff:add', unknown)).toMatchObject({
      refusal: { code: 'bad-input', field: 'groupIds' },
    });
    await t.act(caller, 'staff:add', { ...wren, groupIds: [group.id, group.id] });
    await t.act(caller, 'staff:add', {
      ...wren,
      email: 'chair@example.org',
      role: 'chair',
      groupIds: [group.id],
    });
    const staff = await listStaff(t.house, caller);
    const bound = staff.ok ? staff.value.map(({ role, groupIds }) => [role, groupIds]) : [];
    expect(Object.fromEntries(bound)).toEqual({
      administrator: [],
      'co-facilitator': [group.id],
      chair: [],
    });
  });

  test('disabling ends every sign-in; coming back needs a new one', async () => {
    const { caller } = await administrator();
    const added = await t.act(caller, 'staff:add', wren);
    const begun = await signIn(wren.email);
    if (!added.ok || !begun.ok) throw new Error('not signed in');
    const { staffId } = added.value;
    t.announced();
    await t.act(caller, 'staff:disable', { staffId, disabled: true });
    expect(t.announced()).toEqual([{ what: 'staff-ended', staffId }]);
    expect(await t.house.auth.check(begun.value.token)).toBeNull();
    await t.act(caller, 'staff:disable', { staffId, disabled: false });
    expect((await signIn(wren.email)).ok).toBe(true);
  });

  test('somebody switched off while their password is being checked does not come in', async () => {
    const { caller } = await administrator();
    const added = await t.act(caller, 'staff:add', wren);
    if (!added.ok) throw new Error(added.refusal.code);
    const { staffId } = added.value;
    const { auth } = t.house;
    Reflect.set(t.house, 'auth', {
      ...auth,
      checkPassword: async (...both: Parameters<typeof auth.checkPassword>) => {
        const isRight = await auth.checkPassword(...both);
        await t.act(caller, 'staff:disable', { staffId, disabled: true });
        return isRight;
      },
    });
    expect(await signIn(wren.email)).toEqual({ ok: false, refusal: { code: 'wrong-sign-in' } });
    expect(await t.store.signIns.forStaff(staffId)).toEqual([]);
  });

  test('the last administrator can be neither disabled nor made something else', async () => {
    const { caller, staffId } = await administrator();
    const lesser = {
      staffId,
      name: 'Heron',
      role: 'chair',
      approvedForChildren: true,
      groupIds: [],
    };
    const refused = { refusal: { code: 'not-allowed' } };
    expect(await t.act(caller, 'staff:edit', lesser)).toMatchObject(refused);
    expect(await t.act(caller, 'staff:disable', { staffId, disabled: true })).toMatchObject(
      refused,
    );
    await t.addStaff('administrator', { disabledAt: 1 });
    expect(await t.act(caller, 'staff:edit', lesser)).toMatchObject(refused);
    await t.addStaff('administrator');
    expect((await t.act(caller, 'staff:edit', lesser)).ok).toBe(true);
    expect(await listStaff(t.house, caller)).toMatchObject(refused);
  });
});

describe('a new password', () => {
  test('needs the present one, and ends every sign-in: this browser gets a new one, a copy of its cookie nothing', async () => {
    const { caller, token, staffId } = await administrator();
    const other = await signIn();
    const next = 'otters under the bridge';
    const wrong = await t.act(caller, 'password:change', { current: 'no', next });
    expect(wrong).toMatchObject({ refusal: { code: 'wrong-sign-in', field: 'current' } });
    const weak = await t.act(caller, 'password:change', {
      current: PASSWORD,
      next: 'password1234',
    });
    expect(weak).toMatchObject({ refusal: { code: 'weak-password', field: 'next' } });
    t.announced();
    const changed = await t.act(caller, 'password:change', { current: PASSWORD, next });
    expect(changed.ok && (await t.house.auth.check(changed.value.token))).toMatchObject({
      staffId,
    });
    expect(await t.house.auth.check(token)).toBeNull();
    expect(t.announced()).toContainEqual({ what: 'sign-in-ended', signInId: caller.staff?.signInId }); // prettier-ignore
    expect(other.ok && (await t.house.auth.check(other.value.token))).toBeNull();
    expect((await signIn(first.email, PASSWORD)).ok).toBe(false);
    expect((await signIn(first.email, next)).ok).toBe(true);
  });
});

test('each of these leaves one audit line, without a name or an address (people 90)', async () => {
  const { caller } = await administrator();
  await t.act(caller, 'staff:add', wren);
  const lines = await t.store.audit.recent(10);
  expect(lines.map(({ action }) => action).toSorted()).toEqual([
    'set-up:finish',
    'sign-in:begin',
    'staff:add',
  ]);
  expect(JSON.stringify(lines)).not.toMatch(/wren|heron/i);
});
