import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';

/** y-protocols' numbers, on the wire since its first version. */
const SYNC = 0;
const STEP_1 = 0;
const STEP_2 = 1;
const UPDATE = 2;
/** The server speaks every 10 s; a line that says nothing for longer has been cut in silence. */
const SILENT_MS = 25_000;

export type LineHears = {
  opened: () => void;
  update: (update: Uint8Array) => void;
  /** The answer to one question: the update before it held all that was missing when it was asked. */
  answered: () => void;
  /** `code` is the websocket's own; 1006 also stands for a network that let nothing through. */
  lost: (code: number) => void;
};
export type FeedLine = {
  /** Asks for what a copy with this state vector lacks. */
  ask: (vector: Uint8Array) => void;
  close: () => void;
};
export type FeedSocket = Pick<
  WebSocket,
  'binaryType' | 'onopen' | 'onmessage' | 'onclose' | 'send' | 'close'
>;

/**
 * One websocket of a board's feed, in the y-websocket protocol and in one direction: it asks and
 * listens. The stock provider also sends, keeps presence, and comes back after waits that all phones
 * share; here the line only carries, and `BoardFeed` decides.
 */
export function openFeedLine(socket: FeedSocket, hears: LineHears): FeedLine {
  let over = false;
  let silence: ReturnType<typeof setTimeout> | undefined;
  const end = (code: number): void => {
    if (over) return;
    over = true;
    clearTimeout(silence);
    socket.onopen = socket.onmessage = socket.onclose = null;
    socket.close();
    hears.lost(code);
  };
  const heard = (): void => {
    clearTimeout(silence);
    silence = setTimeout(() => end(1006), SILENT_MS);
  };
  socket.binaryType = 'arraybuffer';
  socket.onopen = () => {
    heard();
    hears.opened();
  };
  socket.onmessage = ({ data }) => {
    heard();
    if (!(data instanceof ArrayBuffer)) return end(1003);
    try {
      const frame = decoding.createDecoder(new Uint8Array(data));
      // Anything else is presence, of which there is none on a board.
      if (decoding.readVarUint(frame) !== SYNC) return;
      const step = decoding.readVarUint(frame);
      if (step !== STEP_2 && step !== UPDATE) return;
      hears.update(decoding.readVarUint8Array(frame));
      if (step === STEP_2) hears.answered();
    } catch {
      end(1003);
    }
  };
  socket.onclose = ({ code }) => end(code);
  // A network that swallows the handshake must not be waited for longer than for anything else.
  heard();
  return {
    ask: (vector) =>
      socket.send(
        encoding.encode((frame) => {
          encoding.writeVarUint(frame, SYNC);
          encoding.writeVarUint(frame, STEP_1);
          encoding.writeVarUint8Array(frame, vector);
        }),
      ),
    close: () => {
      over = true;
      clearTimeout(silence);
      socket.onopen = socket.onmessage = socket.onclose = null;
      socket.close();
    },
  };
}
