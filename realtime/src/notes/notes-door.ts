import type { IncomingMessage } from 'node:http';
import { dispatch, identify, mayWriteNotes, type House } from '@canopy/actions';
import { CLOSE, NOTES_MAX_BYTES, NOTES_PATH } from '@canopy/protocol';
import { addressOf } from '../http/address.ts';
import type { OpenSockets } from '../limits/open-sockets.ts';
import type { HostLog } from '../log.ts';
import { PromptWebSockets } from '../upgrade/prompt-websockets.ts';
import { refuseUpgrade, type Upgrade } from '../upgrade/router.ts';
import { tokensIn } from '../upgrade/tokens.ts';
import type { NotesLine, NotesLineOf } from './notes-line.ts';
import type { NotesLines } from './notes-lines.ts';

export type NotesDoor = {
  house: House;
  lines: NotesLines;
  log: HostLog;
  sockets: OpenSockets;
  secure: boolean;
  trustProxy: number;
};

type Entry = { status: 401 | 403 | 404 } | { of: NotesLineOf };

/**
 * `/notes/<sessionId>?after=N`: cookie, person, permission, an id to write under, and only then the
 * handshake. For staff of the group: a member's cookie opens nothing here.
 */
export function openNotesDoor(door: NotesDoor): Upgrade {
  const wss = new PromptWebSockets({
    noServer: true,
    maxPayload: NOTES_MAX_BYTES,
    perMessageDeflate: false,
    clientTracking: false,
  });
  return (req, socket, head) => {
    const address = addressOf(req, door.trustProxy);
    if (!door.sockets.hasRoom(address)) return refuseUpgrade(socket, 429);
    socket.on('close', door.sockets.enter(address));
    const shakeHands = (of: NotesLineOf): void => {
      if (socket.destroyed) return;
      wss.handleUpgrade(req, socket, head, (ws) => {
        // Without this listener one bad frame ends the process (reliability 4.1).
        ws.on('error', () => ws.terminate());
        askAgain(door, door.lines.open(ws, socket, of));
      });
    };
    admit(door, req, address).then(
      (entry) => ('of' in entry ? shakeHands(entry.of) : refuseUpgrade(socket, entry.status)),
      (error: unknown) => {
        door.log.bug('notes:door-failed', error);
        refuseUpgrade(socket, 500);
      },
    );
  };
}

async function admit(door: NotesDoor, req: IncomingMessage, address: string): Promise<Entry> {
  const { house } = door;
  const { staff } = tokensIn(req, door.secure);
  if (staff === undefined) return { status: 401 };
  const visitor = { tokens: { staff }, address, as: 'staff' } as const;
  const caller = await identify(house, visitor.tokens, address);
  if (caller.staff === null) return { status: 401 };
  const { pathname, searchParams } = new URL(req.url ?? '', 'http://host');
  const sessionId = pathname.slice(NOTES_PATH.length + 1);
  const before = searchParams.get('after');
  const input = { sessionId, ...(before === null ? {} : { after: Number(before) }) };
  const opened = await dispatch(house, caller, 'notes:open', input, 'staff');
  if (opened.ok) return { of: { ...opened.value, ...caller.staff, sessionId, visitor } };
  switch (opened.refusal.code) {
    case 'not-signed-in':
      return { status: 401 };
    case 'bad-input':
    case 'not-found':
      return { status: 404 };
    default:
      return { status: 403 };
  }
}

/** Signed out or switched off while hands were shaken: the announcement of it found no line to close. */
function askAgain({ house, log }: NotesDoor, line: NotesLine): void {
  mayStillWrite(house, line.of).then(
    (still) => {
      if (!still) line.close(CLOSE.revoked);
    },
    (error: unknown) => {
      log.bug('notes:door-failed', error);
      line.close(CLOSE.restarting);
    },
  );
}

/** Read from the store each time: a right withdrawn is a right gone. */
export async function mayStillWrite(
  house: House,
  { visitor, staffId, sessionId }: NotesLineOf,
): Promise<boolean> {
  const caller = await identify(house, visitor.tokens, visitor.address);
  if (caller.staff?.staffId !== staffId) return false;
  return mayWriteNotes(house, caller, sessionId);
}
