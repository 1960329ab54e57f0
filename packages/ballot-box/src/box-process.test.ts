import SqliteDatabase from 'better-sqlite3';
import { connect } from 'node:net';
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ENVELOPE_BYTES, padded, toText, type Envelope } from '@canopy/passes';
import { makeAnswerKey } from '@canopy/passes/answers';
import { makeEditSecret } from '@canopy/passes/device';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { boxDatabase } from './fixtures/box-database.ts';
import { settingsFor, startBox, type BoxProcess } from './fixtures/box-process.ts';
import { atBox, ORIGIN } from './fixtures/test-box.ts';
import { ballot, packed, testId, testKey, words, yesNo } from './fixtures/test-passes.ts';

// The ballot box as it is run, killed and started again.

const issuer = testKey();
const closing = { eligible: 20, passes: 20, replacements: 0, staffEntered: 0, earlier: [] };
const sealed = { sealed: true };
// Each test starts several processes.
const PATIENT = { timeout: 60_000 };
let folder = '';
let running: BoxProcess[] = [];
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'canopy-box-process-'));
});
afterEach(async () => {
  for (const { child } of running) child.kill('SIGKILL');
  await Promise.all(running.map(({ ended }) => ended));
  running = [];
  await rm(folder, { recursive: true });
});

async function start(
  env: Record<string, string> = {},
): Promise<BoxProcess & ReturnType<typeof atBox>> {
  const started = await startBox({ ...settingsFor(folder), ...env });
  running.push(started);
  return { ...started, ...atBox(started.ports) };
}
async function kill(box: BoxProcess): Promise<void> {
  box.child.kill('SIGKILL');
  expect(await box.ended).toBe('SIGKILL');
}

/** Sends an envelope and hangs up the moment it is on its way: the reply is lost. */
function sendAndGo(port: number, envelope: Envelope): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host: '127.0.0.1', port });
    const head = ['POST /envelope HTTP/1.1', 'Host: box', `Origin: ${ORIGIN}`, `Content-Length: ${String(ENVELOPE_BYTES)}`, '', ''].join('\r\n'); // prettier-ignore
    socket.on('error', reject);
    socket.write(head);
    socket.write(padded(envelope, ENVELOPE_BYTES), () => {
      resolve();
    });
  });
}

