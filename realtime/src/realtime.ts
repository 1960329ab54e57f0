import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { DOORS_KEY, openDoors, type House } from '@canopy/actions';
import type { RequestHandler } from 'express';
import type { BallotBox } from './box/keep-box.ts';
import { openBox } from './box/open-box.ts';
import { wantsSecureCookies, type Config } from './config.ts';
import { drain } from './drain.ts';
import { BoardFeeds } from './feed/board-feeds.ts';
import { openFeedDoor, readerFor } from './feed/feed-door.ts';
import { stateRoute } from './feed/state-route.ts';
import { lineState } from './bus/line-state.ts';
import { keepInStep } from './bus/keep-in-step.ts';
import { keepHouse } from './housekeeping.ts';
import { openHouse } from './house.ts';
import { createApp } from './http/app.ts';
import { loadPages } from './http/pages.ts';
import { OpenSockets } from './limits/open-sockets.ts';
import { PersonPaces } from './limits/person-paces.ts';
import { watchAdults } from './live/adults-watch.ts';
import { Drags } from './live/drags.ts';
import { hearEndings } from './live/endings.ts';
import { openGateway, openLiveServer } from './live/gateway.ts';
import { roomNames } from './live/live-server.ts';
import { refreshViews } from './live/refresh.ts';
import { Rooms } from './live/rooms.ts';
import { SeatRound } from './live/seat-round.ts';
import type { HostLog } from './log.ts';
import { openNumbers } from './metrics/numbers.ts';
import { openStaffNotes } from './notes/staff-notes.ts';
import { routeUpgrades } from './upgrade/router.ts';

export type Host = {
  house: House;
  /** Resolves with the port when pages and sockets are served. */
  listen(): Promise<number>;
  /** Drains: tells people, answers what was begun, saves, and lets go. Safe to call twice. */
  close(): Promise<void>;
};

const FEEDS_RECHECK_EVERY_MS = 60_000;
/** After a start a room's sockets come back first, within a second; pages are loaded then, or when asked for. */
const PAGES_AFTER_MS = 1_000;

