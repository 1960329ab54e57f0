import { PROTOCOL_VERSION, SOCKET_PATH } from '@canopy/protocol';
import { openLine, wsUrl } from './line.ts';

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
  /** Every event, its arguments still as JSON: most are not looked at here, and many are the same. */
  heard?: (name: string, json: () => string) => void;
};

export const seatAuth = (sessionId: string, as: 'seat' | 'staff' = 'seat') => ({
  version: PROTOCOL_VERSION,
  sessionId,
  as,
});

const MESSAGE = '4'.charCodeAt(0);

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
  // Nobody may be listening yet when a connection fails at once.
  inside.catch(() => undefined);
  const acknowledged = (text: string): void => {
    const bracket = text.indexOf('[');
    const id = Number(text.slice(2, bracket));
    const answered = waiting.get(id);
    waiting.delete(id);
    const [reply] = JSON.parse(text.slice(bracket)) as [Reply];
    answered?.(reply);
  };
  const opened = await openLine(
    wsUrl(url, `${SOCKET_PATH}/?EIO=4&transport=websocket`),
    headers,
    (frame, isBinary, line) => {
      if (isBinary) return;
      // Engine.io: 0 open, 2 ping, 4 message; in a message socket.io: 0 connect, 2 event, 3 ack, 4 refused.
      switch (frame.toString('latin1', 0, frame[0] === MESSAGE ? 2 : 1)) {
        case '2':
          return line.send('3');
        case '0':
          return line.send(`40${JSON.stringify(auth)}`);
        case '40':
          return entered();
        case '42':
          return heard?.(frame.toString('latin1', 4, frame.indexOf('"', 4)), () =>
            frame.toString('utf8', 2),
          );
        case '43':
          return acknowledged(frame.toString());
        case '44':
          return refused(new Error(frame.toString('utf8', 2)));
      }
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
