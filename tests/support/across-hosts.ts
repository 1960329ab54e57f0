import { randomInt } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { openBoard, readBoard } from '@canopy/board';
import type { BoardContent } from '@canopy/domain';
import { openStore, type Store } from '@canopy/storage';
import { freshDatabase } from '@canopy/storage/fresh-database';
import { expect } from 'vitest';
import { laneCookie, openFrontDoor, type FrontDoor } from './front-door.ts';
import { startHost, type Host } from './host.ts';
import { Ledger, type Verdict } from './ledger.ts';
import { LivePerson, until } from './live-person.ts';
import { PatientSeat } from './patient-seat.ts';
import { plantPanel, type PlantedPanel } from './planted-panel.ts';
import { plantRooms, type PlantedRoom, type Planting } from './planted-rooms.ts';
import { ownPostgres, ownRedis, type OwnService } from './services.ts';

export type AcrossOptions = {
  rooms: readonly Planting[];
  /** A youth panel too. */
  panel?: boolean;
  hosts?: number;
  /** Servers this test ends and brings back; the others are the ones all tests share. */
  own?: readonly ('postgres' | 'redis')[];
  env?: Readonly<Record<string, string>>;
};

type Parts = Pick<AcrossHosts, 'front' | 'store' | 'postgres' | 'redis' | 'rooms'> & {
  panel: PlantedPanel | null;
};

/** Several real hosts on one Postgres and one Redis behind one address, and people spread over them. */
export class AcrossHosts {
  readonly hosts: Host[] = [];
  readonly ledger = new Ledger();
  readonly rooms: readonly PlantedRoom[];
  readonly front: FrontDoor;
  readonly postgres: OwnService | null;
  readonly redis: OwnService | null;
  /** The database, opened beside the hosts. */
  readonly store: Store;
  readonly #panel: PlantedPanel | null;
  readonly #killed = new Set<number>();
  readonly #people: { leave(): void }[] = [];
  readonly #cleanUp: (() => Promise<unknown>)[] = [];

  private constructor(parts: Parts) {
    this.front = parts.front;
    this.store = parts.store;
    this.postgres = parts.postgres;
    this.redis = parts.redis;
    this.rooms = parts.rooms;
    this.#panel = parts.panel;
  }

