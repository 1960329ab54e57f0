import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { openStore, type Store } from '@canopy/storage';
import { createAuth } from '@canopy/auth';
import { CLOSE } from '@canopy/protocol';
import { makeId } from '@canopy/domain';
import { randomBytes } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readDemoPassword } from './demo/demo-sign-in.ts';
import { closeReaders, openReader } from './testing/test-reader.ts';
import { closeTabs, enterTab, until, type TestSocket } from './testing/test-socket.ts';

const main = fileURLToPath(new URL('./main.mjs', import.meta.url));
let dataDir: string;
let child: ChildProcess | null = null;
let printed = '';

beforeEach(async () => {
  dataDir = await mkdtemp(path.join(tmpdir(), 'canopy-drain-'));
  printed = '';
});
afterEach(async () => {
  closeTabs();
  closeReaders();
  child?.kill('SIGKILL');
  await rm(dataDir, { recursive: true, force: true });
});

/** The same program `npm start` runs, as its own process. */
async function start(env: Record<string, string> = {}): Promise<string> {
  const running = spawn(process.execPath, [main], {
    env: { ...process.env, PORT: '0', CANOPY_DATA: dataDir, CANOPY_LOG: 'json', ...env },
  });
  child = running;
  running.stdout.on('data', (text: Buffer) => (printed += text.toString()));
  running.stderr.on('data', (text: Buffer) => (printed += text.toString()));
  await until(() => /"port":\d+/.test(printed) || running.exitCode !== null, 20_000);
  const port = [...printed.matchAll(/"port":(\d+)/g)].at(-1)?.[1];
  if (port === undefined) throw new Error(printed);
  return `http://localhost:${port}`;
}

const gone = (): Promise<number | null> =>
  new Promise((resolve) => {
    if (child === null || child.exitCode !== null) return resolve(child?.exitCode ?? null);
    child.on('exit', resolve);
  });

const id = (): string => makeId((n) => randomBytes(n));

/** A signed-in chair, put beside a host that is not running. */
async function signIn(store: Store): Promise<string> {
  const auth = createAuth({ store, clock: () => Date.now(), randomBytes: (n) => randomBytes(n) });
  const chair = (await store.staff.all()).find(({ role }) => role === 'chair');
  return `canopy-staff=${(await auth.signIn(chair!.id)).token}`;
}

/** Plants the demo, signs its chair in and opens the adult session on its board. */
async function openBoard(): Promise<{
  url: string;
  cookie: string;
  tab: TestSocket;
  boardId: string;
}> {
  await start();
  child?.kill('SIGTERM');
  expect(await gone()).toBe(0);
  const store = await openStore({ file: path.join(dataDir, 'canopy.db') });
  const cookie = await signIn(store);
  const session = (await store.sessions.all(null)).find(({ door }) => door === 'open');
  const sessionId = session!.id;
  const board = (await store.sessions.stages(sessionId)).find(({ kind }) => kind === 'board');
  await store.close();
  printed = '';
  const url = await start();
  const tab = await enterTab(url, { cookie, sessionId });
  expect((await tab.ask('session:open', { sessionId })).ok).toBe(true);
  expect((await tab.ask('stage:go', { sessionId, stageId: board!.id })).ok).toBe(true);
  await until(() => tab.room?.stage?.kind === 'board');
  const { stage } = tab.room!;
  if (stage?.kind !== 'board') throw new Error('no board');
  return { url, cookie, tab, boardId: stage.boardId };
}

/** Adds branches as fast as they are answered, until the host goes; `kept` holds the titles it said yes to. */
async function addBranches(tab: TestSocket, boardId: string, kept: string[]): Promise<void> {
  for (let n = 0; n < 18 && tab.socket.connected; n += 1) {
    const title = `Branch ${n}`;
    const input = { intentId: id(), boardId, title, lang: 'en' };
    const reply = await tab.ask('branch:add', input).catch(() => null);
    if (reply?.ok === true) kept.push(title);
    else if (reply?.refusal?.code === 'slow-down') await new Promise((go) => setTimeout(go, 100));
  }
}

