import { CLOSE, NOTES_PATH, NOTES_SAYS } from '@canopy/protocol';
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';

/** y-protocols' numbers, on the wire since its first version. */
const SYNC = 0;
const STEP_1 = 0;
const STEP_2 = 1;
const UPDATE = 2;
/** A state vector that has nothing. Each line begins with a copy of its own. */
const NOTHING = Uint8Array.of(0);
/** The host speaks every 10 s; a line that says nothing for longer has been cut in silence. */
const SILENT_MS = 25_000;

export type NotesHeard = {
  /** Everything is here: what the host has, and the id that this connection must write under. */
  open(state: readonly Uint8Array[], clientId: number, epoch: number): void;
  /** Somebody else wrote. */
  changed(update: Uint8Array): void;
  /** So many of the updates sent on this line are in the log. */
  saved(updates: number): void;
  here(people: number): void;
  /** For good. `code` is one of `CLOSE`, or whatever the browser says of a line that broke or never stood. */
  lost(code: number): void;
};

/** What notes need of a connection. A test brings its own. */
export interface NotesLine {
  send(update: Uint8Array): void;
  close(): void;
}
/** `after` = the client id this window wrote under before; what still comes from it is refused from then on. */
export type OpenNotesLine = (heard: NotesHeard, after: number | null) => NotesLine;

/**
 * One connection to the notes of a session, in the y-websocket protocol. It only carries; `LiveNotes`
 * decides. Never opened again: each connection is another writer.
 */
export const notesLineTo =
  (sessionId: string, origin: { protocol: string; host: string }): OpenNotesLine =>
  (heard, after) => {
    const scheme = origin.protocol === 'https:' ? 'wss' : 'ws';
    const query = after === null ? '' : `?after=${after}`;
    const socket = new WebSocket(`${scheme}://${origin.host}${NOTES_PATH}/${sessionId}${query}`);
    socket.binaryType = 'arraybuffer';
    let over = false;
    let silence: ReturnType<typeof setTimeout> | undefined;
    let you: { clientId: number; epoch: number } | null = null;
    /** What has come before the word that this is all; null = that word has come. */
    let state: Uint8Array[] | null = [];

    const close = (): void => {
      over = true;
      clearTimeout(silence);
      socket.onopen = socket.onmessage = socket.onclose = null;
      socket.close();
    };
    const end = (code: number): void => {
      if (over) return;
      close();
      heard.lost(code);
    };
    const isThere = (): void => {
      clearTimeout(silence);
      silence = setTimeout(() => end(CLOSE.restarting), SILENT_MS);
    };
    const say = (kind: number, body: Uint8Array): void => {
      if (socket.readyState !== WebSocket.OPEN) return;
      socket.send(
        encoding.encode((frame) => {
          encoding.writeVarUint(frame, SYNC);
          encoding.writeVarUint(frame, kind);
          encoding.writeVarUint8Array(frame, body);
        }),
      );
    };
    const sync = (frame: decoding.Decoder): void => {
      const kind = decoding.readVarUint(frame);
      if (kind !== STEP_2 && kind !== UPDATE) return;
      const update = decoding.readVarUint8Array(frame);
      if (state === null) return heard.changed(update);
      state.push(update);
      if (kind !== STEP_2 || you === null) return;
      const all = state;
      state = null;
      heard.open(all, you.clientId, you.epoch);
    };

    socket.onopen = () => {
      isThere();
      say(STEP_1, NOTHING);
    };
    socket.onmessage = ({ data }) => {
      isThere();
      try {
        const frame = decoding.createDecoder(new Uint8Array(data as ArrayBuffer));
        switch (decoding.readVarUint(frame)) {
          case SYNC:
            return sync(frame);
          case NOTES_SAYS.you:
            you = { clientId: decoding.readVarUint(frame), epoch: decoding.readVarUint(frame) };
            return;
          case NOTES_SAYS.saved:
            return heard.saved(decoding.readVarUint(frame));
          case NOTES_SAYS.here:
            return heard.here(decoding.readVarUint(frame));
        }
      } catch {
        end(CLOSE.unreadable);
      }
    };
    socket.onclose = ({ code }) => end(code);
    // A network that swallows the handshake must not be waited for longer than for anything else.
    isThere();
    return { send: (update) => say(UPDATE, update), close };
  };