/** The host: http, sockets, board feeds and the house they all act on, on one port. */
export async function buildHost(config: Config, uncounted: HostLog): Promise<Host> {
  const numbers = await openNumbers(config, uncounted);
  const { log, meters } = numbers;
  let draining = false;
  let running = 0;
  let pages: Promise<RequestHandler> | null = null;
  let origins: readonly string[] = config.origins ?? [];
  let box: BallotBox | null = null;
  const secure = wantsSecureCookies(origins);
  const isDraining = () => draining;
  const allowed = () => origins;

  const { house, bus, announcer, presence, reactions, sight, talk, leaveOthers } = await openHouse({
    config,
    log,
    meters,
    sayReactions: (sessionId, burst) =>
      io.to(roomNames.inside(sessionId)).emit('reactions:counted', burst),
    fellSilent: (sessionId) => adults.fellSilent(sessionId),
  });
  const line = () => lineState(bus, talk !== null);
  const app = createApp({
    origins: allowed,
    https: secure,
    trustProxy: config.trustProxy,
    health: {
      isReady: () => house.store.isReady(),
      notSaving: () => house.store.notSaving(),
      isDraining,
      bus: line,
      box: async () => (box === null ? 'off' : (await box.answers()) ? 'answers' : 'silent'),
    },
    log,
    pages: () => loadedPages(),
    boards: stateRoute({ house, origins: allowed, secure, trustProxy: config.trustProxy }),
  });
  const server: Server = createServer(
    // Looked after once a second, so ten are the most for who says nothing: left at Node's own thirty, a
    // line stays that long.
    { headersTimeout: 9_000, requestTimeout: 30_000, connectionsCheckingInterval: 1_000 },
    app,
  );
  const loadedPages = () => (pages ??= loadPages(config.mode, server));
  const sockets = new OpenSockets(config.socketsPerAddress);
  const { trustProxy } = config;
  const { io, upgrade: live } = openLiveServer(server, {
    origins: allowed,
    isDraining,
    trustProxy,
    sockets,
  });
  const feeds = new BoardFeeds(house, log);
  const bug = (event: string) => (error: unknown) => void log.bug(event, error);
  const edge = {
    house,
    log,
    isDraining,
    paces: new PersonPaces(config.pace),
    began: () => (running += 1),
    ended: () => (running -= 1),
  };
  const notes = openStaffNotes({
    ...edge,
    sockets,
    secure,
    trustProxy,
    hear: (listener) => announcer.hear(listener),
    onBug: bug('notes:failed'),
  });
  routeUpgrades(server, {
    origins: allowed,
    isDraining,
    live,
    feed: openFeedDoor({ house, feeds, log, sockets, secure, trustProxy }),
    notes: notes.upgrade,
    letPass: ({ headers }) =>
      config.mode === 'dev' && headers['sec-websocket-protocol']?.startsWith('vite') === true,
  });

  const adults = watchAdults(house, sight, bug('adults-watch:failed'));
  const rooms = new Rooms(house, io, bug('rooms:failed'));
  const drags = new Drags(house, io, bug('drag:failed'));
  const gateway = openGateway({
    io,
    house,
    log,
    rooms,
    presence,
    secure,
    trustProxy,
    drags,
    fellSilent: (sessionId) => adults.fellSilent(sessionId),
    refused: (code) => meters.refused(code),
    edge,
  });
  numbers.watch(server, io);
  const recheckFeeds = () => {
    const seats = new SeatRound(house);
    return feeds
      .recheck(
        async (of) =>
          (await seats.stands(of)) || typeof (await readerFor(house, of.visitor, of)) !== 'number',
      )
      .catch(bug('feeds:recheck-failed'));
  };
  const lookAgain = (staffId: string): void => {
    gateway
      .recheck(staffId)
      .then((sessionIds) => {
        // A new name or role shows at once on every screen they are on; other hosts look for themselves.
        for (const sessionId of sessionIds) announcer.sayHere({ what: 'room', sessionId });
      })
      .catch(bug('socket:recheck-failed'));
    void recheckFeeds();
  };
  announcer.hear((announcement) => rooms.hear(announcement));
  announcer.hear(hearEndings(io, feeds, lookAgain));
  const stopInStep = talk === null ? () => undefined : stepWithOthers();
  function stepWithOthers(): () => void {
    const refresh = refreshViews(presence, announcer);
    const stop = keepInStep({
      bus,
      catchUp: async () => {
        await house.boards.catchUp();
        await house.notes.catchUp();
        await reactions.lookAgain(presence.sessionsHere());
      },
      showAgain: () => refresh.all(),
      recheck: async () => {
        await gateway.recheck();
        await recheckFeeds();
        await notes.recheck();
      },
      onBug: bug('bus:catch-up-failed'),
    });
    return () => {
      stop();
      refresh.stop();
    };
  }
  const keeping = keepHouse(house, bug('housekeeping:failed'));
  announcer.hear((announcement) => keeping.hear(announcement));
  const feedTimer = setInterval(() => void recheckFeeds(), FEEDS_RECHECK_EVERY_MS);

  let pagesTimer: NodeJS.Timeout | undefined;
  let closing: Promise<void> | null = null;
  return {
    house,
    async listen() {
      Reflect.set(globalThis, DOORS_KEY, numbers.doors(openDoors(house, secure)));
      if (config.mode === 'dev') await loadedPages();
      await new Promise<void>((resolve, reject) => {
        server.once('error', reject);
        server.listen({ port: config.port, host: config.host }, () => resolve());
      });
      // A host whose pages do not load ends, whoever asked for them first.
      const shown = () => void loadedPages().then(() => log.event('pages:loaded'));
      pagesTimer = setTimeout(shown, PAGES_AFTER_MS).unref();
      await numbers.serve({
        people: () => [...io.sockets.sockets.values()].map(({ data }) => data),
        readers: () => feeds.size,
        boardsAwake: () => house.boards.awake,
        waiting: () => running,
        bus: line,
        isReady: async () =>
          (await house.store.isReady()) && (await house.store.notSaving()) === null,
      });
      const { port } = server.address() as AddressInfo;
      if (config.origins === null)
        origins = [`http://localhost:${port}`, `http://127.0.0.1:${port}`];
      box = openBox({ place: config.box, dataDir: config.dataDir, origins, log });
      return port;
    },
    close() {
      draining = true;
      closing ??= drain({
        numbers,
        server,
        io,
        feeds,
        notes,
        house,
        reactions,
        leaveOthers,
        stopBox: async () => box?.stop(),
        isBusy: () => running > 0,
        stopTimers: () => {
          adults.stop();
          stopInStep();
          keeping.stop();
          gateway.stop();
          drags.stop();
          clearInterval(feedTimer);
          clearTimeout(pagesTimer);
        },
        log,
      });
      return closing;
    },
  };
}
