import type { Tables } from './schema.ts';

/** Who can come to see it through the app. `nobody` = the server alone uses it. */
export type Seen = 'everyone' | 'the room' | 'the group' | 'staff' | 'administrators' | 'nobody';

/**
 * How long it may stay. `until the session closes` is carried out by `session:close`, the periods in
 * `PERIODS` by the host's housekeeping (`retention.ts`); `3 years, then review` is for people to decide.
 */
export type Kept =
  | 'while in use'
  | 'until the session closes'
  | 'close + 24 h'
  | 'until signed off, at most 90 days'
  | '3 years, then review'
  | '2 years';

const HOUR = 60 * 60 * 1000;
const DAY = 24 * HOUR;

/** The periods that a clock alone ends, in milliseconds. */
export const PERIODS = {
  'close + 24 h': 24 * HOUR,
  'until signed off, at most 90 days': 90 * DAY,
  '2 years': 730 * DAY,
} as const satisfies Partial<Record<Kept, number>>;

export type Field = {
  for: string;
  seen: Seen;
  kept: Kept;
  /** Can tell something about one person with lived experience. Being in a session is itself sensitive. */
  person?: true;
};

type DataMap = { readonly [T in keyof Tables]: { readonly [C in keyof Tables[T]]: Field } };

const field =
  (seen: Seen, kept: Kept) =>
  (purpose: string): Field => ({ for: purpose, seen, kept });
const personal =
  (seen: Seen, kept: Kept) =>
  (purpose: string): Field => ({ for: purpose, seen, kept, person: true });

const planned = field('staff', '3 years, then review');
const shown = field('everyone', '3 years, then review');
const roomSees = field('the room', '3 years, then review');
const staffing = field('administrators', 'while in use');
const inner = field('nobody', 'while in use');
const trail = field('administrators', '2 years');
const counted = field('staff', '3 years, then review');
const seatLive = personal('staff', 'until the session closes');
const seatRow = personal('staff', 'until signed off, at most 90 days');
const words = personal('the room', 'until signed off, at most 90 days');
const staffNotes = personal('staff', '3 years, then review');
const ballots = personal('staff', 'close + 24 h');
const outcome = field('the group', '3 years, then review');

/**
 * Every column there is: what for, who sees it, how long (people 68). The type makes a column of the
 * schema without a line here fail the build; `data-map.test.ts` does the same for the migrations.
 */
