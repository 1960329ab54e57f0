import { WebSocket } from 'ws';
import { countWire } from './wire.ts';

export type Line = {
  send(frame: Uint8Array | string): void;
  /** Ends the connection the way a phone that loses signal does: without a goodbye. */
  drop(): void;
  /** Resolves when the connection is gone, whoever ended it. */
  readonly closed: Promise<number>;
};

/** `line` = the one that heard it: a first frame may come before `openLine` resolves. */
export type Heard = (frame: Buffer, isBinary: boolean, line: Line) => void;

/** One websocket of one person. Rejects when the server does not shake hands. */
export function openLine(
  url: string,
  headers: Record<string, string>,
  heard: Heard,
): Promise<Line> {
  const ws = new WebSocket(url, { headers, perMessageDeflate: false, skipUTF8Validation: true });
  countWire(ws);
  ws.binaryType = 'nodebuffer';
  const closed = new Promise<number>((resolve) => ws.on('close', resolve));
  const line: Line = { send: (frame) => ws.send(frame), drop: () => ws.terminate(), closed };
  ws.on('message', (data, isBinary) => heard(data as Buffer, isBinary, line));
  return new Promise((resolve, reject) => {
    ws.on('error', reject);
    ws.on('open', () => resolve(line));
  });
}

export const wsUrl = (url: string, path: string): string => `${url.replace('http', 'ws')}${path}`;
