import type { House } from '@canopy/actions';
import { Id } from '@canopy/domain';
import { BOARD_PATH } from '@canopy/protocol';
import { Router, type Request, type Response } from 'express';
import { mergeUpdates } from 'yjs';
import { RateLimiterMemory } from 'rate-limiter-flexible';
import { addressOf } from '../http/address.ts';
import { isOurRequest } from '../upgrade/origin.ts';
import { tokensIn } from '../upgrade/tokens.ts';
import { readerFor } from './feed-door.ts';

export type StateRoute = {
  house: House;
  origins: () => readonly string[];
  secure: boolean;
  trustProxy: number;
};

/** A reader sends a state vector: a few bytes for each process that ever wrote this board. */
const VECTOR_MAX = 4 * 1024;
/** Asked every two seconds, and once more when the room says that something changed. */
const PER_SECOND = 3;
/** The encoding of a Yjs update with nothing in it. */
const NOTHING_BYTES = 2;

/**
 * `GET /boards/<boardId>/state?epoch=N&vector=<base64url>`: what a reader of a board lacks, for
 * networks that block websockets. The same people may ask as may open the feed. 200 = one Yjs update,
 * 204 = nothing lacking, 400 = a vector that is none, 401/403/404 as the feed, 409 = the board was
 * rebuilt (its epoch is in `canopy-epoch`), 429 = asked too often.
 */
export function stateRoute(options: StateRoute): Router {
  const routes = Router();
  const pace = new RateLimiterMemory({ points: PER_SECOND * 10, duration: 10 });
  routes.get(`${BOARD_PATH}/:boardId/state`, async (req: Request, res: Response) => {
    res.setHeader('cache-control', 'no-store');
    const say = (status: number): void => void res.status(status).end();
    if (!isOurRequest(req, options.origins())) return say(403);
    const { house } = options;
    const { boardId } = req.params;
    const { vector, epoch } = req.query;
    const tokens = tokensIn(req, options.secure);
    const token = tokens.seat ?? tokens.staff;
    if (token === undefined) return say(401);
    // The library rejects with its own result when somebody is over it.
    const within = await pace.consume(house.auth.hashToken(token)).then(
      () => true,
      () => false,
    );
    if (!within) return say(429);
    const board = Id.safeParse(boardId).success
      ? await house.store.boards.find(String(boardId))
      : null;
    if (board === null) return say(404);
    const mayRead = await allowed(options, req, tokens, board);
    if (mayRead !== 200) return say(mayRead);
    res.setHeader('canopy-epoch', String(board.epoch));
    if (epoch !== undefined && epoch !== String(board.epoch)) return say(409);
    if (vector !== undefined && (typeof vector !== 'string' || vector.length > VECTOR_MAX))
      return say(400);
    const state = await house.boards.join(board.boardId);
    if (state === null) return say(404);
    let update: Uint8Array;
    try {
      const lacking = state.lacking(new Uint8Array(Buffer.from(vector ?? '', 'base64url')));
      update = lacking.length === 1 && lacking[0] ? lacking[0] : mergeUpdates([...lacking]);
    } catch {
      return say(400);
    }
    if (update.length <= NOTHING_BYTES) return say(204);
    res.type('application/octet-stream').send(Buffer.from(update));
  });
  return routes;
}

/** A browser may hold a sign-in and a seat; whichever of the two may read, may read. */
async function allowed(
  { house, trustProxy }: StateRoute,
  req: Request,
  tokens: ReturnType<typeof tokensIn>,
  board: { boardId: string; sessionId: string },
): Promise<200 | 401 | 403> {
  let status: 401 | 403 = 401;
  for (const as of ['staff', 'seat'] as const) {
    const visitor = { tokens, address: addressOf(req, trustProxy), as };
    const reader = await readerFor(house, visitor, board);
    if (typeof reader !== 'number') return 200;
    if (reader === 403) status = 403;
  }
  return status;
}