describe('kill -9 of the ballot box', PATIENT, () => {
  test('between pass and cast loses nothing: the vote is open again and the pass still good', async () => {
    const before = await start();
    const id = testId();
    await before.app.openVote(id, { key: issuer.key, rules: yesNo });
    const pass = issuer.pass();
    await kill(before);
    const after = await start();
    expect(await after.keyOf(id)).toEqual({ key: issuer.key, state: 'open' });
    expect(await after.send(ballot(id, pass))).toEqual(sealed);
  });

  test('between cast and reply neither loses nor doubles: what was sealed is in, and asking again seals it once', async () => {
    const id = testId();
    const first = await start();
    await first.app.openVote(id, { key: issuer.key, rules: yesNo });
    const acknowledged: Envelope[] = [];
    const unanswered: Envelope[] = [];
    let box = first;
    for (let round = 0; round < 5; round += 1) {
      for (let i = 0; i < 2; i += 1) {
        const one = ballot(id, issuer.pass());
        expect(await box.send(one)).toEqual(sealed);
        acknowledged.push(one);
      }
      // Three on their way at once when it dies, at another moment in each round.
      const lost = Array.from({ length: 3 }, () => ballot(id, issuer.pass()));
      unanswered.push(...lost);
      await Promise.all(lost.map((one) => sendAndGo(box.ports.people, one)));
      await new Promise((resolve) => setTimeout(resolve, round * 2));
      await kill(box);
      box = await start();
    }
    const standing = await box.app.standing(id);
    const there = standing.ok ? standing.value.sealed : -1;
    expect(there).toBeGreaterThanOrEqual(acknowledged.length);
    expect(there).toBeLessThanOrEqual(acknowledged.length + unanswered.length);
    // Devices try again until they hear "sealed".
    for (const one of [...unanswered, ...acknowledged]) expect(await box.send(one)).toEqual(sealed);
    const closed = await box.app.closeVote(id, { ...closing, passes: 25 });
    expect(closed).toMatchObject({ value: { outcome: 'counted', ballots: 25 } });
  });

  test('after closing says the same result again, and leaves no ballot in any file', async () => {
    const box = await start();
    const id = testId();
    const paper = { method: 'replace', options: ['a', 'b'] } as const;
    await box.app.openVote(id, { key: issuer.key, rules: { ...yesNo, paper } });
    const choice = packed(paper, { method: 'replace', places: [['b'], ['a']], swap: null, added: [], why: 'because' }); // prettier-ignore
    const codes = ['K7-RIVER', 'A2-ACORN', 'B3-LAKE', 'C4-MOON', 'D5-HONEY'];
    for (const code of codes)
      expect(await box.send(ballot(id, issuer.pass(), { code, choice }))).toEqual(sealed);
    const inFiles = async () => (await Promise.all((await readdir(folder)).map((name) => readFile(path.join(folder, name), 'latin1')))).join(''); // prettier-ignore
    expect(await inFiles(), 'the search finds what is there').toContain(choice);
    const result = await box.app.closeVote(id, closing);
    await kill(box);
    const again = await start();
    expect(await again.app.closeVote(id, closing)).toEqual(result);
    const bytes = await inFiles();
    expect(bytes).not.toContain(choice);
    expect(bytes, 'the codes are published, so they are there').toContain('K7-RIVER');
  });

  test('while leaves are handed out: the batch is the same after it, and nothing is doubled', async () => {
    const box = await start();
    const [stage, batch] = [testId(), testId()];
    await box.app.openStage(stage, { key: issuer.key });
    await box.app.endStage(stage, testId());
    await box.app.forgetStage(stage);
    await box.app.openStage(stage, { key: issuer.key });
    const envelopes = [];
    for (const text of ['a', 'b', 'c', 'd']) {
      const [{ edit }, { publicKey }] = [await makeEditSecret(), await makeAnswerKey()];
      const envelope = { what: 'leaf', stage, ...issuer.pass(), edit: toText(edit), answerKey: toText(publicKey), leaf: words(text) } as const; // prettier-ignore
      envelopes.push(envelope);
      expect(await box.send(envelope)).toEqual(sealed);
    }
    const ids = async (at: typeof box) => {
      const taken = await at.app.takeBatch(stage, batch);
      return taken.ok ? taken.value.leaves?.map(({ leafId }) => leafId).sort() : taken.refused;
    };
    const before = await ids(box);
    await kill(box);
    const after = await start();
    expect(await ids(after)).toEqual(before);
    for (const envelope of envelopes) expect(await after.send(envelope)).toEqual(sealed);
    expect(await ids(after)).toEqual(before);
    await after.app.keptBatch(stage, batch);
    expect(await ids(after)).toBeUndefined();
  });
});

describe('kill -9 of the ballot box on Postgres', PATIENT, () => {
  test('loses and doubles nothing, says the result again, and its account is all it needs', async () => {
    const database = await boxDatabase();
    try {
      const here = { CANOPY_BOX_DATABASE: database.url };
      const box = await start(here);
      const id = testId();
      await box.app.openVote(id, { key: issuer.key, rules: yesNo });
      const cast = Array.from({ length: 6 }, () => ballot(id, issuer.pass()));
      for (const one of cast.slice(0, 3)) expect(await box.send(one)).toEqual(sealed);
      await Promise.all(cast.slice(3).map((one) => sendAndGo(box.ports.people, one)));
      await kill(box);
      const after = await start(here);
      for (const one of cast) expect(await after.send(one)).toEqual(sealed);
      const result = await after.app.closeVote(id, closing);
      expect(result).toMatchObject({ value: { outcome: 'counted', ballots: 6, result: { yes: 6 } } }); // prettier-ignore
      await kill(after);
      const again = await start(here);
      expect(await again.app.closeVote(id, closing)).toEqual(result);
      expect(await readdir(folder), 'nothing is kept beside the database').toEqual([]);
      await kill(again);
    } finally {
      await database.drop();
    }
  });

  test('a database that is away is said in a sentence, without its address', async () => {
    const nowhere = 'postgres://canopy_box:hunter2@127.0.0.1:9/box';
    const box = await start({ CANOPY_BOX_DATABASE: nowhere });
    expect(await box.ended).toBe(1);
    expect(box.said()).toBe('The ballot box did not start: the database in CANOPY_BOX_DATABASE cannot be reached; is it running?\n'); // prettier-ignore
  });
});

