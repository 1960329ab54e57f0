import type { House } from '@canopy/actions';
import { Id, type RefusalCode } from '@canopy/domain';
import { PROTOCOL_VERSION } from '@canopy/protocol';
import { z } from 'zod';
import { addressOf } from '../http/address.ts';
import type { HostLog } from '../log.ts';
import { tokensIn } from '../upgrade/tokens.ts';
import type { LiveServer, LiveSocket } from './live-server.ts';
import { standingOf, type Visitor } from './standing.ts';

const Said = z.object({
  version: z.number(),
  sessionId: Id,
  /** A browser may hold a sign-in and a seat; the page says which of them it is showing. */
  as: z.enum(['staff', 'seat']).optional(),
});

export type Door = {
  house: House;
  log: HostLog;
  /** Told each refusal, for counting. */
  refused: (code: RefusalCode) => void;
  secure: boolean;
  trustProxy: number;
};

/** Lets a socket in, or says why not in the one word that the browser shows plain words for. */
export function guardHandshake(io: LiveServer, door: Door): void {
  io.use((socket, next) => {
    greet(socket, door).then(
      (refusal) => {
        if (refusal === null) return next();
        door.refused(refusal);
        next(new Error(refusal));
      },
      (error: unknown) => {
        door.log.bug('handshake:failed', error);
        next(new Error('unexpected'));
      },
    );
  });
}

async function greet(socket: LiveSocket, door: Door): Promise<RefusalCode | null> {
  const said = Said.safeParse(socket.handshake.auth);
  if (!said.success) return 'bad-input';
  if (said.data.version !== PROTOCOL_VERSION) return 'reload-needed';
  const visitor: Visitor = {
    tokens: tokensIn(socket.request, door.secure),
    address: addressOf(socket.request, door.trustProxy),
    as: said.data.as ?? 'either',
  };
  const standing = await standingOf(door.house, visitor, said.data.sessionId);
  if (!standing.ok) return standing.refusal.code;
  const { actor, caller } = standing.value;
  socket.data = {
    visitor,
    sessionId: said.data.sessionId,
    person:
      actor.kind === 'staff'
        ? { kind: 'staff', id: actor.staff.id }
        : { kind: 'seat', id: actor.seatId },
    signInId: actor.kind === 'staff' ? (caller.staff?.signInId ?? null) : null,
  };
  return null;
}
