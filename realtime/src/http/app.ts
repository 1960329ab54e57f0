import express, { type ErrorRequestHandler, type Express, type RequestHandler } from 'express';
import type { HostLog } from '../log.ts';
import { addressOf, blockOf } from './address.ts';
import { isOurRequest } from '../upgrade/origin.ts';
import { securityHeaders } from './headers.ts';
import { healthRoutes, type HealthSource } from './health.ts';
import { FORM_MAX_BYTES, PAGE_HEADERS } from './pages.ts';

export type AppOptions = {
  origins: () => readonly string[];
  https: boolean;
  trustProxy: number;
  health: HealthSource;
  log: HostLog;
  /** Loads them the first time it is asked. */
  pages: () => Promise<RequestHandler>;
  /** Boards over plain http, for networks that block websockets. */
  boards: RequestHandler;
};

export function createApp(options: AppOptions): Express {
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.use(securityHeaders(options.https));
  app.use(healthRoutes(options.health));
  app.use(refuseLargeBodies);
  app.use(refuseForeignWrites(options.origins));
  app.use(options.boards);
  app.use(tellPages(options));
  app.use(async (req, res, next) => {
    const pages = await options.pages();
    await pages(req, res, next);
  });
  app.use((_req, res) => void res.status(404).type('text').send('not found'));
  app.use(answerBug(options.log));
  return app;
}

/** Said in the header, so refused before a byte is read. Bodies without a length are capped by the pages. */
const refuseLargeBodies: RequestHandler = (req, res, next) => {
  if (Number(req.headers['content-length'] ?? 0) <= FORM_MAX_BYTES) return next();
  res.setHeader('connection', 'close');
  res.status(413).type('text').send('too large');
};

/**
 * Another site may make a browser send us a form with our cookies. The pages check forms themselves;
 * this stands in front of every method that changes something, whatever the body is called.
 */
function refuseForeignWrites(origins: AppOptions['origins']): RequestHandler {
  return (req, res, next) => {
    const isRead = ['GET', 'HEAD', 'OPTIONS'].includes(req.method);
    if (isRead || isOurRequest(req, origins())) return next();
    res.status(403).type('text').send('This request came from another site.');
  };
}

/** Which of our own addresses this is; a Host header that names none of them gets the first. */
function tellPages({ origins, trustProxy }: AppOptions): RequestHandler {
  return (req, _res, next) => {
    const allowed = origins().map((origin) => new URL(origin));
    const here = allowed.find(({ host }) => host === req.headers.host) ?? allowed[0];
    if (here !== undefined) {
      req.headers[PAGE_HEADERS.protocol] = here.protocol.replace(':', '');
      req.headers[PAGE_HEADERS.host] = here.host;
    }
    // By block: whoever holds an IPv6 /64 would have a fresh address for each guess at a password.
    req.headers[PAGE_HEADERS.address] = blockOf(addressOf(req, trustProxy));
    next();
  };
}

const answerBug =
  (log: HostLog): ErrorRequestHandler =>
  (error: unknown, _req, res, next) => {
    const status = refusalOf(error);
    if (status !== null && !res.headersSent) return void res.status(status).end();
    const id = log.bug('request:failed', error);
    if (res.headersSent) return next(error);
    res.status(500).type('text').send(`Something went wrong on our side (${id}).`);
  };

/** Express throws what a browser got wrong too, such as an address that cannot be decoded (reliability B9). */
function refusalOf(error: unknown): number | null {
  const status: unknown = error instanceof Error ? Reflect.get(error, 'status') : null;
  return typeof status === 'number' && status >= 400 && status < 500 ? status : null;
}
