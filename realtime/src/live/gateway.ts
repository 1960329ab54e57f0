import type { Server as HttpServer, IncomingMessage } from 'node:http';
import type { House } from '@canopy/actions';
import type { RefusalCode } from '@canopy/domain';
import { COMMAND_MAX_BYTES, SOCKET_PATH } from '@canopy/protocol';
import { Server } from 'socket.io';
import { addressOf } from '../http/address.ts';
import type { OpenSockets } from '../limits/open-sockets.ts';
import type { HostLog } from '../log.ts';
import { isOurOrigin, isOurRequest } from '../upgrade/origin.ts';
import { PromptWebSockets } from '../upgrade/prompt-websockets.ts';
import type { Upgrade } from '../upgrade/router.ts';
import { Arrivals } from './arrivals.ts';
import { hearCommands, type CommandEdge } from './commands.ts';
import type { Drags } from './drags.ts';
import { guardHandshake } from './handshake.ts';
import { roomNames, type LiveServer, type LiveSocket } from './live-server.ts';
import type { LivePresence } from './presence.ts';
import type { Rooms } from './rooms.ts';
import { SeatRound } from './seat-round.ts';
import { standingOf } from './standing.ts';

const RECHECK_EVERY_MS = 60_000;
/** A connection that says nothing for this long is not a browser of ours (reliability B15). */
const SAY_WITHIN_MS = 10_000;

export type LiveOptions = {
  origins: () => readonly string[];
  isDraining: () => boolean;
  trustProxy: number;
  sockets: OpenSockets;
};

/** The socket server on our http server. `upgrade` is for the router: nothing else listens there. */
export function openLiveServer(
  server: HttpServer,
  options: LiveOptions,
): { io: LiveServer; upgrade: Upgrade } {
  const mayConnect = (req: IncomingMessage): boolean => {
    if (options.isDraining()) return false;
    if (!options.sockets.hasRoom(addressOf(req, options.trustProxy))) return false;
    return req.headers.upgrade === undefined
      ? isOurRequest(req, options.origins())
      : isOurOrigin(req, options.origins());
  };
  const before = server.listeners('upgrade');
  const io: LiveServer = new Server(server, {
    path: SOCKET_PATH,
    serveClient: false,
    // Left on, it ends the board feed's handshakes after a second as not its own.
    destroyUpgrade: false,
    allowRequest: (req, done) => done(null, mayConnect(req)),
    maxHttpBufferSize: COMMAND_MAX_BYTES * 2,
    perMessageDeflate: false,
    wsEngine: PromptWebSockets,
    connectTimeout: SAY_WITHIN_MS,
    // A phone that falls silent is gone within ten seconds: a panel may not be short of adults longer.
    pingInterval: 4_000,
    pingTimeout: 4_000,
  });
  const own = server.listeners('upgrade').find((listener) => !before.includes(listener));
  if (own === undefined) throw new Error('the socket server did not listen for upgrades');
  server.removeListener('upgrade', own as (...args: unknown[]) => void);
  io.engine.on(
    'connection',
    (connection: { request: IncomingMessage; on: typeof io.engine.on }) => {
      const leave = options.sockets.enter(addressOf(connection.request, options.trustProxy));
      connection.on('close', leave);
    },
  );
  return {
    io,
    upgrade: (req, socket, head) => void Reflect.apply(own, server, [req, socket, head]),
  };
}

export type Gateway = {
  io: LiveServer;
  house: House;
  log: HostLog;
  rooms: Rooms;
  presence: LivePresence;
  edge: CommandEdge;
  drags: Drags;
  fellSilent: (sessionId: string) => void;
  refused: (code: RefusalCode) => void;
  secure: boolean;
  trustProxy: number;
};

/** Lets people into their session's rooms, and keeps asking whether they still belong there. */
export function openGateway(gateway: Gateway): {
  /** Asks again, of everybody or of one member of staff; gives the sessions they were met in. */
  recheck(staffId?: string): Promise<ReadonlySet<string>>;
  stop(): void;
} {
  const { io, house, log, rooms, presence } = gateway;
  const arrivals = new Arrivals({ house, log, rooms, presence, mayStay });
  guardHandshake(io, gateway);

  io.on('connection', (socket) => {
    const { sessionId, person, signInId } = socket.data;
    socket.on('error', () => socket.disconnect(true));
    socket.on('disconnect', (why) => {
      presence.leave(sessionId, person, socket.id);
      if (why === 'ping timeout' && person.kind === 'staff') gateway.fellSilent(sessionId);
    });
    hearCommands(socket, gateway.edge);
    gateway.drags.hear(socket);
    void socket.join([
      roomNames.all(sessionId),
      person.kind === 'staff' ? roomNames.staffMember(person.id) : roomNames.seat(person.id),
      ...(signInId === null ? [] : [roomNames.signIn(signInId)]),
    ]);
    arrivals.meet(socket);
  });

  async function mayStay(socket: LiveSocket): Promise<boolean> {
    const { visitor, sessionId, person } = socket.data;
    const standing = await standingOf(house, { ...visitor, as: person.kind }, sessionId);
    if (standing.ok) return true;
    const { code } = standing.refusal;
    socket.emit(
      'room:ended',
      code === 'removed' || code === 'session-closed' ? code : 'signed-out',
    );
    socket.disconnect(true);
    return false;
  }

  async function recheck(staffId?: string): Promise<ReadonlySet<string>> {
    const sessionIds = new Set<string>();
    const seats = new SeatRound(house);
    for (const socket of [...io.sockets.sockets.values()]) {
      const { person, sessionId, visitor } = socket.data;
      if (staffId !== undefined && !(person.kind === 'staff' && person.id === staffId)) continue;
      sessionIds.add(sessionId);
      const seatId = person.kind === 'seat' ? person.id : null;
      if (!(await seats.stands({ sessionId, seatId, visitor }))) await mayStay(socket);
    }
    return sessionIds;
  }

  const timer = setInterval(
    () => void recheck().catch((error: unknown) => log.bug('socket:recheck-failed', error)),
    RECHECK_EVERY_MS,
  );
  return { recheck, stop: () => clearInterval(timer) };
}