  static async open({
    rooms,
    panel: wantsPanel = false,
    hosts = 2,
    own = [],
    env = {},
  }: AcrossOptions): Promise<AcrossHosts> {
    const [postgres, redis] = await Promise.all([
      own.includes('postgres') ? ownPostgres() : null,
      own.includes('redis') ? ownRedis() : null,
    ]);
    const fresh = postgres === null ? await freshDatabase() : null;
    const database = postgres?.url ?? fresh?.url ?? '';
    const bus = redis?.url ?? `${process.env.CANOPY_TEST_REDIS ?? ''}/${randomInt(16)}`;
    const folder = await mkdtemp(path.join(tmpdir(), 'canopy-across-'));
    const planted = await plantRooms(folder, rooms, { DATABASE_URL: database });
    const panel = wantsPanel ? await plantPanel(folder, { DATABASE_URL: database }) : null;
    await rm(folder, { recursive: true, force: true });
    const front = await openFrontDoor();
    const store = await openStore({ postgres: database });
    const it = new AcrossHosts({ front, store, postgres, redis, rooms: planted, panel });
    it.#cleanUp.push(
      () => store.close(),
      () => front.stop(),
      async () => fresh?.drop(),
      async () => postgres?.stop(),
      async () => redis?.stop(),
    );
    const settings = {
      DATABASE_URL: database,
      REDIS_URL: bus,
      ORIGIN: front.url,
      CANOPY_DEMO: 'off',
      ...env,
    };
    // The rooms are planted, so the shape of the database is there: none waits for another to make it.
    const starting = Array.from({ length: hosts }, () => startHost({ env: settings }));
    for (const start of await Promise.allSettled(starting))
      if (start.status === 'fulfilled') it.hosts.push(start.value);
    if (it.hosts.length < hosts) {
      await it.close();
      await Promise.all(starting);
    }
    front.hosts = it.hosts.map(({ port }) => port);
    return it;
  }

  get room(): PlantedRoom {
    const [first] = this.rooms;
    if (first === undefined) throw new Error('no room was planted');
    return first;
  }
  get panel(): PlantedPanel {
    if (this.#panel === null) throw new Error('no panel was planted');
    return this.#panel;
  }
  host(lane: number): Host {
    const host = this.hosts[lane];
    if (host === undefined) throw new Error(`there is no host ${lane}`);
    return host;
  }

  /** Everybody of a room comes in, each by the host that `by` gives; the first by the first host. */
  async seat(
    room: PlantedRoom = this.room,
    by: (seat: number) => number = (seat) => seat % this.hosts.length,
  ): Promise<PatientSeat[]> {
    const { url } = this.front;
    const { sessionId, boardId } = room;
    const seats = room.seats.map(({ seatId, cookie }, n) => {
      const carried = `${cookie}; ${laneCookie(by(n))}`;
      const of = { at: url, origin: url, cookie: carried, seatId, sessionId, boardId };
      return new PatientSeat(of, this.ledger);
    });
    this.#people.push(...seats);
    await until('everybody is in the room', () => seats.every(({ isUp }) => isUp), 20_000);
    return seats;
  }

  /** Somebody with a socket and no outbox, staff as a rule. */
  person(cookie: string, sessionId: string, lane: number): LivePerson {
    const carried = `${cookie}; ${laneCookie(lane)}`;
    const person = new LivePerson(this.front.url, { cookie: carried, sessionId });
    this.#people.push(person);
    return person;
  }
  async chair(lane: number, room: PlantedRoom = this.room): Promise<LivePerson> {
    const chair = this.person(room.chair.cookie, room.sessionId, lane);
    await until('the chair is in', () => chair.staff);
    return chair;
  }

  /** SIGKILL. */
  async kill(lane: number): Promise<void> {
    this.#killed.add(lane);
    await this.host(lane).kill();
  }
  /** Drains it when it still runs, and starts it again. */
  async restart(lane: number): Promise<void> {
    await this.host(lane).restart();
    this.#killed.delete(lane);
  }

  /** Until every running host has noticed that it can, or cannot, hear the others. */
  async busIs(state: 'up' | 'down'): Promise<void> {
    const said = (host: Host): string | undefined =>
      [...host.logs().matchAll(/"event":"bus:(up|down)"/g)].at(-1)?.[1];
    const running = this.hosts.filter((_host, lane) => !this.#killed.has(lane));
    await until(`the bus is ${state}`, () => running.every((host) => said(host) === state), 20_000);
  }

  async board(boardId: string): Promise<BoardContent> {
    const stored = await this.store.boards.load(boardId);
    if (stored === null) throw new Error('there is no such board');
    const log = stored.log.map(({ update }) => update);
    return readBoard(openBoard(stored.snapshot, log));
  }

  /**
   * Lays the ledger beside the database, and the database beside every screen on every host: nothing
   * acknowledged is missing, nothing happened twice, and all boards are one board. `told` hears what was
   * found before anything is expected of it.
   */
  async judge(
    room: PlantedRoom,
    seats: readonly PatientSeat[],
    told: (verdict: Verdict) => void = () => undefined,
  ): Promise<Verdict> {
    const stored = await this.board(room.boardId);
    const verdict = this.ledger.judge(room.boardId, stored);
    told(verdict);
    expect(
      verdict.acknowledged,
      'where nothing was acknowledged nothing is proved',
    ).toBeGreaterThan(0);
    expect(verdict).toMatchObject({ lost: [], doubled: [], unasked: [] });
    const unlike = () => seats.filter(({ board }) => !isDeepStrictEqual(board, stored));
    await until('all boards are one', () => unlike().length === 0, 10_000).catch(() =>
      expect(unlike()[0]?.board).toEqual(stored),
    );
    return verdict;
  }

  async close(): Promise<void> {
    for (const person of this.#people) person.leave();
    await Promise.all(this.hosts.map((host) => host.stop()));
    for (const step of this.#cleanUp) await step();
  }
}
