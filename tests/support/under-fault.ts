import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { BoardContent } from '@canopy/domain';
import { expect } from 'vitest';
import { closeAndCompare } from './closed-record.ts';
import { count, countVerdict } from './fault-counts.ts';
import { honestRound } from './honest-round.ts';
import { startHost, type Host, type HostOptions } from './host.ts';
import { Ledger, type Verdict } from './ledger.ts';
import { until } from './live-person.ts';
import { PatientSeat } from './patient-seat.ts';
import { plantRooms, type PlantedRoom, type Planting } from './planted-rooms.ts';
import { storedBoard, storedRecord } from './stored-session.ts';

export type UnderFaultOptions = HostOptions & {
  /** The rooms the fault strikes; one more, for the honest round, is always there. */
  rooms: readonly Planting[];
};

/** A real host with people at work in it, what they were told, and what is true afterwards. */
export class UnderFault {
  readonly host: Host;
  readonly rooms: readonly PlantedRoom[];
  readonly ledger = new Ledger();
  readonly #honest: PlantedRoom;
  /** Made here and so taken away here; null = somebody else's. */
  readonly #folder: string | null;
  readonly #seats: PatientSeat[] = [];

  private constructor(
    host: Host,
    rooms: PlantedRoom[],
    honest: PlantedRoom,
    folder: string | null,
  ) {
    this.host = host;
    this.rooms = rooms;
    this.#honest = honest;
    this.#folder = folder;
  }

  static async open({ rooms, ...options }: UnderFaultOptions): Promise<UnderFault> {
    const folder = options.dataDir ?? (await mkdtemp(path.join(tmpdir(), 'canopy-fault-')));
    const planted = await plantRooms(folder, [...rooms, { seats: 0 }], options.env);
    const honest = planted.pop();
    if (honest === undefined) throw new Error('nothing was planted');
    const env = { CANOPY_DEMO: 'off', ...options.env };
    const host = await startHost({ ...options, env, dataDir: folder });
    return new UnderFault(host, planted, honest, options.dataDir === undefined ? folder : null);
  }

  get room(): PlantedRoom {
    const [first] = this.rooms;
    if (first === undefined) throw new Error('no room was planted');
    return first;
  }

  /** Everybody of a room comes in, each by the address that `by` gives (a proxy) when it is there. */
  async seat(
    room: PlantedRoom = this.room,
    by: (seat: number) => string = () => this.host.url,
  ): Promise<PatientSeat[]> {
    const { sessionId, boardId } = room;
    const seats = room.seats.map(
      ({ seatId, cookie }, n) =>
        new PatientSeat(
          { at: by(n), origin: this.host.url, cookie, seatId, sessionId, boardId },
          this.ledger,
        ),
    );
    this.#seats.push(...seats);
    await until('everybody is in the room', () => seats.every(({ isUp }) => isUp), 20_000);
    return seats;
  }

  /**
   * Lays the ledger beside the database, and the database beside every screen: nothing acknowledged
   * is missing, nothing happened twice, nothing is there that nobody was told of, and all boards are
   * one board.
   */
  async judge(room: PlantedRoom = this.room, seats: readonly PatientSeat[] = []): Promise<Verdict> {
    const stored = await storedBoard(this.host, room.boardId);
    const verdict = this.ledger.judge(room.boardId, withoutPlanted(stored));
    countVerdict(verdict);
    expect(
      verdict.acknowledged,
      'a room where nothing was acknowledged proves nothing',
    ).toBeGreaterThan(0);
    expect(verdict).toMatchObject({ lost: [], doubled: [], unasked: [] });
    await everySees(stored, seats);
    return verdict;
  }

  /** The session ends, and its board, its record and what staff take away are one. */
  closes(room: PlantedRoom = this.room): Promise<void> {
    const { host } = this;
    return closeAndCompare({
      url: host.url,
      room,
      board: () => storedBoard(host, room.boardId),
      record: () => storedRecord(host, room.sessionId),
    });
  }

  /** The end of every case: the process is there, well, and of use to somebody. */
  async stands(faults: number): Promise<void> {
    process.kill(this.host.pid, 0);
    await honestRound(this.host, this.#honest);
    count({ faults });
  }

  async close(): Promise<void> {
    for (const seat of this.#seats) seat.leave();
    await this.host.stop();
    if (this.#folder !== null) await rm(this.#folder, { recursive: true, force: true });
  }
}

async function everySees(stored: BoardContent, seats: readonly PatientSeat[]): Promise<void> {
  const unlike = (): PatientSeat[] =>
    seats.filter(({ board }) => !isDeepStrictEqual(board, stored));
  await until('all boards are one', () => unlike().length === 0, 10_000).catch(() =>
    // Compared once more, so that the failure shows what differs.
    expect(unlike()[0]?.board).toEqual(stored),
  );
}

/** What was there before anybody came is in no ledger. */
const withoutPlanted = ({ branches, loose }: BoardContent): BoardContent => {
  const written = ({ content }: BoardContent['loose'][number]): boolean =>
    content.form !== 'words' || !content.text.startsWith('Planted ');
  return {
    branches: branches.map((branch) => ({ ...branch, leaves: branch.leaves.filter(written) })),
    loose: loose.filter(written),
  };
};
