import { describe, expect, test } from 'vitest';
import type { Done } from './rounds.ts';
import type { ServerName } from './servers/servers.ts';
import { judge, medianOf } from './verdicts.ts';

const round = (server: ServerName, cpuPer1000: number, more: Partial<Done> = {}): Done => ({
  scenario: 'session',
  server,
  round: 0,
  figures: { cpuPer1000, p95: 1, p99: 1 },
  disturbed: false,
  ...more,
});
const cpu = (done: Done[]) => judge(done).find(({ name }) => name.includes('CPU'));

describe('the verdict on a measure', () => {
  test('takes the median of the rounds', () => {
    expect(medianOf([9, 1, 2])).toBe(2);
    expect(medianOf([4, 1, 2, 3])).toBe(2.5);
    expect(medianOf([])).toBeNull();
  });

  test('holds only when every goal of it holds', () => {
    const peers = [round('hocuspocus', 10), round('y-websocket', 100)];
    expect(cpu([round('canopy', 7), ...peers])?.holds).toBe(true);
    expect(cpu([round('canopy', 8), ...peers])?.holds).toBe(false);
    const cheapLevel = [round('hocuspocus', 10), round('y-websocket', 8)];
    expect(cpu([round('canopy', 7), ...cheapLevel])?.holds).toBe(false);
  });

  test('leaves out a disturbed round while there is an undisturbed one, and says so when there is none', () => {
    const peers = [round('hocuspocus', 10), round('y-websocket', 10)];
    const noisy = round('canopy', 90, { disturbed: true });
    const mixed = cpu([noisy, round('canopy', 5), ...peers]);
    expect(mixed).toMatchObject({ ours: 5, notes: [] });
    const only = cpu([noisy, ...peers]);
    expect(only).toMatchObject({ ours: 90, notes: ['disturbed: canopy'] });
  });

  test('is not given without the peer it is a ratio to', () => {
    expect(cpu([round('canopy', 1)])).toMatchObject({ ours: 1, ratio: null, holds: null });
  });

  test('a round that failed is no figure', () => {
    const peers = [round('hocuspocus', 10), round('y-websocket', 10)];
    const failed = round('canopy', 0, { figures: null });
    expect(cpu([failed, round('canopy', 6), ...peers])?.ours).toBe(6);
  });
});
