import { PROTOCOL_VERSION } from '@canopy/protocol';
import { until } from './live-person.ts';
import { connectRaw, type RawSocket } from './raw-ws.ts';

export type Comer = { cookie?: string; origin?: string };

export const LIVE_TARGET = '/live/?EIO=4&transport=websocket';

/** The two doors for websockets, opened by hand. */
export const knockLive = (url: string, who: Comer): Promise<RawSocket> =>
  connectRaw(`${url}${LIVE_TARGET}`, { headers: headersOf(url, who) });
export const knockFeed = (url: string, boardId: string, who: Comer): Promise<RawSocket> =>
  connectRaw(`${url}/boards/${boardId}`, { headers: headersOf(url, who) });

const headersOf = (url: string, { cookie, origin = url }: Comer): Record<string, string> => ({
  Origin: origin,
  ...(cookie === undefined ? {} : { Cookie: cookie }),
});

export const textsOf = ({ received }: RawSocket): string[] =>
  received.filter(({ opcode }) => opcode === 1).map(({ payload }) => payload.toString());

export const say = (socket: RawSocket, text: string): void =>
  socket.sendFrame({ opcode: 1, payload: text });

/** Whatever was sent has been looked at: something came back, or the line is gone. */
export async function answeredOrGone(socket: RawSocket): Promise<void> {
  let gone = false;
  void socket.closed.then(() => (gone = true));
  await until('it was answered or hung up on', () => gone || socket.received.length > 0);
}

/** In, as socket.io's own client comes in: its packets by hand, so that anything may follow. */
export async function enterLive(
  url: string,
  { cookie, sessionId }: { cookie: string; sessionId: string },
): Promise<RawSocket> {
  const socket = await knockLive(url, { cookie });
  say(socket, `40${JSON.stringify({ version: PROTOCOL_VERSION, sessionId })}`);
  await until('the socket is let in', () => textsOf(socket).some((text) => text.startsWith('40')));
  return socket;
}

/** Sends an event and waits for what it is answered; null = nothing within the time. */
export async function askRaw(
  socket: RawSocket,
  ackId: number,
  event: string,
  input: unknown,
  withinMs = 5_000,
): Promise<unknown> {
  say(socket, `42${ackId}${JSON.stringify([event, input])}`);
  const start = `43${ackId}[`;
  try {
    const answer = await until('an answer', () => textsOf(socket).find((text) => text.startsWith(start)), withinMs); // prettier-ignore
    const [value] = JSON.parse(answer.slice(start.length - 1)) as unknown[];
    return value;
  } catch {
    return null;
  }
}
