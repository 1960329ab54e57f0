import { randomBytes } from 'node:crypto';
import { connect, type Socket } from 'node:net';

// A friendly websocket library refuses to send what an attacker would. This one sends anything.

export interface RawFrame {
  readonly fin?: boolean;
  /** The three reserved bits, as a number 0–7; anything but 0 breaks RFC 6455. */
  readonly rsv?: number;
  /** 0 continuation, 1 text, 2 binary, 8 close, 9 ping, 10 pong. */
  readonly opcode?: number;
  readonly masked?: boolean;
  /** What the header claims, when that should differ from what follows. */
  readonly claimedLength?: number;
  readonly payload?: Uint8Array | string;
}

export interface ReceivedFrame {
  readonly opcode: number;
  readonly payload: Buffer;
}

export interface RawSocket {
  /** The answer to the upgrade: 101, or the refusal. */
  readonly status: number;
  readonly received: readonly ReceivedFrame[];
  /** The code of the server's close frame, once it sent one. */
  readonly closeCode: number | undefined;
  readonly closed: Promise<void>;
  sendFrame(frame: RawFrame): void;
  sendBytes(bytes: Uint8Array): void;
  /** Ends the connection without a close frame; `reset` sends RST as a pulled cable would. */
  drop(how?: 'end' | 'reset'): void;
}

export function encodeFrame(frame: RawFrame): Buffer {
  const { fin = true, rsv = 0, opcode = 2, masked = true } = frame;
  const payload = Buffer.from(frame.payload ?? '');
  const length = frame.claimedLength ?? payload.length;
  const maskBit = masked ? 0x80 : 0;
  const first = (fin ? 0x80 : 0) | (rsv << 4) | opcode;
  let head: Buffer;
  if (length < 126) {
    head = Buffer.from([first, maskBit | length]);
  } else if (length < 65_536) {
    head = Buffer.from([first, maskBit | 126, length >> 8, length & 0xff]);
  } else {
    head = Buffer.alloc(10);
    head.writeUInt8(first, 0);
    head.writeUInt8(maskBit | 127, 1);
    head.writeBigUInt64BE(BigInt(length), 2);
  }
  if (!masked) return Buffer.concat([head, payload]);
  const mask = randomBytes(4);
  return Buffer.concat([head, mask, payload.map((byte, at) => byte ^ (mask[at % 4] ?? 0))]);
}

/** Takes the whole frames off the front of `bytes`; servers never mask. */
export function decodeFrames(bytes: Buffer): { frames: ReceivedFrame[]; rest: Buffer } {
  const frames: ReceivedFrame[] = [];
  let at = 0;
  while (bytes.length - at >= 2) {
    const short = bytes.readUInt8(at + 1) & 0x7f;
    const headLength = short === 126 ? 4 : short === 127 ? 10 : 2;
    if (bytes.length - at < headLength) break;
    const long = short === 127 ? Number(bytes.readBigUInt64BE(at + 2)) : short;
    const length = short === 126 ? bytes.readUInt16BE(at + 2) : long;
    if (bytes.length - at < headLength + length) break;
    const start = at + headLength;
    frames.push({
      opcode: bytes.readUInt8(at) & 0x0f,
      payload: bytes.subarray(start, start + length),
    });
    at = start + length;
  }
  return { frames, rest: bytes.subarray(at) };
}

function upgradeRequest(url: URL, headers: Readonly<Record<string, string>>): string {
  const lines = {
    Host: url.host,
    Connection: 'Upgrade',
    Upgrade: 'websocket',
    'Sec-WebSocket-Version': '13',
    'Sec-WebSocket-Key': randomBytes(16).toString('base64'),
    ...headers,
  };
  const named = Object.entries(lines).map(([name, value]) => `${name}: ${value}\r\n`);
  return `GET ${url.pathname}${url.search} HTTP/1.1\r\n${named.join('')}\r\n`;
}

/**
 * Asks for a websocket at `url` (ws: or http:). Gives the socket whatever the answer, so that a test
 * can look at a refusal too. `headers` replace the usual ones by name; nothing sends Origin for you.
 */
export async function connectRaw(
  url: string,
  { headers = {} }: { readonly headers?: Readonly<Record<string, string>> } = {},
): Promise<RawSocket> {
  const target = new URL(url);
  // Many small frames leave at once, where they would wait 40 ms for the first to be acknowledged.
  const socket: Socket = connect({
    host: target.hostname,
    port: Number(target.port || 80),
    noDelay: true,
  });
  const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()));
  const received: ReceivedFrame[] = [];
  let buffered = Buffer.alloc(0);

  const status = await new Promise<number>((resolve, reject) => {
    let upgraded = false;
    socket.on('error', reject);
    void closed.then(() => reject(new Error('closed before any answer to the upgrade')));
    socket.on('data', (bytes: Buffer) => {
      buffered = Buffer.concat([buffered, bytes]);
      if (!upgraded) {
        const end = buffered.indexOf('\r\n\r\n');
        if (end === -1) return;
        upgraded = true;
        resolve(Number(buffered.subarray(9, 12).toString('latin1')));
        buffered = buffered.subarray(end + 4);
      }
      const { frames, rest } = decodeFrames(buffered);
      received.push(...frames);
      buffered = Buffer.from(rest);
    });
    socket.write(upgradeRequest(target, headers));
  });

  return {
    status,
    received,
    get closeCode() {
      const close = received.find(({ opcode }) => opcode === 8);
      return close && close.payload.length >= 2 ? close.payload.readUInt16BE(0) : undefined;
    },
    closed,
    sendFrame: (frame) => void socket.write(encodeFrame(frame)),
    sendBytes: (bytes) => void socket.write(bytes),
    drop: (how = 'end') => void (how === 'reset' ? socket.resetAndDestroy() : socket.destroy()),
  };
}
