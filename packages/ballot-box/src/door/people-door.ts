import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import {
  ENVELOPE_BYTES,
  ENVELOPE_PATH,
  KEY_PATH,
  type BoxRefusal,
  type EnvelopeReply,
  type KeyReply,
} from '@canopy/passes';
import { isStorageFault, type Faults } from '../faults.ts';
import { EnvelopeShape, Id } from './envelope-shape.ts';
import { reply } from './one-length-reply.ts';
import { readBody, readJson } from './read-body.ts';
import type { z } from 'zod';

export type PeopleDesk = {
  open: (envelope: z.infer<typeof EnvelopeShape>) => Promise<'sealed' | BoxRefusal>;
  keyOf: (id: string) => Promise<KeyReply>;
};

/** Headers by which a request would say whose it is. A browser that was asked rightly sends none of them. */
const IDENTITY = ['cookie', 'authorization', 'referer'];

/**
 * The door that members' devices reach. Whatever is asked and whatever becomes of it, the reply has
 * one length, its connection ends, and nothing is written anywhere.
 */
export function openPeopleDoor(
  desk: PeopleDesk,
  origins: readonly string[],
  faults: Faults,
): Server {
  const answer = async (request: IncomingMessage): Promise<EnvelopeReply | KeyReply> => {
    const path = request.url ?? '';
    if (request.method === 'GET' && path.startsWith(`${KEY_PATH}/`)) {
      const id = Id.safeParse(path.slice(KEY_PATH.length + 1));
      return id.success ? desk.keyOf(id.data) : { refused: 'not-found' };
    }
    if (request.method !== 'POST' || path !== ENVELOPE_PATH) return { refused: 'not-found' };
    // Asked before a byte is read: what is too long is not even begun.
    if (request.headers['content-length'] !== String(ENVELOPE_BYTES))
      return { refused: 'bad-request' };
    const body = await readBody(request, ENVELOPE_BYTES);
    const envelope = EnvelopeShape.safeParse(body === null ? undefined : readJson(body));
    if (!envelope.success) return { refused: 'bad-request' };
    const said = await desk.open(envelope.data);
    return said === 'sealed' ? { sealed: true } : { refused: said };
  };

  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const origin = origins.find((one) => one === request.headers.origin) ?? null;
    try {
      if (IDENTITY.some((name) => request.headers[name] !== undefined))
        reply(response, { refused: 'carries-identity' }, origin);
      else if (origin === null) reply(response, { refused: 'wrong-origin' }, origin);
      else reply(response, await answer(request), origin);
    } catch (error) {
      const away = isStorageFault(error);
      if (!away) faults.note(error);
      if (!response.headersSent)
        reply(response, { refused: away ? 'cannot-save' : 'unexpected' }, origin);
      else response.destroy();
    }
    request.resume();
  };

  const server = createServer(
    { maxHeaderSize: 8192, headersTimeout: 5_000, requestTimeout: 10_000, keepAlive: false },
    (request, response) => void serve(request, response),
  );
  // A browser never asks for an upgrade here, and a socket that nobody listens to must not stay.
  server.on('upgrade', (_request, socket) => socket.destroy());
  server.on('clientError', (_error, socket) => {
    if (socket.writable) socket.end('HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n');
    else socket.destroy();
  });
  server.maxConnections = 2000;
  return server;
}
