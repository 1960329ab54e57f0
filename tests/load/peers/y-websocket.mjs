// @y/websocket-server with its LevelDB persistence, set up as its own bin/server does.
import { createServer } from 'node:http';
import path from 'node:path';

process.env.YPERSISTENCE = path.join(process.env.DATA, 'leveldb');
// Its line about the folder must not be taken for the port.
console.info = () => undefined;
const { setupWSConnection } = await import('@y/websocket-server/utils');
// The version it brings itself.
const { createRequire } = await import('node:module');
const own = createRequire(import.meta.resolve('@y/websocket-server/package.json'));
const { Server: WebSocketServer } = own('ws');

const server = createServer((_request, response) => response.end('okay'));
const wss = new WebSocketServer({ noServer: true });
wss.on('connection', setupWSConnection);
server.on('upgrade', (request, socket, head) =>
  wss.handleUpgrade(request, socket, head, (ws) => wss.emit('connection', ws, request)),
);
server.listen(0, '127.0.0.1', () =>
  process.stdout.write(`${JSON.stringify({ port: server.address().port })}\n`),
);
