import { createHash } from 'node:crypto';
import * as Y from 'yjs';
import { WebsocketProvider } from 'y-websocket';
import type { Host } from './host.ts';
import { until } from './live-person.ts';
import { browserSocket } from './patient-seat.ts';
import { storedBytes } from './stored-session.ts';

/** Somebody who only watches a board, and would notice anything said on it or about anybody. */
export type BoardWitness = {
  readonly doc: Y.Doc;
  /** Changes of the document heard since it was whole. */
  readonly heard: number;
  /** Anybody else whose presence it was ever told of. */
  readonly presences: readonly number[];
  leave(): void;
};

export async function watchBoard(
  host: { url: string },
  boardId: string,
  cookie: string,
): Promise<BoardWitness> {
  const doc = new Y.Doc();
  let heard = 0;
  const presences: number[] = [];
  const feed = new WebsocketProvider(`${host.url.replace('http', 'ws')}/boards`, boardId, doc, {
    WebSocketPolyfill: browserSocket({ origin: host.url, cookie }),
    disableBc: true,
  });
  feed.awareness.on(
    'update',
    (change: { added: number[]; updated: number[]; removed: number[] }) => {
      const others = [...change.added, ...change.updated, ...change.removed];
      presences.push(...others.filter((id) => id !== doc.clientID));
    },
  );
  await until('the witness sees the board', () => feed.synced);
  doc.on('update', () => (heard += 1));
  return {
    doc,
    get heard() {
      return heard;
    },
    presences,
    leave() {
      feed.destroy();
      doc.destroy();
    },
  };
}

/** What is stored of a board, every byte of it, as one short word. */
export async function fingerprint(host: Host, boardId: string): Promise<string> {
  const hash = createHash('sha256');
  for (const bytes of await storedBytes(host, boardId)) hash.update(bytes);
  return hash.digest('hex');
}
