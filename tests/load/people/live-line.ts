import { PROTOCOL_VERSION, SOCKET_PATH } from '@canopy/protocol';
import { openLine, wsUrl } from './line.ts';

/** `null` = asked for no reply. */
export type Reply = { ok: boolean; value?: unknown; refusal?: { code: string } };

export type LiveLine = {
  /** Writes the command at once; `answered` is called with its acknowledgement. */
  say(name: string, input: unknown, answered?: (reply: Reply) => void): void;
  drop(): void;
  readonly closed: Promise<number>;
};

export type LiveOptions = {
  url: string;
  headers: Record<string, string>;
  auth: Record<string, unknown>;
  /** Every event, undecoded: `name` and where its arguments begin in `text`. */
  heard?: (name: string, text: string) => void;
};

export const seatAuth = (sessionId: string, as: 'seat' | 'staff' = 'seat') => ({
  version: PROTOCOL_VERSION,
  sessionId,
  as,
});

/**
 * The few frames of socket.io that our sockets use, written by hand: a thousand whole clients in one
 * process would be slower than the server they are to measure. A test holds it against the real one.
 */
export async function openLive({ url, headers, auth, heard }: LiveOptions): Promise<LiveLine> {
  const waiting = new Map<number, (reply: Reply) => void>();
  let asked = 0;
  let entered: () => void;
  let refused: (error: Error) => void;
  const inside = new Promise<void>((resolve, reject) => {
    entered = resolve;
    refused = reject;
  });
  const opened = await openLine(
    wsUrl(url, `${SOCKET_PATH}/?EIO=4&transport=websocket`),
    headers,
    (frame, isBinary, line) => {
      if (isBinary) return;
      const text = frame.toString('latin1');
      // Engine.io: 0 open, 2 ping, 4 message; then socket.io: 0 connect, 2 event, 3 ack, 4 refused.
      if (text === '2') return line.send('3');
      if (text.startsWith('0')) return line.send(`40${JSON.stringify(auth)}`);
      if (text.startsWith('40')) return entered();
      if (text.startsWith('44')) return refused(new Error(text.slice(2)));
      if (text.startsWith('42')) {
        const end = text.indexOf('"', 4);
        return heard?.(text.slice(4, end), frame.toString());
      }
      if (!text.startsWith('43')) return;
      const bracket = text.indexOf('[');
      const id = Number(text.slice(2, bracket));
      const answered = waiting.get(id);
      waiting.delete(id);
      const said = JSON.parse(frame.toString().slice(bracket)) as [Reply];
      answered?.(said[0]);
    },
  );
  void opened.closed.then((code) => refused(new Error(`closed ${code}`)));
  await inside;
  return {
    say(name, input, answered) {
      let id = '';
      if (answered !== undefined) {
        id = String(asked);
        waiting.set(asked, answered);
        asked += 1;
      }
      opened.send(`42${id}${JSON.stringify([name, input])}`);
    },
    drop: () => opened.drop(),
    closed: opened.closed,
  };
}
