/**
 * Every table, as the queries see it. Times and counters are integers (milliseconds since 1970),
 * yes/no is 0 or 1, JSON is text, bytes are bytes: the four shapes SQLite and Postgres agree on.
 * What each column is for, who sees it and how long it stays is in `data-map.ts`.
 */
export type Tables = {
  staff_member: {
    id: string;
    email: string;
    name: string;
    role: string;
    approved_for_children: number;
    disabled_at: number | null;
    created_at: number;
    password_hash: string;
  };
  staff_member_group: { staff_id: string; group_id: string };
  sign_in: {
    id: string;
    token_hash: string;
    staff_id: string;
    created_at: number;
    expires_at: number;
    ends_at: number;
  };
  member_group: {
    id: string;
    kind: string;
    name: string;
    service_name: string | null;
    cadence: string;
    language: string;
    created_at: number;
  };
  session: {
    id: string;
    group_id: string;
    title: string;
    starts_at: number;
    state: string;
    door: string;
    join_token: string;
    spoken_code: string;
    reaction_set: string;
    reactions_on: number;
    lead_staff_id: string | null;
    stage_id: string | null;
    stage_started_at: number | null;
    extra_minutes: number;
    paused_reason: string | null;
    opened_at: number | null;
    closed_at: number | null;
    deleted_at: number | null;
    created_at: number;
  };
  stage: {
    id: string;
    session_id: string;
    kind: string;
    position: number;
    setup: string;
    phase: string;
    deleted_at: number | null;
  };
  seat: {
    id: string;
    session_id: string;
    alias: string;
    alias_number: number;
    language: string;
    way: string;
    state: string;
    token_hash: string;
    created_at: number;
  };
  seat_alias: { session_id: string; alias: string; last_number: number };
  raised_ask: { id: string; session_id: string; seat_id: string; ask: string; at: number };
  seat_mark: { stage_id: string; seat_id: string; mark: string };
  check_in_count: { stage_id: string; answer: string; n: number; told: number };
  reaction_count: { stage_id: string; leaf_id: string; emoji: string; n: number };
  stage_spent: { stage_id: string; ms: number };
  board: {
    id: string;
    session_id: string;
    stage_id: string;
    epoch: number;
    last_seq: number;
    snapshot_seq: number;
    last_turn: number;
  };
  board_snapshot: { board_id: string; bytes: Uint8Array };
  board_log: { board_id: string; seq: number; bytes: Uint8Array };
  note: {
    session_id: string;
    epoch: number;
    last_client: number;
    last_seq: number;
    snapshot_seq: number;
  };
  note_ended: { session_id: string; client_id: number };
  note_snapshot: { session_id: string; bytes: Uint8Array };
  note_log: { session_id: string; seq: number; bytes: Uint8Array };
  leaf_author: { leaf_id: string; board_id: string; seat_id: string };
  held_leaf: {
    id: string;
    board_id: string;
    seat_id: string;
    branch_id: string | null;
    leaf: string;
    turn: number;
  };
  vote: { stage_id: string; state: string; options: string; result: string | null };
  ballot: { stage_id: string; seat_id: string; choice: string };
  session_record: {
    session_id: string;
    record: string;
    signed_off_at: number | null;
    signed_off_by: string | null;
  };
  work_strand: {
    id: string;
    kind: string;
    name: string;
    owner_name: string;
    created_at: number;
    deleted_at: number | null;
  };
  theme: {
    id: string;
    session_id: string;
    name: string;
    line: string;
    strand_id: string | null;
    leaf_ids: string;
    position: number;
    deleted_at: number | null;
  };
  intent: {
    intent_id: string;
    by_whom: string;
    session_id: string | null;
    reply: string;
    board_id: string | null;
    inverse: string | null;
    undone: number | null;
    turn: number | null;
  };
  audit_line: {
    id: string;
    at: number;
    staff_id: string;
    action: string;
    subject_id: string | null;
    session_id: string | null;
  };
};
