import { createServer } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { until } from '../testing/test-socket.ts';
import { watchOutgoing } from './outgoing.ts';

test('bytes that a connection does not take are counted, until it is gone', async () => {
  const server = createServer((_req, res) => void res.write(Buffer.alloc(32 * 1024 * 1024)));
  const outgoing = watchOutgoing(server);
  await new Promise<void>((done) => server.listen(0, done));
  expect(outgoing()).toBe(0);
  const slow = connect((server.address() as AddressInfo).port);
  slow.pause();
  slow.write('GET / HTTP/1.1\r\nHost: here\r\n\r\n');
  await until(() => outgoing() > 1024 * 1024);
  slow.destroy();
  await until(() => outgoing() === 0);
  server.close();
});
