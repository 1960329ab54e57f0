import { WebSocket } from 'ws';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';

export type TestReader = {
  doc: Y.Doc;
  provider: WebsocketProvider;
  synced: Promise<void>;
  closeCode: Promise<number>;
  /** Every byte received. */
  received: Uint8Array[];
  stop(): void;
};

const readers = new Set<TestReader>();

/** The stock y-websocket provider, as the pages use it, with a browser's headers added. */
export function openReader(
  url: string,
  boardId: string,
  who: { cookie: string; epoch?: number; origin?: string },
): TestReader {
  const received: Uint8Array[] = [];
  let onClose: (code: number) => void;
  const closeCode = new Promise<number>((resolve) => (onClose = resolve));
  class BrowserSocket extends WebSocket {
    constructor(address: string) {
      super(address, { headers: { origin: who.origin ?? url, cookie: who.cookie } });
      this.on('message', (data: Buffer) => received.push(new Uint8Array(data)));
      this.on('close', (code) => onClose(code));
    }
  }
  const doc = new Y.Doc();
  const provider = new WebsocketProvider(`${url.replace('http', 'ws')}/boards`, boardId, doc, {
    WebSocketPolyfill: BrowserSocket as unknown as typeof globalThis.WebSocket,
    disableBc: true,
    maxBackoffTime: 60_000,
    params: who.epoch === undefined ? {} : { epoch: String(who.epoch) },
  });
  const reader: TestReader = {
    doc,
    provider,
    synced: new Promise((resolve) => provider.once('sync', () => resolve())),
    closeCode,
    received,
    stop: () => provider.destroy(),
  };
  readers.add(reader);
  return reader;
}

export function closeReaders(): void {
  for (const reader of readers) reader.stop();
  readers.clear();
}
