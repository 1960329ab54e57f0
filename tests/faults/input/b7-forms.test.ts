import { afterAll, beforeAll, expect, test } from 'vitest';
import { count } from '../../support/fault-counts.ts';
import { mutateInput } from '../../support/mutate.ts';
import { seeded } from '../../support/prng.ts';
import { UnderFault } from '../../support/under-fault.ts';
import { lane } from '../lane.ts';

const { forms } = lane.mutated;
const chance = seeded('B7 forms');
let house: UnderFault;

beforeAll(async () => {
  house = await UnderFault.open({ rooms: [{ seats: 2 }] });
});
afterAll(() => house?.close());

/** Where forms go, with what a browser would have sent. Nothing here signs anybody out. */
const table = (sessionId: string): [path: string, fields: Record<string, string>][] => [
  ['/join', { code: 'ABCD-EFGH' }],
  ['/come-in/promise', { name: 'rowan' }],
  ['/settings', { theme: 'dark', size: 'large', back: '/' }],
  ['/staff/sign-in', { to: '', email: 'owl@canopy.example', password: 'x' }],
  ['/staff/groups/add', { kind: 'adult', nameEn: 'A', nameCy: 'B', cadence: 'quarterly', language: 'both' }],
  ['/staff/sessions/add', { groupId: 'x', template: 'quarterly', titleEn: 'A', titleCy: 'B', startsAt: '2026-01-01T10:00' }],
  [`/staff/sessions/${sessionId}?/edit`, { titleEn: 'A', titleCy: 'B', startsAt: '2026-01-01T10:00' }],
  [`/staff/sessions/${sessionId}/stages/add`, { kind: 'talk', nameEn: 'A', nameCy: 'B', rung: 'told', minutes: '5' }],
  [`/staff/sessions/${sessionId}/invite`, { door: 'open' }],
  [`/staff/sessions/${sessionId}/record?/addTheme`, { 'nameEn.new': 'A', 'nameCy.new': 'B', 'leafIds.new': 'x' }],
  ['/staff/strands', { kind: 'research-project', nameEn: 'A', nameCy: 'B', ownerName: 'Plover' }],
  ['/staff/people/add', { name: 'Wren', email: 'wren@canopy.example', role: 'chair', password: 'x' }],
]; // prettier-ignore

const types = [
  'application/x-www-form-urlencoded',
  'multipart/form-data; boundary=x',
  'multipart/form-data',
  'text/plain',
  'application/json',
  'application/x-www-form-urlencoded; charset=utf-7',
] as const;

function bodyOf(fields: Record<string, string>, type: string): string {
  const twisted = mutateInput(fields, chance);
  if (type.startsWith('application/x-www-form-urlencoded') && chance.chance(0.8)) {
    const pairs = typeof twisted === 'object' && twisted !== null ? Object.entries(twisted) : [];
    return new URLSearchParams(pairs.map(([name, value]) => [name, textOf(value)])).toString();
  }
  return textOf(twisted).slice(0, 100_000);
}

const textOf = (value: unknown): string =>
  typeof value === 'string' ? value : (JSON.stringify(value) ?? '');

test('B7 twisted forms are answered as a mistake of whoever sent them, never as a fault', async () => {
  const { url } = house.host;
  const { chair, seats, joinToken, sessionId } = house.room;
  const cookies = ['', chair.cookie, seats[0]?.cookie ?? '', `canopy-door=${joinToken}`];
  const paths = table(sessionId);
  for (let sent = 0; sent < forms; sent += 1) {
    const [path, fields] = chance.pick(paths);
    const type = chance.chance(0.6) ? types[0] : chance.pick(types);
    const answer = await fetch(`${url}${path}`, {
      method: 'POST',
      headers: {
        origin: url,
        accept: 'text/html',
        cookie: chance.pick(cookies),
        'content-type': type,
      },
      body: bodyOf(fields, type),
      redirect: 'manual',
    });
    await answer.arrayBuffer();
    expect(
      answer.status,
      `${path} as ${type}: ${house.host.logs().split('\n').slice(-3).join(' ')}`,
    ).toBeLessThan(500);
  }
  count({ badInputs: forms });
  expect(house.host.logs()).not.toMatch(/request:failed|page:failed/);
  await house.stands(0);
});
