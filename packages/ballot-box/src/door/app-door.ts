import { createHash, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AppRefusal, AppResult } from '@canopy/passes';
import { z } from 'zod';
import { isStorageFault, type Faults } from '../faults.ts';
import type { StageDesk } from '../leaves/stage-desk.ts';
import type { VoteDesk } from '../vote/vote-desk.ts';
import { Closing, PoolClosing, VoteRules } from '../vote/vote-rules.ts';
import { readBody, readJson } from './read-body.ts';

const STATUS: Record<AppRefusal, number> = {
  'bad-input': 400,
  'not-found': 404,
  different: 409,
  'already-closed': 409,
  'cannot-save': 503,
  'wrong-secret': 401,
  unexpected: 500,
};
const BODY_MAX = 65_536;
const Opening = z.strictObject({ key: z.string().max(400), rules: VoteRules });
const StageKey = z.strictObject({ key: z.string().max(400) });
const bad = { ok: false, refused: 'bad-input' } as const;

type Desks = { votes: VoteDesk; stages: StageDesk };
type Asked = { desks: Desks; id: string; batch: string; body: unknown };
type Route = (asked: Asked) => Promise<AppResult<unknown>>;

/** Ids are in the path, so a route is known by its method and the words around them. */
const ROUTES: Readonly<Record<string, Route>> = {
  'PUT /votes/:id': async ({ desks, id, body }) => {
    const read = Opening.safeParse(body);
    return read.success ? desks.votes.open(id, read.data) : bad;
  },
  'GET /votes/:id': ({ desks, id }) => desks.votes.standing(id),
  'POST /votes/:id/last-call': ({ desks, id }) => desks.votes.lastCall(id),
  'POST /votes/:id/close': async ({ desks, id, body }) => {
    const read = Closing.safeParse(body);
    return read.success ? desks.votes.close(id, read.data) : bad;
  },
  'POST /pools/:id/close': async ({ desks, id, body }) => {
    const read = PoolClosing.safeParse(body);
    return read.success ? desks.votes.closePool(id, read.data) : bad;
  },
  'DELETE /votes/:id': ({ desks, id }) => desks.votes.forget(id),
  'PUT /stages/:id': async ({ desks, id, body }) => {
    const read = StageKey.safeParse(body);
    return read.success ? desks.stages.open(id, read.data) : bad;
  },
  'POST /stages/:id/end/:id': ({ desks, id, batch }) => desks.stages.end(id, batch),
  'POST /stages/:id/batches/:id': ({ desks, id, batch }) => desks.stages.takeBatch(id, batch),
  'DELETE /stages/:id/batches/:id': ({ desks, id, batch }) => desks.stages.keptBatch(id, batch),
  'GET /stages/:id/withdrawn': ({ desks, id }) => desks.stages.withdrawn(id),
  'DELETE /stages/:id': ({ desks, id }) => desks.stages.forget(id),
};

/**
 * The door that only the app reaches, on a port of its own. It opens, closes and empties; there is no
 * route to a ballot, to a part of a result, or to anything while a vote is open but its number.
 */
export function openAppDoor(desks: Desks, secret: string, faults: Faults): Server {
  const answer = async (request: IncomingMessage): Promise<AppResult<unknown>> => {
    if (!knows(request.headers.authorization, secret))
      return { ok: false, refused: 'wrong-secret' };
    const path = request.url ?? '';
    if (request.method === 'GET' && path === '/health')
      return { ok: true, value: { ok: true, faults: faults.all() } };
    const ids = path.split('/').filter((part) => /^[a-z0-9]{20}$/.test(part));
    const route =
      ROUTES[`${request.method ?? ''} ${path.replace(/\/[a-z0-9]{20}(?=\/|$)/g, '/:id')}`];
    const [id = '', batch = ''] = ids;
    if (route === undefined || id === '') return { ok: false, refused: 'not-found' };
    const body = await readBody(request, BODY_MAX);
    if (body === null) return bad;
    return route({ desks, id, batch, body: readJson(body) });
  };

  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    let said: AppResult<unknown>;
    try {
      said = await answer(request);
    } catch (error) {
      const away = isStorageFault(error);
      if (!away) faults.note(error);
      said = { ok: false, refused: away ? 'cannot-save' : 'unexpected' };
    }
    const body = Buffer.from(JSON.stringify(said.ok ? said.value : { refused: said.refused }));
    response.sendDate = false;
    response.writeHead(said.ok ? 200 : STATUS[said.refused], {
      'content-type': 'application/json',
      'content-length': body.length,
      'cache-control': 'no-store',
      connection: 'close',
    });
    response.end(body);
    request.resume();
  };

  return createServer(
    { headersTimeout: 5_000, requestTimeout: 10_000, keepAlive: false },
    (request, response) => void serve(request, response),
  );
}

/** Of hashes, which have one length: neither the time taken nor the length says anything of the secret. */
function knows(header: string | undefined, secret: string): boolean {
  const hash = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(hash(header ?? ''), hash(`Bearer ${secret}`));
}
