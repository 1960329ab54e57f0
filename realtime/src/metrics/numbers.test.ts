import { REFUSALS } from '@canopy/domain';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { metricsPort, scrape } from '../testing/scrape.ts';
import { startTestHost, type TestHost } from '../testing/test-host.ts';
import { goTo, makeSeat, makeSession, makeStaff, newId } from '../testing/test-people.ts';
import { closeReaders, openReader } from '../testing/test-reader.ts';
import { closeTabs, enterTab, refusalOf } from '../testing/test-socket.ts';
import { BUS_STATES } from '../bus/line-state.ts';

let it: TestHost;
beforeAll(async () => {
  it = await startTestHost({ CANOPY_METRICS: '127.0.0.1:0' });
});
afterEach(() => {
  closeTabs();
  closeReaders();
});
afterAll(() => it.stop());

describe('the host’s numbers', () => {
  test('after a session are the true ones, and hold nobody’s id and no word', async () => {
    const chair = await makeStaff(it.house, 'chair');
    const session = await makeSession(it.house, chair);
    const { sessionId } = session;
    const seats = await Promise.all(
      (['rowan', 'oak', 'willow'] as const).map((a) => makeSeat(it.house, session, a, chair)),
    );
    const enter = (who: { cookie: string }) => enterTab(it.url, { cookie: who.cookie, sessionId });
    const [first, ...others] = await Promise.all(seats.map(enter));
    const staff = await enter(chair);
    if (first === undefined) throw new Error('nobody came');

    const { boardId } = await goTo(it.house, chair, session, 'board');
    const said: string[] = [];
    let saved = 0;
    const save = async (tab: typeof first, name: string, input: object) => {
      const reply = await tab.ask(name, { intentId: newId(it.house), ...input });
      expect(reply.ok).toBe(true);
      saved += 1;
      said.push(JSON.stringify(reply.value));
    };
    const reader = openReader(it.url, boardId, { cookie: chair.cookie });
    await reader.synced;
    await save(staff, 'board:reveal', { boardId });
    for (const tab of [first, ...others])
      await save(tab, 'leaf:place', {
        boardId,
        branchId: null,
        leaf: { kind: 'idea', content: { form: 'words', text: 'Later buses' }, lang: 'en' },
      });
    // Refused: once on a socket, once at its handshake.
    expect(await first.ask('board:reveal', { intentId: newId(it.house), boardId })).toMatchObject({
      refusal: { code: 'not-allowed' },
    });
    expect(await refusalOf(it.url, { cookie: '', sessionId })).toBe('not-signed-in');
    for (const tab of others)
      await tab.ask('reaction:send', { sessionId, code: '2764', leafId: null });

    first.socket.disconnect();
    await expect.poll(async () => (await now()).of('canopy_sockets_open{kind="seat"}')).toBe(2);
    await enter(seats[0]!);

    await it.house.boards.rest();
    const port = metricsPort(it);
    const numbers = await scrape(port);
    expect({
      seats: numbers.of('canopy_sockets_open{kind="seat"}'),
      staff: numbers.of('canopy_sockets_open{kind="staff"}'),
      rooms: numbers.of('canopy_rooms_open'),
      boards: numbers.of('canopy_boards_awake'),
      readers: numbers.of('canopy_board_readers'),
      broadcasts: numbers.of('canopy_broadcast_seconds_count'),
      snapshots: numbers.of('canopy_snapshots_total'),
      saved: numbers.of('canopy_command_seconds_count'),
      notAllowed: numbers.of('canopy_refusals_total{code="not-allowed"}'),
      notSignedIn: numbers.of('canopy_refusals_total{code="not-signed-in"}'),
      paused: numbers.of('canopy_refusals_total{code="paused"}'),
      reactions: numbers.of('canopy_reactions_total'),
      returns: numbers.of('canopy_returns_total'),
      waiting: numbers.of('canopy_commands_waiting'),
      database: numbers.of('canopy_database_ready'),
      alone: numbers.of('canopy_bus_state{state="none"}'),
      bugs: numbers.of('canopy_bugs_total'),
    }).toEqual({
      seats: 3,
      staff: 1,
      rooms: 1,
      boards: 1,
      readers: 1,
      // Its first branches, and three leaves; the reveal of nothing shows nothing.
      broadcasts: 4,
      snapshots: 1,
      saved,
      notAllowed: 1,
      notSignedIn: 1,
      paused: 0,
      reactions: 2,
      returns: 1,
      waiting: 0,
      database: 1,
      alone: 1,
      bugs: 0,
    });
    // Every command is in some transaction; what this test did beside the sockets is in one too.
    const committed = numbers.of('canopy_commit_commands_sum');
    expect(committed).toBeGreaterThan(saved);
    expect(numbers.of('canopy_commit_commands_count')).toBeLessThanOrEqual(committed);
    expect(numbers.of('canopy_command_seconds_sum')).toBeGreaterThan(0);
    expect(numbers.of('canopy_event_loop_delay_seconds{quantile="0.99"}')).toBeLessThan(5);
    expect(numbers.of('process_resident_memory_bytes')).toBeGreaterThan(1e6);

    const ids = [
      ...[sessionId, session.groupId, session.joinToken, boardId],
      ...[chair.staffId, chair.signInId, chair.cookie.split('=')[1]!],
      ...seats.flatMap(({ seatId, cookie }) => [seatId, cookie.split('=')[1]!]),
      ...said.flatMap((reply) => reply.match(/[\w-]{12,}/g) ?? []),
    ];
    expect(ids.length).toBeGreaterThan(13);
    for (const secret of [...ids, 'Later buses', 'rowan', '127.0.0.1', '::1'])
      expect(numbers.text).not.toContain(secret);
  });

  test('labels are few, and each of a small set known beforehand', async () => {
    const { text } = await now();
    const ours = text.split('\n').filter((line) => line.startsWith('canopy_'));
    const labels = ours.flatMap((line) => [...line.matchAll(/[{,](\w+)="([^"]*)"/g)]);
    const known: Record<string, readonly string[]> = {
      code: REFUSALS,
      kind: ['staff', 'seat'],
      state: BUS_STATES,
      quantile: ['0.5', '0.99', '1'],
    };
    for (const [, name = '', value = ''] of labels)
      if (name === 'le') expect(value).toMatch(/^(\+Inf|[\d.]+)$/);
      else expect(known[name] ?? []).toContain(value);
    expect(ours.length).toBeLessThan(200);
  });

  test('are on a port of their own, which knows no other question', async () => {
    expect((await fetch(`${it.url}/metrics`)).headers.get('content-type')).not.toMatch(/version=/);
    const at = `http://127.0.0.1:${metricsPort(it)}`;
    for (const path of ['/', '/health', '/metricsx'])
      expect((await fetch(at + path)).status).toBe(404);
    expect((await fetch(`${at}/metrics`, { method: 'POST' })).status).toBe(404);
  });

  test('are nowhere unless they are asked for', async () => {
    const quiet = await startTestHost();
    expect(() => metricsPort(quiet)).toThrow('no numbers');
    await quiet.stop();
  });
});

const now = () => scrape(metricsPort(it));
