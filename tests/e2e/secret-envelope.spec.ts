import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { sealAnswer } from '@canopy/passes/answers';
import { makeIssuerKey, openBoxLine, signPass, type IssuerKey } from '@canopy/passes/issuer';
import { buildBox, openBoxStore, type Box } from '@canopy/ballot-box';
import { ENVELOPE_BYTES, fromText, REPLY_BYTES, toText } from '@canopy/passes';
import { expect, test, type Page } from '@playwright/test';
import { build, type Rolldown } from 'vite';
import type { Done, Errand } from '../support/pass-worker.ts';
import { startRecordingProxy, type RecordingProxy } from '../support/recording-proxy.ts';

/** A real browser, a real box, and everything that goes between them written down. */
const SECRET = 'a secret for tests, long enough to be taken';
const VOTE = 'v'.repeat(20);
const STAGE = 's'.repeat(20);
const paper = { method: 'yes-no', rule: 'more-than-half' } as const;
const rules = { paper, least: 5, quorum: 0, exact: true, pool: null };

let issuer: IssuerKey;
let shownKey = '';
let app: Server;
let appCookies: string[] = [];
let box: Box;
let line: ReturnType<typeof openBoxLine>;
let proxy: RecordingProxy;
let page: Page;

async function bundle(): Promise<string> {
  const entry = fileURLToPath(new URL('../support/pass-worker.ts', import.meta.url));
  const built = (await build({
    configFile: false,
    logLevel: 'silent',
    build: { write: false, lib: { entry, formats: ['es'], fileName: 'worker' } },
  })) as Rolldown.RolldownOutput[];
  return built[0]?.output[0].code ?? '';
}

test.beforeAll(async ({ browser }) => {
  issuer = await makeIssuerKey();
  shownKey = toText(issuer.publicKey);
  const worker = await bundle();
  app = createServer((request, response) => {
    const path = request.url ?? '';
    if (path.startsWith('/pass/')) {
      appCookies.push(request.headers.cookie ?? '');
      const parts: Buffer[] = [];
      request.on('data', (part: Buffer) => parts.push(part));
      request.on('end', () => response.end(signPass(issuer.privateKey, Buffer.concat(parts))));
    } else if (path.startsWith('/key/')) response.end(shownKey);
    else if (path === '/worker.js')
      response.writeHead(200, { 'content-type': 'text/javascript' }).end(worker);
    else response.writeHead(200, { 'content-type': 'text/html' }).end('<title>room</title>');
  });
  await new Promise<void>((ready) => app.listen(0, '127.0.0.1', ready));
  const origin = `http://localhost:${String((app.address() as AddressInfo).port)}`;
  const anywhere = { host: '127.0.0.1', port: 0 };
  const store = await openBoxStore({ memory: true });
  box = buildBox({ store, origins: [origin], secret: SECRET });
  const ports = await box.listen(anywhere, anywhere);
  line = openBoxLine(fetch, `http://127.0.0.1:${String(ports.app)}`, SECRET);
  await line.openVote(VOTE, { key: shownKey, rules });
  await line.openStage(STAGE, { key: shownKey });
  proxy = await startRecordingProxy(ports.people);
  page = await browser.newPage();
  await page.goto(`${origin}/room?session=this-one`);
  // Cookies know no ports: the browser would send it to the box too, if it were asked to.
  await page.evaluate(() => (document.cookie = 'canopy-seat=whose-it-is'));
  await page.evaluate(() => {
    Object.assign(globalThis, { worker: new Worker('/worker.js', { type: 'module' }) });
  });
});
test.afterAll(async () => {
  await page.close();
  await proxy.stop();
  await box.close();
  app.close();
});

const run = (errand: Errand): Promise<Done> =>
  page.evaluate(
    (one) =>
      new Promise<Done>((done) => {
        const { worker } = globalThis as unknown as { worker: Worker };
        worker.onmessage = ({ data }: MessageEvent<Done>) => done(data);
        worker.postMessage(one);
      }),
    errand,
  );

test('a browser gets its pass with its cookie and casts without: one connection and one length each', async () => {
  const voted = await run({ do: 'vote', box: proxy.url, vote: VOTE, answers: ['yes', 'not-sure', 'no'] }); // prettier-ignore
  const left = await run({ do: 'leaf', box: proxy.url, stage: STAGE, text: 'The bus comes too late for the last appointment of the day.' }); // prettier-ignore
  const sealed = { sealed: true };
  expect(voted).toMatchObject({ said: [sealed, sealed, sealed] });
  expect(left).toMatchObject({ said: [sealed] });
  expect(appCookies).toEqual(['canopy-seat=whose-it-is', 'canopy-seat=whose-it-is']);

  // Two keys, three ballots, one leaf; and nothing asked beforehand.
  const said = proxy.connections;
  const lines = said.map(({ up }) => up.slice(0, up.indexOf(' HTTP/')));
  expect(lines.toSorted()).toEqual([`GET /key/${STAGE}`, `GET /key/${VOTE}`, ...Array<string>(4).fill('POST /envelope')].toSorted()); // prettier-ignore
  for (const { up, down } of said) {
    const head = up.slice(0, up.indexOf('\r\n\r\n')).toLowerCase();
    expect(head).not.toMatch(/^(cookie|referer|authorization):|canopy-seat|this-one/m);
    expect(down.match(/^HTTP\/1\.1 /gm)).toHaveLength(1);
    expect(down.slice(down.indexOf('\r\n\r\n') + 4)).toHaveLength(REPLY_BYTES);
  }
  const envelopes = said.filter(({ up }) => up.startsWith('POST'));
  expect(new Set(envelopes.map(({ up }) => up.length)).size).toBe(1);
  expect(new Set(envelopes.map(({ down }) => down.length)).size).toBe(1);
  for (const { up } of envelopes)
    expect(up.slice(up.indexOf('\r\n\r\n') + 4)).toHaveLength(ENVELOPE_BYTES);
  if ('blindMs' in voted) test.info().annotations.push({ type: 'blinding', description: `${voted.blindMs.toFixed(0)} ms` }); // prettier-ignore
});

test('only the browser that left the leaf opens the answer to it', async ({ browser }) => {
  await line.endStage(STAGE, 'b'.repeat(20));
  const taken = await line.takeBatch(STAGE, 'b'.repeat(20));
  const leaf = taken.ok ? taken.value.leaves?.[0] : undefined;
  if (leaf === undefined) throw new Error('no leaf came out of the box');
  const key = fromText(leaf.answerKey, 65) ?? new Uint8Array();
  const sealed = toText(await sealAnswer(key, leaf.leafId, 'There is a later bus from Monday.'));
  const errand: Errand = { do: 'open', leafId: leaf.leafId, sealed };
  expect(await run(errand)).toEqual({ opened: 'There is a later bus from Monday.' });
  const mine = page;
  page = await browser.newPage();
  await page.goto(mine.url());
  await page.evaluate(() => {
    Object.assign(globalThis, { worker: new Worker('/worker.js', { type: 'module' }) });
  });
  expect(await run(errand)).toEqual({ opened: null });
  await page.close();
  page = mine;
});

test('a browser that is shown another key than the box’s asks for no pass', async () => {
  shownKey = toText((await makeIssuerKey()).publicKey);
  appCookies = [];
  const refused = await run({ do: 'vote', box: proxy.url, vote: VOTE, answers: ['yes'] });
  expect(refused).toEqual({ refused: 'different' });
  expect(appCookies, 'not even a blinded one').toEqual([]);
});
