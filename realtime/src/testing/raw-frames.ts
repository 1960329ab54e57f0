import { randomBytes } from 'node:crypto';
import { connect, type Socket } from 'node:net';

type Frame = {
  fin?: boolean;
  rsv?: number;
  opcode?: number;
  masked?: boolean;
  claims?: number;
  payload?: string | Uint8Array;
};

/** Websocket frames built by hand: a friendly library refuses to send what an attacker would. */
export function encode(frame: Frame): Buffer {
  const { fin = true, rsv = 0, opcode = 2, masked = true } = frame;
  const payload = Buffer.from(frame.payload ?? '');
  const length = frame.claims ?? payload.length;
  const short = length < 126 ? length : length < 65_536 ? 126 : 127;
  const head = Buffer.alloc(short < 126 ? 2 : short === 126 ? 4 : 10);
  head[0] = (fin ? 0x80 : 0) | (rsv << 4) | opcode;
  head[1] = (masked ? 0x80 : 0) | short;
  if (short === 126) head.writeUInt16BE(length, 2);
  if (short === 127) head.writeBigUInt64BE(BigInt(length), 2);
  if (!masked) return Buffer.concat([head, payload]);
  const mask = randomBytes(4);
  return Buffer.concat([head, mask, payload.map((byte, at) => byte ^ (mask[at % 4] ?? 0))]);
}

/** The answer to an upgrade request, and the socket it was given. */
export async function upgrade(
  port: number,
  target: string,
  headers: Record<string, string>,
): Promise<{ status: number; socket: Socket }> {
  const socket = connect(port, 'localhost');
  socket.on('error', () => socket.destroy());
  const named = Object.entries({
    Host: `localhost:${port}`,
    Connection: 'Upgrade',
    Upgrade: 'websocket',
    'Sec-WebSocket-Version': '13',
    'Sec-WebSocket-Key': randomBytes(16).toString('base64'),
    ...headers,
  }).map(([name, value]) => `${name}: ${value}\r\n`);
  socket.write(`GET ${target} HTTP/1.1\r\n${named.join('')}\r\n`);
  const status = await new Promise<number>((resolve) => {
    socket.once('data', (bytes: Buffer) =>
      resolve(Number(bytes.subarray(9, 12).toString('latin1'))),
    );
    socket.once('close', () => resolve(0));
  });
  return { status, socket };
}

const fragments = Array.from({ length: 10_000 }, () =>
  encode({ fin: false, opcode: 0, payload: 'x' }),
);

/** The twelve of reliability 4.1: each ended a stock Yjs server, or came near it. */
export const CRASH_FRAMES: Readonly<Record<string, (socket: Socket) => void>> = {
  'text as a huge length': (s) => s.write(encode({ opcode: 1, payload: '9999999999999999' })),
  'text as a negative length': (s) => s.write(encode({ opcode: 1, payload: '-1' })),
  'a reserved bit': (s) => s.write(encode({ rsv: 4, payload: 'x' })),
  'a header claiming 200 MiB': (s) => s.write(encode({ claims: 200 * 1024 * 1024, payload: 'x' })),
  'an unmasked frame': (s) => s.write(encode({ masked: false, payload: 'x' })),
  'text that is not UTF-8': (s) =>
    s.write(encode({ opcode: 1, payload: Uint8Array.of(0xc3, 0x28, 0xff) })),
  'a junk update': (s) =>
    s.write(encode({ payload: Uint8Array.of(0, 2, 6, 255, 255, 255, 255, 15, 7) })),
  'awareness that is not JSON': (s) =>
    s.write(encode({ payload: Uint8Array.of(1, 5, 1, 1, 1, 1, 0x7b) })),
  'an unknown type': (s) => s.write(encode({ payload: Uint8Array.of(250, 1, 2, 3) })),
  'an empty message': (s) => s.write(encode({})),
  'a reset in the middle of a frame': (s) => {
    s.write(encode({ claims: 5000, payload: 'half' }), () => s.resetAndDestroy());
  },
  'ten thousand fragments': (s) =>
    s.write(Buffer.concat([encode({ fin: false, payload: 'x' }), ...fragments])),
};
