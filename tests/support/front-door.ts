import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/**
 * One address before several hosts, as a proxy with affinity gives: a browser stays with the host its
 * cookie names and is taken on to the next one when that is gone. It looks at the first request of a
 * connection and then only passes bytes on, so every transport goes through it.
 */
export interface FrontDoor {
  readonly port: number;
  readonly url: string;
  /** Ports of the hosts, by lane. To be set before anybody comes. */
  hosts: readonly number[];
  stop(): Promise<void>;
}

/** What a browser carries to be led to that host. */
export const laneCookie = (lane: number): string => `lane=${lane}`;

const HEAD_MAX_BYTES = 64 * 1024;
const LANE = /^cookie:.*\blane=(\d+)/im;

export async function openFrontDoor(): Promise<FrontDoor> {
  const open = new Set<Socket>();
  const door: { hosts: readonly number[] } = { hosts: [] };

  const server = createServer((client) => {
    open.add(client);
    client.on('error', () => client.destroy());
    client.on('close', () => open.delete(client));
    readHead(client, (head) => {
      const lane = Number(LANE.exec(head.toString('latin1'))?.[1] ?? 0);
      const { hosts } = door;
      lead(client, head, [...hosts.slice(lane), ...hosts.slice(0, lane)]);
    });
  });
  await new Promise<void>((ready) => server.listen(0, ready));
  const { port } = server.address() as AddressInfo;
  return {
    port,
    url: `http://localhost:${port}`,
    get hosts() {
      return door.hosts;
    },
    set hosts(ports) {
      door.hosts = ports;
    },
    async stop() {
      for (const client of open) client.destroy();
      await new Promise((closed) => server.close(closed));
    },
  };
}

function readHead(client: Socket, ready: (head: Buffer) => void): void {
  let head = Buffer.alloc(0);
  const take = (bytes: Buffer): void => {
    head = Buffer.concat([head, bytes]);
    if (!head.includes('\r\n\r\n') && head.length < HEAD_MAX_BYTES) return;
    client.pause();
    client.off('data', take);
    ready(head);
  };
  client.on('data', take);
}

/** To the first host that takes connections. */
function lead(client: Socket, head: Buffer, [port, ...others]: readonly number[]): void {
  if (port === undefined || client.destroyed) return void client.destroy();
  const host = connect(port, 'localhost');
  const next = (): void => lead(client, head, others);
  host.once('error', next);
  host.once('connect', () => {
    host.off('error', next);
    host.on('error', () => client.destroy());
    host.on('close', () => client.destroy());
    client.on('close', () => host.destroy());
    host.write(head);
    host.pipe(client);
    client.pipe(host);
  });
}
