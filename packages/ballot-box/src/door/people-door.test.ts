import { createECDH } from 'node:crypto';
import { connect } from 'node:net';
import { ENVELOPE_BYTES, padded, REPLY_BYTES, toText, type Envelope } from '@canopy/passes';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTestBox, ORIGIN, type TestBox } from '../fixtures/test-box.ts';
import { ballot, chosen, testId, testKey, words, yesNo } from '../fixtures/test-passes.ts';

// Bytes on a socket, because a client library would hide what is being promised.

const issuer = testKey();
const vote = testId();
const stage = testId();
const point = toText(createECDH('prime256v1').generateKeys());
let box: TestBox;
beforeAll(async () => {
  box = await openTestBox();
  await box.app.openVote(vote, { key: issuer.key, rules: yesNo });
  await box.app.openStage(stage, { key: issuer.key });
});
afterAll(() => box.close());

type Said = { head: string; body: string; bytes: number; status: number };

/** Sends these bytes and nothing more, leaves its own side open, and resolves when the box hangs up. */
function say(...parts: (string | Uint8Array)[]): Promise<Said> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host: '127.0.0.1', port: box.ports.people, allowHalfOpen: true });
    const heard: Buffer[] = [];
    socket.on('data', (chunk: Buffer) => heard.push(chunk));
    socket.on('error', reject);
    socket.on('end', () => {
      socket.destroy();
      const all = Buffer.concat(heard).toString('latin1');
      const cut = all.indexOf('\r\n\r\n');
      const [head, body] = [all.slice(0, cut).toLowerCase(), all.slice(cut + 4)];
      resolve({ head, body, bytes: all.length, status: Number(head.split(' ')[1]) });
    });
    for (const part of parts) socket.write(part);
  });
}

const head = (...more: string[]): string =>
  ['POST /envelope HTTP/1.1', 'Host: box', `Content-Length: ${String(ENVELOPE_BYTES)}`, 'Content-Type: text/plain', ...more, '', ''].join('\r\n'); // prettier-ignore
const ours = `Origin: ${ORIGIN}`;
const post = (envelope: unknown, ...more: string[]) =>
  say(head(ours, ...more), padded(envelope, ENVELOPE_BYTES));
const get = (path: string, ...more: string[]) =>
  say([`GET ${path} HTTP/1.1`, 'Host: box', ...more, '', ''].join('\r\n'));
const refusalIn = ({ body }: Said): unknown => (JSON.parse(body) as { refused?: unknown }).refused;

