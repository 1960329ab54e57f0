import {
  PROTOCOL_VERSION,
  SOCKET_PATH,
  type RoomView,
  type SeatView,
  type ServerEvents,
  type StaffView,
} from '@canopy/protocol';
import { io, type Socket } from 'socket.io-client';
import { vi } from 'vitest';

export type Reply = { ok: boolean; value?: unknown; refusal?: { code: string } };
type Views = { room: RoomView | null; seat: SeatView | null; staff: StaffView | null };

/** One browser tab: the newest of each view, how often it came, and everything it was ever sent. */
export type TestSocket = Views & {
  socket: Socket;
  counts: Record<string, number>;
  /** Every event with its arguments, as JSON. */
  heard: string[];
  ended: string | null;
  ask(name: string, ...input: unknown[]): Promise<Reply>;
};

export type Tab = {
  cookie: string;
  sessionId: string;
  as?: 'staff' | 'seat';
  version?: number;
  origin?: string | null;
  transports?: ('polling' | 'websocket')[];
  headers?: Record<string, string>;
};

const open = new Set<Socket>();

export function openTab(url: string, tab: Tab): TestSocket {
  const { origin = url, cookie, sessionId, as, version = PROTOCOL_VERSION } = tab;
  const socket = io(url, {
    path: SOCKET_PATH,
    transports: tab.transports ?? ['websocket'],
    auth: { version, sessionId, ...(as === undefined ? {} : { as }) },
    extraHeaders: { cookie, ...(origin === null ? {} : { origin }), ...tab.headers },
    reconnection: false,
    forceNew: true,
  });
  open.add(socket);
  const heard: ServerEvents = {
    'room:changed': (view) => (it.room = view),
    'seat:changed': (view) => (it.seat = view),
    'staff:changed': (view) => (it.staff = view),
    'reactions:counted': () => undefined,
    'undo:changed': () => undefined,
    'leaves:dragged': () => undefined,
    'room:ended': (why) => (it.ended = why),
    'host:stopping': () => undefined,
  };
  const it: TestSocket = {
    socket,
    counts: {},
    heard: [],
    room: null,
    seat: null,
    staff: null,
    ended: null,
    ask: async (name, ...input) =>
      (await socket.timeout(5_000).emitWithAck(name, ...input)) as Reply,
  };
  socket.onAny((name: string, ...args: unknown[]) => {
    it.counts[name] = (it.counts[name] ?? 0) + 1;
    it.heard.push(JSON.stringify([name, ...args]));
  });
  for (const [name, listener] of Object.entries(heard)) socket.on(name, listener);
  return it;
}

/** Connected and shown its first view; or the one word it was refused with. */
export async function enterTab(url: string, tab: Tab): Promise<TestSocket> {
  const it = openTab(url, tab);
  await new Promise<void>((resolve, reject) => {
    it.socket.on('connect', resolve);
    it.socket.on('connect_error', (error) => reject(new Error(error.message)));
  });
  await until(() => it.room !== null || it.seat !== null);
  return it;
}

export async function refusalOf(url: string, tab: Tab): Promise<string> {
  const it = openTab(url, tab);
  return new Promise((resolve) => {
    it.socket.on('connect', () => resolve('connected'));
    it.socket.on('connect_error', (error) => resolve(error.message));
  });
}

export function closeTabs(): void {
  for (const socket of open) socket.disconnect();
  open.clear();
}

export const until = (isSo: () => unknown, withinMs = 5_000): Promise<void> =>
  vi.waitFor(
    () => {
      if (isSo() !== true && !isSo()) throw new Error(`not so within ${withinMs} ms`);
    },
    { timeout: withinMs, interval: 5 },
  );
