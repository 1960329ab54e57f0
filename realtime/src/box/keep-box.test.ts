import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { toText } from '@canopy/passes';
import { makeIssuerKey } from '@canopy/passes/issuer';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openLog } from '../log.ts';
import { startTestHost } from '../testing/test-host.ts';
import { startBoxProcess, type BoxProcess, type StartBox } from './box-process.ts';
import { keepBox, type BallotBox, type Pace } from './keep-box.ts';

const VOTE = 'v'.repeat(20);
const rules = { paper: { method: 'yes-no', rule: 'more-than-half' } as const, least: 5, quorum: 0, exact: false, pool: null }; // prettier-ignore
const QUICK: Pace = { firstWaitMs: 20, longestWaitMs: 160, lookEveryMs: 50 };
const SOON = { timeout: 20_000 };

let dataDir = '';
let kept: BallotBox | null = null;
let started: BoxProcess[] = [];
let logs = '';
let settings: Readonly<Record<string, string>>[] = [];
beforeEach(async () => {
  dataDir = await mkdtemp(path.join(tmpdir(), 'canopy-keep-box-'));
  [started, settings, logs] = [[], [], ''];
});
afterEach(async () => {
  await kept?.stop();
  kept = null;
  await rm(dataDir, { recursive: true });
});

const real: StartBox = (env) => {
  const box = startBoxProcess(env);
  started.push(box);
  settings.push(env);
  return box;
};
function keep(start: StartBox = real, port = 0): BallotBox {
  const log = openLog('json', (line) => (logs += line));
  return (kept = keepBox({
    dataDir,
    origins: ['http://localhost:4173'],
    listen: { host: '127.0.0.1', port },
    address: null,
    log,
    start,
    pace: QUICK,
  }));
}
const events = () => [...logs.matchAll(/"event":"([^"]+)"/g)].map(([, event]) => event);

describe('the ballot box beside the host', () => {
  test('is started with a secret that is nobody else’s and none of the host’s own settings', async () => {
    const box = keep();
    expect(await box.answers(), 'not before it is there').toBe(false);
    await expect.poll(() => box.answers(), SOON).toBe(true);
    expect(Object.keys(settings[0] ?? {}).sort()).toEqual(['CANOPY_BOX_APP', 'CANOPY_BOX_DATA', 'CANOPY_BOX_LISTEN', 'CANOPY_BOX_SECRET', 'ORIGIN']); // prettier-ignore
    expect(settings[0]?.CANOPY_BOX_SECRET).toMatch(/^[\w-]{43}$/);
    expect(settings[0]?.CANOPY_BOX_DATA).toBe(path.join(dataDir, 'ballot-box'));
    expect(box.address()).toMatch(/^http:\/\/localhost:\d+$/);
    await box.stop();
    expect(box.line()).toBeNull();
    expect(events()).toEqual(['box:ready', 'box:ended']);
    expect(logs, 'nothing beside the event and its time').toMatch(/^(\{"level":30,"time":\d+,"event":"[a-z:]+"\}\n)+$/); // prettier-ignore
  });

  test('when it is killed it is there again, at the same address, with the votes it had', async () => {
    const box = keep();
    await expect.poll(() => box.answers(), SOON).toBe(true);
    const key = toText((await makeIssuerKey()).publicKey);
    expect(await box.line()?.openVote(VOTE, { key, rules })).toMatchObject({ ok: true });
    const address = box.address();
    started[0]?.signal('SIGKILL');
    await started[0]?.ended;
    await expect.poll(() => box.answers(), SOON).toBe(true);
    expect(started).toHaveLength(2);
    expect(box.address()).toBe(address);
    expect(await box.line()?.standing(VOTE)).toMatchObject({ ok: true, value: { state: 'open', sealed: 0 } }); // prettier-ignore
    const said = await fetch(`${String(address)}/key/${VOTE}`, { headers: { origin: 'http://localhost:4173' } }); // prettier-ignore
    expect(await said.json()).toMatchObject({ key });
    expect(events()).toEqual(['box:ready', 'box:ended', 'box:ready']);
  });

  test('when it is there and says nothing it is ended and started again', async () => {
    const box = keep();
    await expect.poll(() => box.answers(), SOON).toBe(true);
    started[0]?.signal('SIGSTOP');
    expect(await box.answers()).toBe(false);
    await expect.poll(() => started.length, SOON).toBe(2);
    await expect.poll(() => box.answers(), SOON).toBe(true);
    expect(events()).toEqual(['box:ready', 'box:silent', 'box:ended', 'box:ready']);
  });

  test('that does not last is tried ever less often', async () => {
    const moments: number[] = [];
    keep(() => {
      moments.push(performance.now());
      return { ready: Promise.resolve(null), ended: Promise.resolve(''), signal: () => undefined };
    });
    await expect.poll(() => moments.length, SOON).toBe(6);
    const waits = moments.slice(1).map((at, i) => at - (moments[i] ?? 0));
    for (const [i, least] of [40, 80, 160, 160, 160].entries())
      expect(waits[i], String(i)).toBeGreaterThan(least - 5);
  });

  test('that cannot start says why to whoever started the host by hand', async () => {
    const taken = createServer();
    await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve));
    const { port } = taken.address() as { port: number };
    let said = '';
    const log = { ...openLog('json', () => undefined), sentence: (text: string) => (said += text) };
    kept = keepBox({ dataDir, origins: ['http://localhost:4173'], listen: { host: '127.0.0.1', port }, address: null, log, pace: QUICK }); // prettier-ignore
    await expect.poll(() => said, SOON).toMatch(/^The ballot box did not start: another program listens where CANOPY_BOX_LISTEN/); // prettier-ignore
    await new Promise((resolve) => taken.close(resolve));
  });
});

