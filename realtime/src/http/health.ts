import { PROTOCOL_VERSION } from '@canopy/protocol';
import type { NotSaving } from '@canopy/storage';
import { Router } from 'express';
import type { BusState } from '../bus/line-state.ts';

export type HealthSource = {
  /** The database answers. */
  isReady(): Promise<boolean>;
  /** Why nothing can be saved; null = it can. */
  notSaving(): Promise<NotSaving | null>;
  isDraining(): boolean;
  /** The line to other hosts. */
  bus(): BusState;
  /** The ballot box. */
  box(): Promise<BoxAnswers>;
};

/** `off`: this host has none. */
export type BoxAnswers = 'off' | 'answers' | 'silent';

/** Why nobody should be sent here. */
type NotReady = NotSaving | 'draining' | 'no-database';

/**
 * `/ping`: the process answers. `/ready`: send people here, or why not: reading may work while nothing
 * can be saved, but nobody should begin there. `/health`: what is wrong, in words a monitor reads; a
 * host that has lost its line to the others, or whose ballot box is silent, is `weakened`: it serves
 * people, reads from the database what it cannot hear, and takes no secret vote for a while. `/ready` sends people to it all the same, for when Redis is away every
 * host has lost that line, and there would be nobody to send them to.
 * `/info`: what runs. Numbers of people are not here: being in a room is private.
 */
export function healthRoutes(source: HealthSource): Router {
  const routes = Router();
  routes.use(['/ping', '/ready', '/health', '/info'], (_req, res, next) => {
    res.setHeader('content-security-policy', "default-src 'none'");
    next();
  });
  const whyNot = async (): Promise<NotReady | null> => {
    if (source.isDraining()) return 'draining';
    if (!(await source.isReady())) return 'no-database';
    return source.notSaving();
  };

  routes.get('/ping', (_req, res) => void res.type('text').send('pong'));
  routes.get('/ready', async (_req, res) => {
    const reason = await whyNot();
    if (reason === null) res.json({ ready: true });
    else res.status(503).json({ ready: false, reason });
  });
  routes.get('/health', async (_req, res) => {
    const storage = await source.isReady();
    const saving = storage ? ((await source.notSaving()) ?? 'ok') : 'no-database';
    const draining = source.isDraining();
    const bus = source.bus();
    const box = await source.box();
    const serves = saving === 'ok' && !draining;
    const status = !serves ? 'failing' : bus === 'lost' || box === 'silent' ? 'weakened' : 'ok';
    res.status(serves ? 200 : 503).json({ status, storage, saving, bus, box, draining });
  });
  routes.get('/info', (_req, res) => {
    res.json({ name: 'canopy', protocol: PROTOCOL_VERSION, node: process.versions.node });
  });
  return routes;
}