export const DATA_MAP: DataMap = {
  staff_member: {
    id: staffing('names the member of staff to the server'),
    email: staffing('signs in with it'),
    name: field('the room', 'while in use')('members see which adults are there'),
    role: field('the room', 'while in use')('what they may do'),
    approved_for_children: field(
      'staff',
      'while in use',
    )('counts towards the two adults of a youth panel; staff in a room see who counts'),
    disabled_at: staffing('they may no longer come in'),
    created_at: staffing('lists oldest first'),
    password_hash: inner('checks a password without keeping it'),
  },
  staff_member_group: {
    staff_id: staffing('who is bound to a group'),
    group_id: staffing('the group they see'),
  },
  sign_in: {
    id: inner('closes the sockets of one sign-in'),
    token_hash: inner('recognises the cookie without keeping it'),
    staff_id: inner('who is signed in'),
    created_at: inner('when it began'),
    expires_at: inner('ends it when idle'),
    ends_at: inner('ends it in any case'),
  },
  member_group: {
    id: shown('names the group to the server'),
    kind: shown('adult group or youth panel: which rules hold'),
    name: shown('the group’s name'),
    service_name: shown('the youth justice service a panel belongs to'),
    cadence: planned('how often it meets'),
    language: planned('its languages'),
    created_at: planned('lists oldest first'),
  },
  session: {
    id: roomSees('names the session to the server'),
    group_id: roomSees('whose session it is'),
    title: shown('the session’s title'),
    starts_at: shown('when it starts'),
    state: roomSees('planned, open, closed or signed off'),
    door: field('staff', 'until the session closes')('whether people can ask to come in'),
    join_token: field('staff', 'until the session closes')('the join link'),
    spoken_code: field('staff', 'until the session closes')('the code read aloud'),
    reaction_set: roomSees('which emoji are offered'),
    reactions_on: roomSees('whether reactions are on'),
    lead_staff_id: roomSees('who leads now'),
    stage_id: roomSees('what the room is doing now'),
    stage_started_at: roomSees('advisory time'),
    extra_minutes: roomSees('advisory time added'),
    paused_reason: roomSees('why every screen is covered'),
    opened_at: planned('when it opened'),
    closed_at: planned('when it closed'),
    deleted_at: planned('deleted, and can be restored'),
    created_at: planned('when it was planned'),
  },
  stage: {
    id: roomSees('names the stage to the server'),
    session_id: roomSees('the session it belongs to'),
    kind: roomSees('what kind of stage'),
    position: roomSees('the order of stages'),
    setup: roomSees('its name, question, privacy level, kind of say, advisory time'),
    phase: roomSees('thinking alone, or placing together'),
    deleted_at: planned('deleted, and can be restored'),
  },
  seat: {
    id: seatRow('names the seat to the server'),
    session_id: seatRow('the session it is in'),
    alias: words('what the member is called in this session'),
    alias_number: words('tells two of one alias apart'),
    language: seatRow('the member’s language'),
    way: seatRow('own phone, shared device, on the phone, helped'),
    state: seatRow('waiting, admitted, removed or left'),
    token_hash: personal(
      'nobody',
      'until signed off, at most 90 days',
    )('gives the seat back after a reload, without keeping the cookie'),
    created_at: seatRow('lists oldest first'),
  },
  seat_alias: {
    session_id: seatRow('the session'),
    alias: words('an alias somebody took'),
    last_number: seatRow('the number the next one gets'),
  },
  raised_ask: {
    id: seatLive('names the ask to the server'),
    session_id: seatLive('the session'),
    seat_id: seatLive('who asked'),
    ask: seatLive('what for'),
    at: seatLive('the order of the queue'),
  },
  seat_mark: {
    stage_id: seatLive('the stage'),
    seat_id: seatLive('who has done it'),
    mark: seatLive('that it was done, so once means once; never the answer'),
  },
  check_in_count: {
    stage_id: counted('the stage'),
    answer: counted('a face'),
    n: counted('how many chose it'),
    told: counted('how many of them staff have been told, five people at a time'),
  },
  reaction_count: {
    stage_id: roomSees('the stage'),
    leaf_id: roomSees('the leaf, or none'),
    emoji: roomSees('which emoji'),
    n: roomSees('how many; never who'),
  },
  stage_spent: {
    stage_id: counted('the stage'),
    ms: counted('how long the room spent there'),
  },
  board: {
    id: roomSees('names the board to the server'),
    session_id: roomSees('the session'),
    stage_id: roomSees('the stage'),
    epoch: inner('tells browsers to throw an old copy away'),
    last_seq: inner('the last number of its log'),
    snapshot_seq: inner('what of the log the snapshot holds'),
    last_turn: inner('the order of held leaves and of undo'),
  },
  board_snapshot: {
    board_id: words('the board'),
    bytes: words('the board’s leaves and branches'),
  },
  board_log: {
    board_id: words('the board'),
    seq: words('the order of changes'),
    bytes: words('a change to leaves or branches; names nobody, holds no time'),
  },
  note: {
    session_id: staffNotes('the session'),
    epoch: inner('tells browsers to throw an old copy away'),
    last_client: inner('numbers the connections that write; says nothing of who they are'),
    last_seq: inner('the last number of the log'),
    snapshot_seq: inner('what of the log the snapshot holds'),
  },
  note_ended: {
    session_id: inner('the session'),
    client_id: inner(
      'a connection whose browser came back as another: what it sent late is refused',
    ),
  },
  note_snapshot: {
    session_id: staffNotes('the session'),
    bytes: staffNotes('what staff noted, in which there may be words about a member'),
  },
  note_log: {
    session_id: staffNotes('the session'),
    seq: staffNotes('the order of changes'),
    bytes: staffNotes('a change to the notes; names nobody, holds no time'),
  },
  leaf_author: {
    leaf_id: seatRow('a leaf'),
    board_id: seatRow('its board'),
    seat_id: seatRow('who wrote it: to edit one’s own, and for staff to help'),
  },
  held_leaf: {
    id: seatLive('names the leaf to the server'),
    board_id: seatLive('its board'),
    seat_id: seatLive('who wrote it'),
    branch_id: seatLive('where its writer put it'),
    leaf: seatLive('what it says, kept back while people think alone'),
    turn: seatLive('lists oldest first'),
  },
  vote: {
    stage_id: roomSees('the stage'),
    state: roomSees('open or closed'),
    options: roomSees('what was asked, fixed at opening'),
    result: roomSees('the count, after closing'),
  },
  ballot: {
    stage_id: ballots('the vote'),
    seat_id: ballots('one person, one vote'),
    choice: ballots('what they chose'),
  },
  session_record: {
    session_id: outcome('the session'),
    record: outcome('what the session leaves behind: boards, counts, attendance in numbers'),
    signed_off_at: outcome('when the chair signed it off'),
    signed_off_by: planned('who signed it off'),
  },
  work_strand: {
    id: planned('names the strand to the server'),
    kind: planned('what kind of work'),
    name: outcome('the strand’s name'),
    owner_name: outcome('who answers for it: the group is told who reads what it said'),
    created_at: planned('lists oldest first'),
    deleted_at: planned('deleted, and can be restored'),
  },
  theme: {
    id: outcome('names the theme to the server'),
    session_id: outcome('where it came from'),
    name: outcome('the theme’s name'),
    line: outcome('the chair’s line on it'),
    strand_id: outcome('where it was carried'),
    leaf_ids: outcome('the leaves it gathers, in the record'),
    position: outcome('the order of themes'),
    deleted_at: planned('deleted, and can be restored'),
  },
  intent: {
    intent_id: seatLive('a resend is recognised'),
    by_whom: seatLive('whose it was'),
    session_id: seatLive('forgotten when it closes'),
    reply: seatLive('the answer given, given again'),
    board_id: seatLive('the board it changed'),
    inverse: seatLive('how to undo it'),
    undone: seatLive('whether it was undone'),
    turn: seatLive('undo goes newest first'),
  },
  audit_line: {
    id: trail('names the line'),
    at: trail('when'),
    staff_id: trail('which member of staff'),
    action: trail('did what'),
    subject_id: trail('on which id; never words or names'),
    session_id: trail('in which session'),
  },
};
