import type { RawSocket } from './raw-ws.ts';

/**
 * The twelve frames that ended a stock Yjs server, or came near it (measured). Any server of ours is
 * alive and useful after each of them, from a stranger and from a member alike.
 */
export interface CrashFrame {
  readonly name: string;
  send(socket: RawSocket): void;
}

const megabyte = 1024 * 1024;

export const crashFrames: readonly CrashFrame[] = [
  {
    name: 'text that makes a huge typed array',
    send: (socket) => socket.sendFrame({ opcode: 1, payload: '9999999999999999' }),
  },
  {
    name: 'text that makes a negative typed array',
    send: (socket) => socket.sendFrame({ opcode: 1, payload: '-1' }),
  },
  { name: 'a reserved bit', send: (socket) => socket.sendFrame({ rsv: 4, payload: 'x' }) },
  {
    name: 'a header claiming 200 MiB',
    send: (socket) => socket.sendFrame({ claimedLength: 200 * megabyte, payload: 'x' }),
  },
  {
    name: 'an unmasked frame',
    send: (socket) => socket.sendFrame({ masked: false, payload: 'x' }),
  },
  {
    name: 'text that is not UTF-8',
    send: (socket) => socket.sendFrame({ opcode: 1, payload: Uint8Array.of(0xc3, 0x28, 0xff) }),
  },
  {
    name: 'a junk document update',
    send: (socket) =>
      socket.sendFrame({ payload: Uint8Array.of(0, 2, 6, 255, 255, 255, 255, 15, 7) }),
  },
  {
    name: 'awareness whose state is not JSON',
    send: (socket) => socket.sendFrame({ payload: Uint8Array.of(1, 5, 1, 1, 1, 1, 0x7b) }),
  },
  {
    name: 'a message type nobody knows',
    send: (socket) => socket.sendFrame({ payload: Uint8Array.of(250, 1, 2, 3) }),
  },
  { name: 'an empty message', send: (socket) => socket.sendFrame({}) },
  {
    name: 'a reset in the middle of a frame',
    send: (socket) => {
      socket.sendFrame({ claimedLength: 5000, payload: 'half' });
      socket.drop('reset');
    },
  },
  {
    name: 'a message in ten thousand tiny fragments',
    send: (socket) => {
      socket.sendFrame({ fin: false, payload: 'x' });
      for (let count = 0; count < 10_000; count += 1) {
        socket.sendFrame({ fin: false, opcode: 0, payload: 'x' });
      }
    },
  },
];
