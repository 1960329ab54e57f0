import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { House } from '@canopy/actions';
import { Id } from '@canopy/domain';
import { BOARD_PATH, CLOSE } from '@canopy/protocol';
import { addressOf } from '../http/address.ts';
import type { OpenSockets } from '../limits/open-sockets.ts';
import { standingOf, type Visitor } from '../live/standing.ts';
import type { HostLog } from '../log.ts';
import { PromptWebSockets } from '../upgrade/prompt-websockets.ts';
import { refuseUpgrade, type Upgrade } from '../upgrade/router.ts';
import { tokensIn } from '../upgrade/tokens.ts';
import type { BoardFeeds } from './board-feeds.ts';
import type { Reader, ReaderOf } from './reader.ts';

/** A reader sends a state vector and little else. */
const SAID_MAX_BYTES = 4 * 1024;

export type FeedDoor = {
  house: House;
  feeds: BoardFeeds;
  log: HostLog;
  sockets: OpenSockets;
  secure: boolean;
  trustProxy: number;
};

type Entry = { status: 401 | 403 | 404 } | { of: ReaderOf; epoch: number };

/** `/boards/<boardId>?epoch=N`: cookie, person, permission, and only then the handshake. */
export function openFeedDoor(door: FeedDoor): Upgrade {
  const wss = new PromptWebSockets({
    noServer: true,
    maxPayload: SAID_MAX_BYTES,
    perMessageDeflate: false,
    clientTracking: false,
  });
  return (req, socket, head) => {
    const address = addressOf(req, door.trustProxy);
    if (!door.sockets.hasRoom(address)) return refuseUpgrade(socket, 429);
    const leave = door.sockets.enter(address);
    socket.on('close', leave);
    admit(door, req, address).then(
      (entry) => {
        if ('status' in entry) return refuseUpgrade(socket, entry.status);
        shakeHands(wss, door, entry, req, socket, head);
      },
      (error: unknown) => {
        door.log.bug('feed:failed', error);
        refuseUpgrade(socket, 500);
      },
    );
  };
}

function shakeHands(
  wss: PromptWebSockets,
  door: FeedDoor,
  { of, epoch }: Extract<Entry, { of: ReaderOf }>,
  req: IncomingMessage,
  socket: Duplex,
  head: Buffer,
): void {
  if (socket.destroyed) return;
  wss.handleUpgrade(req, socket, head, (ws) => {
    // Without this listener one bad frame ends the process (reliability 4.1).
    ws.on('error', () => ws.terminate());
    const said = new URL(req.url ?? '', 'http://host').searchParams.get('epoch');
    if (said !== null && said !== String(epoch)) return ws.close(CLOSE.rebuilt);
    askAgain(door, door.feeds.open(ws, socket, of));
  });
}

/** Removed or signed out while hands were shaken: the announcement of it found no reader to close. */
function askAgain({ house, log }: FeedDoor, reader: Reader): void {
  readerFor(house, reader.of.visitor, reader.of).then(
    (still) => {
      if (typeof still === 'number') reader.close(CLOSE.revoked);
    },
    (error: unknown) => {
      log.bug('feed:failed', error);
      reader.close(CLOSE.restarting);
    },
  );
}

async function admit(door: FeedDoor, req: IncomingMessage, address: string): Promise<Entry> {
  const name = new URL(req.url ?? '', 'http://host').pathname.slice(BOARD_PATH.length + 1);
  const tokens = tokensIn(req, door.secure);
  if (tokens.staff === undefined && tokens.seat === undefined) return { status: 401 };
  const board = Id.safeParse(name).success ? await door.house.store.boards.find(name) : null;
  if (board === null) return { status: 404 };
  // A browser may hold both; whichever of the two may read, may read.
  let status: 401 | 403 = 401;
  for (const as of ['staff', 'seat'] as const) {
    if (tokens[as] === undefined) continue;
    const visitor = { tokens, address, as };
    const reader = await readerFor(door.house, visitor, board);
    if (typeof reader !== 'number') return { of: reader, epoch: board.epoch };
    if (reader === 403) status = 403;
  }
  return { status };
}

/** Staff of this group, or an admitted seat of this session. The lobby reads no board. */
export async function readerFor(
  house: House,
  visitor: Visitor,
  board: { boardId: string; sessionId: string },
): Promise<ReaderOf | 401 | 403> {
  const standing = await standingOf(house, visitor, board.sessionId);
  if (!standing.ok) return standing.refusal.code === 'not-signed-in' ? 401 : 403;
  const { actor, caller } = standing.value;
  if (actor.kind === 'seat' && actor.state !== 'admitted') return 403;
  return {
    boardId: board.boardId,
    sessionId: board.sessionId,
    seatId: actor.kind === 'seat' ? actor.seatId : null,
    staffId: actor.kind === 'staff' ? actor.staff.id : null,
    signInId: actor.kind === 'staff' ? (caller.staff?.signInId ?? null) : null,
    visitor,
  };
}
