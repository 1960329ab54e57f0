import type { Server } from 'node:http';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { RequestHandler } from 'express';

const webDir = fileURLToPath(new URL('../../../web', import.meta.url));
const builtHandler = path.join(webDir, 'build', 'handler.js');

/** Largest form. The longest is a theme that gathers every leaf of a session. */
export const FORM_MAX_BYTES = 256 * 1024;

/**
 * Headers through which the host tells the built pages what the browser asked for. The adapter reads
 * their names when it is loaded; the values are ours on every request, so nobody can forge them.
 */
export const PAGE_HEADERS = {
  protocol: 'x-canopy-protocol',
  host: 'x-canopy-host',
  address: 'x-canopy-address',
} as const;

/** The pages: built ones in production, Vite's on the same server while developing. */
export async function loadPages(mode: 'start' | 'dev', server: Server): Promise<RequestHandler> {
  return mode === 'dev' ? developmentPages(server) : builtPages();
}

async function builtPages(): Promise<RequestHandler> {
  if (!existsSync(builtHandler)) {
    return (_req, res) => {
      res.status(503).type('text').send('The pages are not built yet: run `pnpm run build`.');
    };
  }
  // adapter-node 6 has no ORIGIN at run time; without these it would take every page for https and
  // refuse every form on plain localhost.
  process.env.PROTOCOL_HEADER = PAGE_HEADERS.protocol;
  process.env.HOST_HEADER = PAGE_HEADERS.host;
  process.env.ADDRESS_HEADER = PAGE_HEADERS.address;
  process.env.BODY_SIZE_LIMIT = String(FORM_MAX_BYTES);
  const built: unknown = await import(pathToFileURL(builtHandler).href);
  return handlerIn(built, 'handler');
}

/** Vite is a tool of the workspace and no dependency of the host, so its name is no import here. */
async function developmentPages(server: Server): Promise<RequestHandler> {
  const tool = 'vite';
  const vite = (await import(tool)) as {
    createServer(options: object): Promise<{ middlewares: unknown }>;
  };
  const dev = await vite.createServer({
    root: webDir,
    configFile: path.join(webDir, 'vite.config.ts'),
    server: { middlewareMode: true, hmr: { server } },
    appType: 'custom',
  });
  return handlerIn(dev, 'middlewares');
}

function handlerIn(holder: unknown, name: string): RequestHandler {
  const found: unknown =
    typeof holder === 'object' && holder !== null ? Reflect.get(holder, name) : undefined;
  if (typeof found !== 'function') throw new Error(`the pages offer no ${name}`);
  return found as RequestHandler;
}
