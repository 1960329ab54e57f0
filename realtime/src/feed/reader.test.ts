import { EventEmitter } from 'node:events';
import type { Duplex } from 'node:stream';
import { CLOSE } from '@canopy/protocol';
import type { WebSocket } from 'ws';
import { describe, expect, test } from 'vitest';
import { Reader, type ReaderOf } from './reader.ts';

const of: ReaderOf = {
  boardId: 'b',
  sessionId: 's',
  seatId: null,
  staffId: null,
  signInId: null,
  visitor: { tokens: {}, address: '', as: 'seat' },
};

/** A socket whose buffer a test can fill: a real one needs megabytes and luck. */
class FullSocket extends EventEmitter {
  readonly OPEN = 1;
  readyState = 1;
  writableLength = 0;
  sent = 0;
  pings = 0;
  closed: number | null = null;
  terminated = false;
  write(): void {
    this.sent += 1;
  }
  cork(): void {}
  uncork(): void {}
  ping(): void {
    this.pings += 1;
  }
  close(code: number): void {
    this.closed = code;
  }
  terminate(): void {
    this.terminated = true;
  }
}
const open = (): { ws: FullSocket; reader: Reader } => {
  const ws = new FullSocket();
  return { ws, reader: new Reader(ws as unknown as WebSocket, ws as unknown as Duplex, of) };
};

describe('one reader of a board', () => {
  test('is dropped above 1 MiB unread, and is sent nothing more', async () => {
    const { ws, reader } = open();
    reader.send(Buffer.of(1));
    ws.writableLength = 1024 * 1024 + 1;
    reader.send(Buffer.of(1));
    expect([ws.sent, ws.closed]).toEqual([1, CLOSE.tooSlow]);
    await expect.poll(() => ws.terminated).toBe(true);
  });

  test('that does not answer a ping is gone by the next', () => {
    const { ws, reader } = open();
    reader.ping();
    ws.emit('pong');
    reader.ping();
    expect([ws.pings, ws.terminated]).toEqual([2, false]);
    reader.ping();
    expect(ws.terminated).toBe(true);
  });
});
