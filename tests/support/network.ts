import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { Transform, type Duplex } from 'node:stream';
import type { BrowserContextOptions } from '@playwright/test';

export type Way = 'carries' | 'refuses' | 'swallows';

/**
 * The network between one browser and a host, as a forward proxy in an office is: pages and requests
 * pass, and websockets, which go through it as tunnels, are carried, refused, or swallowed in silence.
 */
export interface Network {
  options: Pick<BrowserContextOptions, 'proxy'>;
  /** How it treats websockets that are opened from now on. */
  websockets: Way;
  /** One way, in ms, for everything that begins from now on. */
  delayMs: number;
  /** Tunnels that are open now. */
  readonly tunnels: number;
  /** Cuts every tunnel; new ones may follow at once. */
  cut(): void;
  stop(): Promise<void>;
}

export async function startNetwork(): Promise<Network> {
  const tunnels = new Set<Duplex>();
  const sockets = new Set<Socket>();
  const network: Network = {
    options: {},
    websockets: 'carries',
    delayMs: 0,
    get tunnels() {
      return tunnels.size;
    },
    cut: () => {
      for (const tunnel of tunnels) tunnel.destroy();
    },
    stop: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((closed) => server.close(closed));
    },
  };

  const server = createServer((req, res) => pass(req, res, network.delayMs));
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('error', () => socket.destroy());
    socket.on('close', () => sockets.delete(socket));
  });
  server.on('connect', (req: IncomingMessage, client: Duplex) => {
    client.on('error', () => client.destroy());
    if (network.websockets === 'refuses')
      return client.end('HTTP/1.1 403 Forbidden\r\ncontent-length: 0\r\n\r\n');
    tunnels.add(client);
    client.on('close', () => tunnels.delete(client));
    const { hostname, port } = new URL(`http://${req.url ?? ''}`);
    const host = connect(Number(port), hostname, () => {
      client.write('HTTP/1.1 200 Connection established\r\n\r\n');
      if (network.websockets === 'swallows') return void client.resume();
      client.pipe(late(network.delayMs)).pipe(host);
      host.pipe(late(network.delayMs)).pipe(client);
    });
    host.on('error', () => client.destroy());
    host.on('close', () => client.destroy());
    client.on('close', () => host.destroy());
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const { port } = server.address() as AddressInfo;

  // Browsers go round a proxy for this machine's own addresses unless told not to.
  network.options = { proxy: { server: `http://127.0.0.1:${port}`, bypass: '<-loopback>' } };
  return network;
}

/** Each piece so much later, in its order. */
function late(ms: number): Transform {
  return new Transform({
    transform(piece: Buffer, _, done) {
      setTimeout(() => this.push(piece), ms);
      done();
    },
    flush: (done) => void setTimeout(done, ms + 1),
  });
}

function pass(req: IncomingMessage, res: ServerResponse, delayMs: number): void {
  const { method, headers } = req;
  const onward = request(req.url ?? '', { method, headers }, (answer) => {
    setTimeout(() => {
      res.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(res);
    }, delayMs);
  });
  onward.on('error', () => res.destroy());
  res.on('close', () => onward.destroy());
  setTimeout(() => req.pipe(onward), delayMs);
}
