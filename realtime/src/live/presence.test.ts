import { randomBytes } from 'node:crypto';
import { makeId } from '@canopy/domain';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Bus } from '../bus/bus.ts';
import { MemoryLine } from '../bus/memory-bus.ts';
import { openPresence, type WhoIsHere } from './open-presence.ts';
import type { Person } from './presence.ts';

const newId = (): string => makeId((n) => randomBytes(n));
const wren: Person = { kind: 'staff', id: newId() };
const finch: Person = { kind: 'staff', id: newId() };
const rowan: Person = { kind: 'seat', id: newId() };

type Host = WhoIsHere & { bus: Bus; shown: string[]; silent: string[]; die(): void };

let line: MemoryLine;
let sessionId: string;
let hosts: Host[];
beforeEach(() => {
  vi.useFakeTimers({
    toFake: [
      'setTimeout',
      'clearTimeout',
      'setInterval',
      'clearInterval',
      'setImmediate',
      'performance',
    ],
  });
  line = new MemoryLine();
  sessionId = newId();
  hosts = [];
});
afterEach(async () => {
  for (const host of hosts) host.talk?.stop();
  vi.useRealTimers();
});

function startHost(): Host {
  const onBug = (error: unknown): void => {
    throw error;
  };
  const bus = line.join({ hostId: newId(), secret: 'ours', onBug });
  const [shown, silent]: [string[], string[]] = [[], []];
  const who = openPresence({
    bus,
    several: true,
    changed: (id) => shown.push(id),
    fellSilent: (id) => silent.push(id),
  });
  const host = { ...who, bus, shown, silent, die: () => line.kill(bus.hostId) };
  hosts.push(host);
  return host;
}

const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);
const staffOn = (host: Host): string[] => [...host.presence.staffIn(sessionId)].toSorted();
const both = [wren.id, finch.id].toSorted();