async function titlesOnDisk(boardId: string): Promise<string> {
  const store = await openStore({ file: path.join(dataDir, 'canopy.db') });
  const board = await store.boards.load(boardId);
  await store.close();
  const updates = [board?.snapshot ?? new Uint8Array(), ...(board?.log ?? []).map((l) => l.update)];
  return Buffer.concat(updates).toString('latin1');
}

describe('ending', () => {
  test('SIGTERM tells people, loses nothing and ends with 0 within five seconds', async () => {
    const { url, cookie, tab, boardId } = await openBoard();
    const reader = openReader(url, boardId, { cookie });
    await reader.synced;
    const kept: string[] = [];
    const adding = addBranches(tab, boardId, kept);
    await until(() => kept.length >= 3);
    const began = performance.now();
    child?.kill('SIGTERM');
    expect(await gone()).toBe(0);
    expect(performance.now() - began).toBeLessThan(5_000);
    expect(tab.counts['host:stopping']).toBe(1);
    expect(await reader.closeCode).toBe(CLOSE.restarting);
    await adding;
    const disk = await titlesOnDisk(boardId);
    for (const title of kept) expect(disk).toContain(title);
  });

  test('kill -9 keeps everything that was acknowledged', async () => {
    const { tab, boardId } = await openBoard();
    const kept: string[] = [];
    const adding = addBranches(tab, boardId, kept);
    await until(() => kept.length >= 3);
    child?.kill('SIGKILL');
    await gone();
    await adding;
    const disk = await titlesOnDisk(boardId);
    for (const title of kept) expect(disk).toContain(title);
  });
});

describe('starting', () => {
  test('the demo can be signed in to, with a password only this account can read', async () => {
    const url = await start();
    const file = await stat(path.join(dataDir, 'demo-sign-in.txt'));
    expect(file.mode & 0o777).toBe(0o600);
    const password = readDemoPassword(dataDir);
    expect(password).toMatch(/^[2-9A-Z]{4}(-[2-9A-Z]{4}){3}$/);
    expect(printed).not.toContain(password);
    expect(await readFile(path.join(dataDir, 'demo-sign-in.txt'), 'utf8')).toContain('heron@');
    expect((await fetch(`${url}/ready`)).status).toBe(200);
  });

  test('a wrong setting ends the start with one plain sentence', async () => {
    await expect(start({ CANOPY_DEMO: 'maybe' })).rejects.toThrow(
      'Canopy did not start: CANOPY_DEMO must be on or off; it is not.',
    );
    expect(await gone()).toBe(1);
  });

  test('a data folder that is a file is named', async () => {
    const file = path.join(dataDir, 'not-a-folder');
    await writeFile(file, '');
    await expect(start({ CANOPY_DATA: file })).rejects.toThrow(
      `Canopy did not start: CANOPY_DATA (${file}) is not a folder, and cannot become one.`,
    );
    expect(await gone()).toBe(1);
  });

  test('a folder that another host has is named, and free again the moment that one is killed', async () => {
    await start({ CANOPY_DEMO: 'off' });
    const first = child;
    printed = '';
    await expect(start({ CANOPY_DEMO: 'off' })).rejects.toThrow(
      `Canopy did not start: another Canopy is running on CANOPY_DATA (${dataDir}), and two would`,
    );
    expect(await gone()).toBe(1);
    printed = '';
    first?.kill('SIGKILL');
    expect((await fetch(`${await start({ CANOPY_DEMO: 'off' })}/ready`)).status).toBe(200);
  });

  test('a port that is taken is named', async () => {
    const url = await start();
    const first = child;
    printed = '';
    const port = new URL(url).port;
    const other = await mkdtemp(path.join(tmpdir(), 'canopy-port-'));
    const env = { PORT: port, CANOPY_DATA: other, CANOPY_DEMO: 'off' };
    await expect(start(env)).rejects.toThrow(`port ${port} is in use; name another in PORT.`);
    first?.kill('SIGKILL');
    await rm(other, { recursive: true, force: true });
  });
});
