import { openLine, type Line } from './line.ts';
import { NOTHING_NEW, type Framing } from './sync-frames.ts';

export type ReaderOf = {
  url: string;
  headers: Record<string, string>;
  framing: Framing;
  /** What the reader knows already; a single 0 byte = nothing. */
  stateVector: Uint8Array;
  /** Everything after the first answer. */
  heard?: (update: Uint8Array, frame: Buffer, at: number) => void;
};

export type Reader = {
  line: Line;
  /** Answer to the reader's first question, which is when a Yjs client calls itself synced. */
  state: Uint8Array;
  /** When that answer had been read whole. */
  at: number;
};

/** One follower of one board: connects, asks for what it lacks, and has it. */
export async function openReader(of: ReaderOf): Promise<Reader> {
  const { framing, stateVector } = of;
  let first: ((got: { state: Uint8Array; at: number }) => void) | null = null;
  let failed: (error: Error) => void;
  const answer = new Promise<{ state: Uint8Array; at: number }>((resolve, reject) => {
    first = resolve;
    failed = reject;
  });
  // Nobody may be listening yet when a connection fails at once.
  answer.catch(() => undefined);
  const line = await openLine(of.url, of.headers, (frame, _isBinary, opened) => {
    const at = performance.now();
    const said = framing.read(frame);
    if (said.say === 'asks') return opened.send(framing.step2(NOTHING_NEW));
    if (said.say === 'state' && first !== null) {
      first({ state: said.update, at });
      first = null;
      return;
    }
    if (said.say === 'state' || said.say === 'update') of.heard?.(said.update, frame, at);
  });
  void line.closed.then(() => failed(new Error('closed before it answered')));
  const hello = framing.hello();
  if (hello !== null) line.send(hello);
  line.send(framing.step1(stateVector));
  const { state, at } = await answer;
  return { line, state, at };
}