describe('the door for people', () => {
  test.each(['Cookie: canopy=1', 'Cookie:', 'Authorization: Bearer x', `Referer: ${ORIGIN}/room`])(
    'a request with %s gets 400, and nothing in it is looked at',
    async (header) => {
      const before = await box.store.votes.countSealed(vote);
      const said = await post(ballot(vote, issuer.pass()), header);
      expect(said.status).toBe(400);
      expect(refusalIn(said)).toBe('carries-identity');
      expect((await get(`/key/${vote}`, ours, header)).status).toBe(400);
      expect(await box.store.votes.countSealed(vote)).toBe(before);
    },
  );

  test('each request has a connection of its own: the box hangs up after one, asked to stay or not', async () => {
    const one = ballot(vote, issuer.pass());
    const bytes = [head(ours, 'Connection: keep-alive'), padded(one, ENVELOPE_BYTES)];
    // Two requests in one go: the second is never answered.
    const said = await say(...bytes, ...bytes);
    expect(said.head).toContain('connection: close');
    expect(said.body).toHaveLength(REPLY_BYTES);
    expect(JSON.parse(said.body)).toEqual({ sealed: true });
    expect((await get(`/key/${vote}`, ours, 'Connection: keep-alive')).body).toHaveLength(REPLY_BYTES); // prettier-ignore
  });

  test('every sealed envelope is answered with the same number of bytes, whatever was in it', async () => {
    const pass = issuer.pass();
    const all: Envelope[] = [
      ballot(vote, pass),
      ballot(vote, pass),
      ballot(vote, pass, { version: 2, choice: chosen('not-sure') }),
      ballot(vote, issuer.pass(), { version: 999_999, code: 'K7-CINNAMON' }),
      { what: 'leaf', stage, ...issuer.pass(), edit: 'A'.repeat(43), answerKey: point, leaf: words('x'.repeat(280)) }, // prettier-ignore
    ];
    // The first two are one envelope and its copy.
    all[1] = all[0]!;
    const said = [];
    for (const envelope of all) said.push(await post(envelope));
    expect(said.map(({ body }) => JSON.parse(body) as unknown)).toEqual(all.map(() => ({ sealed: true }))); // prettier-ignore
    expect(new Set(said.map(({ bytes }) => bytes)).size).toBe(1);
  });

  test('every refusal has a body of the same length too', async () => {
    const refused = [
      await post(ballot(vote, testKey().pass())),
      await post(ballot(testId(), issuer.pass())),
      await post({ what: 'nothing' }),
      await post(ballot(vote, issuer.pass()), 'Cookie: a=b'),
      await get('/key/unknown', ours),
      await get('/', ours),
      await get(`/key/${vote}`),
    ];
    expect(refused.map(({ status }) => status)).toEqual([403, 404, 400, 400, 404, 404, 403]);
    for (const { body } of refused) expect(body).toHaveLength(REPLY_BYTES);
  });

  test.each([
    ['shorter', ENVELOPE_BYTES - 1],
    ['longer', ENVELOPE_BYTES + 1],
    ['huge', 50_000_000],
  ])('an envelope that says it is %s is refused before a byte of it is read', async (_name, length) => {
    const said = await say(head(ours).replace(String(ENVELOPE_BYTES), String(length)));
    expect(said.status).toBe(400);
    expect(refusalIn(said)).toBe('bad-request');
  }); // prettier-ignore

  test('an envelope of no stated length is refused', async () => {
    const chunked = head(ours).replace(/Content-Length: \d+/, 'Transfer-Encoding: chunked');
    expect((await say(chunked)).status).toBe(400);
  });

  test.each([
    ['no JSON', '{"what":"ballot",'],
    ['a field nobody knows', { ...ballot(vote, issuer.pass()), seat: 's1' }],
    ['a version of nothing', ballot(vote, issuer.pass(), { version: 0 })],
    ['a version of a half', ballot(vote, issuer.pass(), { version: 1.5 })],
    ['an id that is none', ballot('../../vote', issuer.pass())],
    ['a list', [1, 2, 3]],
  ])('an envelope with %s is refused', async (_name, envelope) => {
    const bytes = typeof envelope === 'string' ? new TextEncoder().encode(envelope.padEnd(ENVELOPE_BYTES)) : padded(envelope, ENVELOPE_BYTES); // prettier-ignore
    expect(refusalIn(await say(head(ours), bytes))).toBe('bad-request');
  });

  test('only our own pages are answered, by their exact address, and never with credentials', async () => {
    const sealed = await post(ballot(vote, issuer.pass()));
    expect(sealed.head).toMatch(/access-control-allow-origin: https:\/\/canopy\.test(\r\n|$)/);
    expect(sealed.head).not.toContain('access-control-allow-credentials');
    for (const other of [
      'https://canopy.test.example',
      'http://canopy.test',
      'null',
      `${ORIGIN}/`,
    ]) {
      const said = await get(`/key/${vote}`, `Origin: ${other}`);
      expect(said.status).toBe(403);
      expect(said.head).not.toContain('access-control-allow-origin');
    }
  });

  test('a reply carries no time, no cookie, nothing to keep and no place to come from', async () => {
    const { head: said } = await post(ballot(vote, issuer.pass()));
    const names = said.split('\r\n').slice(1).map((line) => line.split(':')[0]).sort(); // prettier-ignore
    expect(names).toEqual(
      ['access-control-allow-origin', 'cache-control', 'connection', 'content-length', 'content-type', 'referrer-policy', 'vary', 'x-content-type-options'],
    ); // prettier-ignore
    expect(said).toContain('referrer-policy: no-referrer');
    expect(said).toContain('cache-control: no-store');
  });

  test('asks for no question before the question: a plain-text envelope needs none, and none is answered', async () => {
    const asked = ['OPTIONS /envelope HTTP/1.1', 'Host: box', ours, 'Access-Control-Request-Method: POST', '', '']; // prettier-ignore
    const said = await say(asked.join('\r\n'));
    expect(said.status).toBe(404);
    expect(said.head).not.toContain('access-control-allow-methods');
  });

  test('what is no HTTP is hung up on', async () => {
    expect((await say('\u0016\u0003\u0001 hello\r\n\r\n')).status).toBe(400);
    const upgrade = ['GET / HTTP/1.1', 'Host: box', ours, 'Connection: Upgrade', 'Upgrade: websocket', '', '']; // prettier-ignore
    expect((await say(upgrade.join('\r\n'))).bytes).toBe(0);
  });

  test('the key is given to whoever asks, and the same to all', async () => {
    const [one, two] = [await get(`/key/${vote}`, ours), await get(`/key/${vote}`, ours)];
    expect(one).toEqual(two);
    expect(JSON.parse(one.body)).toEqual({ key: issuer.key, state: 'open' });
    expect(JSON.parse((await get(`/key/${stage}`, ours)).body)).toEqual({ key: issuer.key, state: 'open' }); // prettier-ignore
  });

  test('nothing of the app’s is behind it', async () => {
    for (const path of [`/votes/${vote}`, `/stages/${stage}/withdrawn`, '/health'])
      expect((await get(path, ours)).status).toBe(404);
  });
});

describe('the door for the app', () => {
  const ask = (path: string, init: RequestInit = {}) =>
    fetch(`http://127.0.0.1:${String(box.ports.app)}${path}`, init);

  test('opens to the secret alone', async () => {
    for (const authorization of ['', 'Bearer', 'Bearer wrong', 'Basic x'])
      for (const path of ['/health', `/votes/${vote}`, '/nothing'])
        expect((await ask(path, { headers: { authorization } })).status).toBe(401);
    expect((await ask('/health')).status).toBe(401);
  });

  test('has no way to a ballot or to a part of a result while a vote is open', async () => {
    expect(await box.app.health()).toEqual({ ok: true, value: { ok: true, faults: [] } });
    const standing = await box.app.standing(vote);
    expect(Object.keys(standing.ok ? standing.value : {})).toEqual(['state', 'sealed', 'keyWords']);
    const unknown = await box.app.standing(testId());
    expect(unknown).toEqual({ ok: false, refused: 'not-found' });
  });
});
