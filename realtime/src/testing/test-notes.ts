import { NOTES_SAYS } from '@canopy/protocol';
import * as decoding from 'lib0/decoding';
import { WebSocket } from 'ws';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';

export type TestNotes = {
  doc: Y.Doc;
  provider: WebsocketProvider;
  /** What the host has said of each kind, newest last. */
  you: number[];
  epoch: number;
  saved: number[];
  here: number[];
  synced: Promise<void>;
  closeCode: Promise<number>;
  readonly text: string;
  /** Types at the end. */
  types(words: string): void;
  /** Writes under this id from now on. */
  writesAs(clientId: number): void;
  stop(): void;
};

const open = new Set<TestNotes>();

/** One member of staff's browser on the notes: the stock provider, and the id it is told to write under. */
export function openNotesIn(
  url: string,
  sessionId: string,
  who: { cookie: string; after?: number },
): TestNotes {
  let onClose: (code: number) => void;
  const closeCode = new Promise<number>((resolve) => (onClose = resolve));
  class BrowserSocket extends WebSocket {
    constructor(address: string) {
      super(address, { headers: { origin: url, cookie: who.cookie } });
      this.on('close', (code) => onClose(code));
    }
  }
  const doc = new Y.Doc();
  const text = doc.getText('notes');
  const provider = new WebsocketProvider(`${url.replace('http', 'ws')}/notes`, sessionId, doc, {
    WebSocketPolyfill: BrowserSocket as unknown as typeof globalThis.WebSocket,
    disableBc: true,
    shouldReconnect: () => false,
    params: who.after === undefined ? {} : { after: String(who.after) },
  });
  const notes: TestNotes = {
    doc,
    provider,
    you: [],
    epoch: 0,
    saved: [],
    here: [],
    synced: new Promise((resolve) => provider.once('sync', () => resolve())),
    closeCode,
    get text() {
      return text.toString();
    },
    types: (words) => text.insert(text.length, words),
    writesAs(clientId) {
      doc.clientID = clientId;
      // The provider looks its document's id up here when it says goodbye.
      provider.awareness.meta.set(clientId, { clock: 0, lastUpdated: 0 });
    },
    stop: () => provider.destroy(),
  };
  for (const what of ['you', 'saved', 'here'] as const)
    provider.messageHandlers[NOTES_SAYS[what]] = (_encoder, decoder) => {
      const n = decoding.readVarUint(decoder);
      if (what === 'you') {
        notes.writesAs(n);
        notes.epoch = decoding.readVarUint(decoder);
      }
      notes[what].push(n);
    };
  open.add(notes);
  return notes;
}

export function closeNotes(): void {
  for (const notes of open) notes.stop();
  open.clear();
}
