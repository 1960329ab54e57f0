import { createHash } from 'node:crypto';
import path from 'node:path';
import { NOTES_SAYS } from '@canopy/protocol';
import { openStore } from '@canopy/storage';
import * as decoding from 'lib0/decoding';
import * as Y from 'yjs';
import { WebsocketProvider } from 'y-websocket';
import type { Host } from './host.ts';
import { until } from './live-person.ts';
import { browserSocket } from './patient-seat.ts';

/** A member of staff with the notes open, who would notice anything written in them or said about anybody. */
export type NotesWitness = {
  readonly doc: Y.Doc;
  readonly text: string;
  /** Changes of the notes heard from others since they were whole. */
  readonly heard: number;
  /** Anybody else whose presence it was ever told of by another browser. */
  readonly presences: readonly number[];
  /** How many the host said were here, newest last. */
  readonly here: readonly number[];
  readonly connected: boolean;
  /** Resolves when it is in the log. */
  writes(words: string): Promise<void>;
  leave(): void;
};

export async function watchNotes(
  host: { url: string },
  sessionId: string,
  cookie: string,
): Promise<NotesWitness> {
  const doc = new Y.Doc();
  const text = doc.getText('notes');
  let heard = 0;
  let saved = 0;
  const presences: number[] = [];
  const here: number[] = [];
  const feed = new WebsocketProvider(`${host.url.replace('http', 'ws')}/notes`, sessionId, doc, {
    WebSocketPolyfill: browserSocket({ origin: host.url, cookie }),
    disableBc: true,
    shouldReconnect: () => false,
  });
  feed.messageHandlers[NOTES_SAYS.you] = (_encoder, decoder) => {
    doc.clientID = decoding.readVarUint(decoder);
    // The provider looks its document's id up here when it says goodbye.
    feed.awareness.meta.set(doc.clientID, { clock: 0, lastUpdated: 0 });
  };
  feed.messageHandlers[NOTES_SAYS.saved] = (_encoder, decoder) =>
    void (saved = decoding.readVarUint(decoder));
  feed.messageHandlers[NOTES_SAYS.here] = (_encoder, decoder) =>
    void here.push(decoding.readVarUint(decoder));
  const own = new Set([doc.clientID]);
  feed.awareness.on(
    'update',
    (change: { added: number[]; updated: number[]; removed: number[] }) => {
      const others = [...change.added, ...change.updated, ...change.removed];
      presences.push(...others.filter((id) => !own.has(id) && id !== doc.clientID));
    },
  );
  await until('the witness sees the notes', () => feed.synced);
  doc.on('update', (_update: Uint8Array, origin: unknown) => {
    if (origin === feed) heard += 1;
  });
  return {
    doc,
    get text() {
      return text.toString();
    },
    get heard() {
      return heard;
    },
    presences,
    here,
    get connected() {
      return feed.wsconnected;
    },
    async writes(words) {
      const before = saved;
      text.insert(text.length, words);
      await until('it is in the log', () => saved > before);
    },
    leave() {
      feed.destroy();
      doc.destroy();
    },
  };
}

/** What is stored of a session's notes, every byte of it, as one short word. */
export async function notesFingerprint(host: Host, sessionId: string): Promise<string> {
  const store = await openStore({ file: path.join(host.dataDir, 'canopy.db') });
  try {
    const stored = await store.notes.load(sessionId);
    if (stored === null) throw new Error('nobody has opened these notes');
    const hash = createHash('sha256').update(stored.snapshot ?? new Uint8Array());
    for (const { seq, update } of stored.log) hash.update(`${seq}:`).update(update);
    return hash.digest('hex');
  } finally {
    await store.close();
  }
}
