import { PROTOCOL_VERSION } from '@canopy/protocol';
import { Router } from 'express';

export type HealthSource = { isReady(): Promise<boolean>; isDraining(): boolean };

/**
 * `/ping`: the process answers. `/ready`: send people here. `/health`: what is wrong, in words a
 * monitor reads. `/info`: what runs. Numbers of people are not here: being in a room is private.
 */
export function healthRoutes(source: HealthSource): Router {
  const routes = Router();
  routes.use(['/ping', '/ready', '/health', '/info'], (_req, res, next) => {
    res.setHeader('content-security-policy', "default-src 'none'");
    next();
  });
  const canServe = async () => !source.isDraining() && (await source.isReady());

  routes.get('/ping', (_req, res) => void res.type('text').send('pong'));
  routes.get('/ready', async (_req, res) => {
    const ready = await canServe();
    res.status(ready ? 200 : 503).json({ ready });
  });
  routes.get('/health', async (_req, res) => {
    const storage = await source.isReady();
    const draining = source.isDraining();
    const ok = storage && !draining;
    res.status(ok ? 200 : 503).json({ status: ok ? 'ok' : 'failing', storage, draining });
  });
  routes.get('/info', (_req, res) => {
    res.json({ name: 'canopy', protocol: PROTOCOL_VERSION, node: process.versions.node });
  });
  return routes;
}
