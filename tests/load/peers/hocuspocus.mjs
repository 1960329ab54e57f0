// Hocuspocus with its SQLite extension, as its own documentation starts it.
import path from 'node:path';
import { SQLite } from '@hocuspocus/extension-sqlite';
import { Server } from '@hocuspocus/server';

const { DATA, FLUSH_DELAY } = process.env;
const server = new Server({
  port: 0,
  address: '127.0.0.1',
  quiet: true,
  extensions: [new SQLite({ database: path.join(DATA, 'hocuspocus.db') })],
  ...(FLUSH_DELAY === undefined ? {} : { flushDelay: Number(FLUSH_DELAY) }),
});
await server.listen();
process.stdout.write(`${JSON.stringify({ port: server.address.port })}\n`);
