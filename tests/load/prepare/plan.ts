/** What a data folder is to hold before the host starts on it. */
export type Plan = {
  sessions: number;
  /** Admitted seats in each session, in the order of `Prepared.seats`. */
  seats: number;
  /** Seats still in the lobby. */
  waiting: number;
  /** Branches on each board; the template brings four. */
  branches?: number;
  /** Leaves on each board, shared out over the seats. */
  leaves: number;
  /** Moves of those leaves, one log entry each. */
  moves: number;
  /** Where the room stands when the host starts. Boards are past thinking alone, in `place`. */
  stage: 'welcome' | 'board';
};

export type PreparedSeat = { seatId: string; cookie: string };
export type PreparedSession = {
  sessionId: string;
  boardId: string;
  epoch: number;
  stages: Record<string, string>;
  chair: { cookie: string };
  seats: PreparedSeat[];
  waiting: PreparedSeat[];
  branchIds: string[];
  leafIds: string[];
};
export type Prepared = { sessions: PreparedSession[] };

export const ONE_ROOM: Plan = {
  sessions: 1,
  seats: 50,
  waiting: 0,
  leaves: 50,
  moves: 0,
  stage: 'board',
};