test(
  'a host that is killed takes its box along, and the next one has its folder',
  SOON,
  async () => {
    const env = { PATH: process.env.PATH, PORT: '0', CANOPY_DATA: dataDir, CANOPY_DEMO: 'off', CANOPY_LOG: 'json', CANOPY_BOX: 'with-host', CANOPY_BOX_LISTEN: '127.0.0.1:0' }; // prettier-ignore
    const main = fileURLToPath(new URL('../main.mjs', import.meta.url));
    for (let i = 0; i < 2; i += 1) {
      const host = spawn(process.execPath, [main], { env, stdio: ['ignore', 'pipe', 'inherit'] });
      const ended = new Promise((resolve) => host.once('exit', resolve));
      let said = '';
      host.stdout.setEncoding('utf8').on('data', (chunk: string) => (said += chunk));
      try {
        await expect.poll(() => said, SOON).toContain('box:ready');
      } finally {
        host.kill('SIGKILL');
        await ended;
      }
    }
    // And so has any other.
    const box = keep();
    await expect.poll(() => box.answers(), SOON).toBe(true);
  },
);

describe('/health', () => {
  const health = async (url: string) => (await fetch(`${url}/health`)).json() as Promise<Record<string, unknown>>; // prettier-ignore

  test('says whether the ballot box answers, and serves people either way', async () => {
    const host = await startTestHost({ CANOPY_BOX: 'with-host', CANOPY_BOX_LISTEN: '127.0.0.1:0' });
    try {
      await expect.poll(() => health(host.url), SOON).toMatchObject({ status: 'ok', box: 'answers' }); // prettier-ignore
    } finally {
      await host.stop();
    }
    const apart = await startTestHost({
      CANOPY_BOX: 'apart',
      CANOPY_BOX_URL: 'http://127.0.0.1:9',
      CANOPY_BOX_ADDRESS: 'http://localhost:9',
      CANOPY_BOX_SECRET: 'x'.repeat(32),
    });
    try {
      expect(await health(apart.url)).toMatchObject({ status: 'weakened', box: 'silent' });
      expect((await fetch(`${apart.url}/ready`)).status).toBe(200);
    } finally {
      await apart.stop();
    }
  });

  test('of a host without one says so', async () => {
    const host = await startTestHost();
    try {
      expect(await health(host.url)).toMatchObject({ status: 'ok', box: 'off' });
    } finally {
      await host.stop();
    }
  });
});