describe('what the ballot box writes down', PATIENT, () => {
  test('is that it started and that it stopped: no line for a ballot, a refusal or a fault', async () => {
    const id = testId();
    const damaged = testId();
    // A fault that no request can cause: rules that were damaged on the disk.
    const made = await start();
    for (const one of [id, damaged])
      await made.app.openVote(one, { key: issuer.key, rules: yesNo });
    made.child.kill('SIGTERM');
    await made.ended;
    const database = new SqliteDatabase(path.join(folder, 'ballot-box.db'));
    database.prepare('update vote set rules = ? where id = ?').run('{"damaged', damaged);
    database.close();

    const box = await start();
    const good = ballot(id, issuer.pass(), { code: 'K7-RIVER' });
    const bad = ballot(damaged, issuer.pass(), { code: 'A2-ACORN' });
    expect(await box.send(good)).toEqual(sealed);
    expect(await box.send(bad)).toEqual({ refused: 'unexpected' });
    expect(await box.send(ballot(testId(), issuer.pass()))).toEqual({ refused: 'not-found' });
    const forced = await fetch(`${box.people}/envelope`, { method: 'POST', headers: { origin: ORIGIN, 'user-agent': 'a phone' }, body: padded(bad, ENVELOPE_BYTES) }); // prettier-ignore
    expect(forced.status).toBe(500);
    expect(await forced.text()).not.toMatch(/damaged|Error|at /);
    await box.app.closeVote(id, closing);

    const health = await box.app.health();
    expect(health).toEqual({ ok: true, value: { ok: true, faults: [{ where: expect.stringMatching(/^vote-rules\.ts:\d+$/) as string, times: 2 }] } }); // prettier-ignore
    box.child.kill('SIGTERM');
    expect(await box.ended).toBe(0);
    expect(box.said().trim().split('\n')).toEqual([
      JSON.stringify({ event: 'box:ready', people: box.ports.people, app: box.ports.app }),
      JSON.stringify({ event: 'box:stopped' }),
    ]);
    const files = await readdir(folder);
    expect(files.filter((name) => !/^ballot-box\.db(-journal)?$/.test(name))).toEqual([]);
  });
});

describe('the process', PATIENT, () => {
  test('ends with the one that started it, when it is told to', async () => {
    const box = await start({ CANOPY_BOX_WITH: 'parent' });
    box.child.stdin?.end();
    expect(await box.ended).toBe(0);
  });

  test('says in a sentence what is in the way, and never a setting’s value', async () => {
    const { CANOPY_BOX_SECRET: _gone, ...rest } = settingsFor(folder);
    const without = await startBox(rest);
    running.push(without);
    expect(await without.ended).toBe(1);
    expect(without.said()).toMatch(/^The ballot box did not start: CANOPY_BOX_SECRET is missing; .*\.\n$/); // prettier-ignore

    const first = await start();
    const second = await start();
    expect(await second.ended).toBe(1);
    expect(second.said()).toBe('The ballot box did not start: another ballot box uses the folder in CANOPY_BOX_DATA.\n'); // prettier-ignore
    const elsewhere = path.join(folder, 'elsewhere');
    const third = await start({ CANOPY_BOX_DATA: elsewhere, CANOPY_BOX_LISTEN: `127.0.0.1:${String(first.ports.people)}` }); // prettier-ignore
    expect(await third.ended).toBe(1);
    expect(third.said()).toMatch(/another program listens where/);
  });

  test('does not start over in a file that is damaged', async () => {
    await mkdir(folder, { recursive: true });
    const file = path.join(folder, 'ballot-box.db');
    await writeFile(file, 'this is no database, and it is long enough to be looked at '.repeat(40));
    await chmod(file, 0o600);
    const box = await start();
    expect(await box.ended).toBe(1);
    expect(box.said()).toBe('The ballot box did not start: the file in CANOPY_BOX_DATA is damaged, or is not a ballot box’s.\n'); // prettier-ignore
    expect(await readFile(file, 'utf8')).toMatch(/^this is no database/);
  });
});
