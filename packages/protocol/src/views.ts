import type {
  AliasId,
  Ask,
  Bilingual,
  BoardPhase,
  CheckInAnswer,
  Choice,
  Door,
  GroupKind,
  Language,
  LeafContent,
  LeafKind,
  PauseReason,
  PrivacyLevel,
  ReactionSet,
  Role,
  Rung,
  SeatState,
  SessionState,
  ShownCount,
  StageKind,
  VoteMethod,
  VoteOption,
  VoteResult,
  VoteState,
  Way,
} from '@canopy/domain';

/**
 * What browsers are shown. Three audiences, three shapes, sent whole on each change (rooms are
 * small, and a whole view cannot drift). `RoomView` carries nothing about who any member is.
 */

/** Shown to everyone admitted, members and staff. */
export type RoomView = {
  session: {
    id: string;
    title: Bilingual;
    groupName: Bilingual;
    groupKind: GroupKind;
    state: SessionState;
    /** Where this group sees what became of what it said. */
    saidAndDonePath: string;
  };
  stage: StageView | null;
  /** The rail: staff see all of it, members only the current name. Same data, no secret. */
  stages: { id: string; kind: StageKind; name: Bilingual }[];
  pause: PauseReason | null;
  /** Everyone now in the room: members as a number, adults by name, for they can see (people 57). */
  here: { members: number; adults: { name: string; role: Role }[] };
  timer: { startedAt: number; minutes: number | null; extraMinutes: number };
  reactions: { set: ReactionSet; on: boolean };
  /** The server's clock when this was made, so timers do not trust the phone's. */
  at: number;
};

export type StageView = { id: string; name: Bilingual; rung: Rung } & (
  | { kind: 'welcome' | 'break' | 'close' }
  | { kind: 'check-in' }
  | {
      kind: 'board';
      boardId: string;
      /** Changes when the board is rebuilt: throw the old copy away. */
      epoch: number;
      question: Bilingual;
      privacy: PrivacyLevel;
      phase: BoardPhase;
      /** Youth panels: a worker looks at each leaf before others see it (people 60). */
      glance: boolean;
      /** How many leaves are waiting to be revealed. A number only. */
      held: number;
    }
  | {
      kind: 'vote';
      question: Bilingual;
      privacy: PrivacyLevel;
      method: VoteMethod;
      dots: number;
      maxPerOption: number;
      options: VoteOption[];
      state: VoteState;
      /** Ballots cast so far and people who may: "7 of 12". */
      cast: number;
      eligible: number;
      /** Null until staff close the vote, and when too few took part to say how. */
      result: VoteResult | null;
      /** Closed, but so few took part that the numbers would say who (people 74). Never at Named. */
      fewVoters: boolean;
      /** Only at Named, only after close: who chose what. */
      named: { alias: string; aliasNumber: number; choice: Choice }[] | null;
    }
  | { kind: 'talk'; /** People waiting to speak: a number for members. */ waiting: number }
);

/** What one seat alone is shown about itself. */
export type SeatView = {
  seatId: string;
  sessionId: string;
  alias: AliasId;
  aliasNumber: number;
  language: Language;
  way: Way;
  state: SeatState;
  /** Leaves this seat wrote on the current board, revealed or not. */
  ownLeafIds: string[];
  /** Own leaves still held back (think alone), oldest first. */
  held: HeldLeaf[];
  /** Own intents on this board that can still be undone, oldest first. */
  undoable: string[];
  choice: Choice | null;
  checkedIn: boolean;
  askedForTime: boolean;
  asks: { id: string; ask: Ask; /** 1 = next; only for `speak`. */ place: number | null }[];
};
export type HeldLeaf = { id: string; kind: LeafKind; content: LeafContent; lang: Language };

export type MarkedLeaf = HeldLeaf & { mark: string };

/** What staff in the room are shown besides the room itself. */
export type StaffView = {
  sessionId: string;
  you: { staffId: string; role: Role; name: string };
  lead: { staffId: string; name: string } | null;
  staffHere: { staffId: string; name: string; role: Role; approvedForChildren: boolean }[];
  door: Door;
  joinPath: string;
  /** Null while the door is not open. */
  spokenCode: string | null;
  seats: {
    seatId: string;
    alias: AliasId;
    aliasNumber: number;
    language: Language;
    way: Way;
    state: SeatState;
    here: boolean;
  }[];
  asks: { id: string; ask: Ask; seatId: string; alias: AliasId; aliasNumber: number; at: number }[];
  /** How many asked for more time in this stage. Never who. */
  moreTime: number;
  /** Admitted seats with no leaf on this board yet / no ballot in this vote. Never who (people 105). */
  notYet: number | null;
  /**
   * How many answered; and of the first `counted` of them the faces, small numbers hidden. Null until
   * enough people have answered; they join that many at a time.
   */
  checkIn: {
    answered: number;
    counted: number;
    totals: Partial<Record<CheckInAnswer, ShownCount>> | null;
  } | null;
  /**
   * A panel's leaves waiting for a worker, in shuffled order, without their writers. Empty for adults.
   * `mark` changes with what a leaf says: `board:reveal` gives it back, and shows nothing unread.
   */
  held: MarkedLeaf[];
  /** The same of a panel's boards that the room has left: a phone was out of signal. Only boards with some. */
  late: { boardId: string; name: Bilingual; held: MarkedLeaf[] }[];
  undoable: string[];
  adultsNeeded: number;
};

/** Reactions counted in one short window. Nameless by construction: the server never kept more. */
export type ReactionBurst = {
  stageId: string;
  /** Totals so far, and how many of them are new in this window. */
  totals: Record<string, number>;
  fresh: Record<string, number>;
  leafTotals: Record<string, Record<string, number>>;
};
