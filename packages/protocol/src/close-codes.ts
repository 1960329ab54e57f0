/** Why a board feed, or a notes line, was closed by the server. 4000–4999 is the range left to applications. */
export const CLOSE = {
  /** Signed out, removed, or the session ended: do not come back with the same cookie. */
  revoked: 4401,
  /** The board was rebuilt (another epoch): discard the copy and load again. */
  rebuilt: 4409,
  /** The host is stopping or restarting: come back shortly. */
  restarting: 4503,
  /** Something that is not the feed's protocol arrived. */
  unreadable: 4400,
  /** This reader fell too far behind: load again. */
  tooSlow: 4408,
  /** Notes only: what was sent would make them longer than they may be. */
  full: 4413,
  /** Notes only: the record is signed off, so nobody writes in them any more. */
  frozen: 4423,
} as const;
