import { connect, createServer, type AddressInfo } from 'node:net';

export type RecordingProxy = {
  url: string;
  /** One for each connection, in the order in which they were made: what went up and what came down. */
  connections: { up: string; down: string }[];
  stop(): Promise<void>;
};

/** Passes bytes on as they are and writes them down, as somebody beside the box could without TLS. */
export async function startRecordingProxy(targetPort: number): Promise<RecordingProxy> {
  const connections: RecordingProxy['connections'] = [];
  const listener = createServer((client) => {
    const record = { up: '', down: '' };
    const server = connect({ port: targetPort, host: '127.0.0.1' });
    client.on('data', (bytes) => {
      // A browser opens sockets ahead of need; one that says nothing is no request.
      if (record.up === '') connections.push(record);
      record.up += bytes.toString('latin1');
    });
    server.on('data', (bytes) => (record.down += bytes.toString('latin1')));
    client.on('error', () => server.destroy()).pipe(server);
    server.on('error', () => client.destroy()).pipe(client);
  });
  await new Promise<void>((ready) => listener.listen(0, '127.0.0.1', ready));
  const { port } = listener.address() as AddressInfo;
  return {
    url: `http://localhost:${String(port)}`,
    connections,
    stop: () => new Promise((closed) => void listener.close(() => closed())),
  };
}
