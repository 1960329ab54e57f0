/** One line per staff act: who, what, on which id. Never content, names or words (people 90). */
export type AuditLine = {
  id: string;
  at: number;
  staffId: string;
  action: string;
  subjectId: string | null;
  sessionId: string | null;
};

export interface Audit {
  add(line: AuditLine): Promise<void>;
  /** Forgets lines whose time is over at `now` (data-map.ts), at most so many. */
  removeDue(now: number, most: number): Promise<number>;
  /** Newest first, at most `limit`. */
  recent(limit: number): Promise<AuditLine[]>;
}