describe('who is here, over several hosts', () => {
  test('somebody on another host counts at once, is shown, and is gone when they leave', async () => {
    const [a, b] = [startHost(), startHost()];
    a.presence.enter(sessionId, wren, '1');
    b.presence.enter(sessionId, finch, '2');
    b.presence.enter(sessionId, rowan, '3');
    await pass(250);
    expect([staffOn(a), staffOn(b)]).toEqual([both, both]);
    expect([...a.presence.seatsIn(sessionId)]).toEqual([rowan.id]);
    expect(a.shown).toContain(sessionId);
    b.presence.leave(sessionId, finch, '2');
    await pass(250);
    expect(staffOn(a)).toEqual([wren.id]);
  });

  test('a person with tabs on two hosts is one person, here while either is', async () => {
    const [a, b] = [startHost(), startHost()];
    a.presence.enter(sessionId, wren, '1');
    b.presence.enter(sessionId, wren, '2');
    await pass(100);
    expect(staffOn(a)).toEqual([wren.id]);
    a.presence.leave(sessionId, wren, '1');
    await pass(100);
    expect(staffOn(a)).toEqual([wren.id]);
    b.presence.leave(sessionId, wren, '2');
    await pass(100);
    expect(staffOn(a)).toEqual([]);
  });

  test('a host that has just started hears who is elsewhere without waiting for anybody’s turn', async () => {
    const a = startHost();
    a.presence.enter(sessionId, wren, '1');
    await pass(10_000);
    const late = startHost();
    await pass(20);
    expect(staffOn(late)).toEqual([wren.id]);
  });

  test('an hour of nothing new keeps everybody here', async () => {
    const [a, b] = [startHost(), startHost()];
    b.presence.enter(sessionId, wren, '1');
    await pass(60 * 60_000);
    expect(staffOn(a)).toEqual([wren.id]);
    expect(a.silent).toEqual([]);
  });

  test('a host that dies is believed for six seconds at most, and its rooms are said to have gone silent', async () => {
    const [a, b] = [startHost(), startHost()];
    b.presence.enter(sessionId, wren, '1');
    await pass(1_000);
    b.die();
    await pass(3_900);
    expect(staffOn(a)).toEqual([wren.id]);
    await pass(2_400);
    expect(staffOn(a)).toEqual([]);
    expect(a.silent).toEqual([sessionId]);
  });

  test('a host that stops says so, and nobody waits for its silence', async () => {
    const [a, b] = [startHost(), startHost()];
    b.presence.enter(sessionId, wren, '1');
    await pass(100);
    b.talk?.stop();
    await pass(20);
    expect(staffOn(a)).toEqual([]);
    expect(a.silent).toEqual([]);
  });

  test('while no host can be heard, what was last heard holds for thirty seconds and no longer', async () => {
    const [a, b] = [startHost(), startHost()];
    a.presence.enter(sessionId, wren, '1');
    b.presence.enter(sessionId, finch, '2');
    await pass(1_000);
    line.cut();
    await pass(25_000);
    expect([staffOn(a), staffOn(b)]).toEqual([both, both]);
    await pass(6_000);
    expect([staffOn(a), staffOn(b)]).toEqual([[wren.id], [finch.id]]);
  });

  test('when hosts hear each other again nobody blinks out in between', async () => {
    const [a, b] = [startHost(), startHost()];
    b.presence.enter(sessionId, wren, '1');
    await pass(1_000);
    line.cut();
    await pass(20_000);
    b.presence.enter(sessionId, finch, '2');
    line.mend();
    await pass(50);
    expect(staffOn(a)).toContain(wren.id);
    await pass(500);
    expect(staffOn(a)).toEqual(both);
    expect(a.silent).toEqual([]);
  });

  test('two hundred people coming in at once are few words', async () => {
    const [a, b] = [startHost(), startHost()];
    await pass(1_000);
    let words = 0;
    a.bus.hear((message) => (words += message.kind === 'presence' ? 1 : 0));
    for (let n = 0; n < 200; n += 1)
      b.presence.enter(sessionId, { kind: 'seat', id: newId() }, String(n));
    await pass(200);
    expect(a.presence.seatsIn(sessionId).size).toBe(200);
    expect(words).toBeLessThanOrEqual(2);
  });
});

describe('when a host may believe its own count', () => {
  test('one that has just started does not judge; after three seconds of hearing others it does', async () => {
    const a = startHost();
    a.presence.enter(sessionId, rowan, '1');
    await pass(2_900);
    expect(a.sight.sees(sessionId)).toBe(false);
    await pass(200);
    expect(a.sight.sees(sessionId)).toBe(true);
  });

  test('a room that only another host serves is that host’s to watch; one nobody serves is everybody’s', async () => {
    const [a, b] = [startHost(), startHost()];
    b.presence.enter(sessionId, rowan, '1');
    await pass(4_000);
    expect([a.sight.sees(sessionId), b.sight.sees(sessionId)]).toEqual([false, true]);
    b.die();
    await pass(7_000);
    expect(a.sight.sees(sessionId)).toBe(true);
  });

  test('without a line it watches only rooms with people of its own, also just after the last one left', async () => {
    const [a, b] = [startHost(), startHost()];
    a.presence.enter(sessionId, wren, '1');
    await pass(4_000);
    expect([a.sight.sees(sessionId), b.sight.sees(newId())]).toEqual([true, true]);
    line.cut();
    expect(b.sight.sees(newId())).toBe(false);
    a.presence.leave(sessionId, wren, '1');
    await pass(10_000);
    expect(a.sight.sees(sessionId)).toBe(true);
    await pass(25_000);
    expect(a.sight.sees(sessionId)).toBe(false);
  });

  test('one that started without a line waits half a minute before it counts itself alone', async () => {
    line.cut();
    const a = startHost();
    a.presence.enter(sessionId, rowan, '1');
    await pass(29_000);
    expect(a.sight.sees(sessionId)).toBe(false);
    await pass(2_000);
    expect(a.sight.sees(sessionId)).toBe(true);
  });
});
