import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Registry } from 'prom-client';

/** One scraper, perhaps two, and somebody looking by hand. */
const CONNECTIONS_MAX = 20;

/**
 * `/metrics` on a port of its own, because how many people are in rooms is nobody's business who can
 * reach the pages. It answers one question and knows no cookie.
 */
export async function serveNumbers(
  registry: Registry,
  at: { host: string; port: number },
  onBug: (error: unknown) => void,
): Promise<{ port: number; close(): Promise<void> }> {
  const server: Server = createServer({ headersTimeout: 5_000, requestTimeout: 5_000 });
  server.maxConnections = CONNECTIONS_MAX;
  server.on('request', (req, res) => {
    const isAsked = req.method === 'GET' && (req.url ?? '').split('?')[0] === '/metrics';
    if (!isAsked) return void res.writeHead(404).end();
    registry.metrics().then(
      (text) => res.writeHead(200, { 'content-type': registry.contentType }).end(text),
      (error: unknown) => {
        onBug(error);
        res.writeHead(500).end();
      },
    );
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(at, () => resolve());
  });
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
