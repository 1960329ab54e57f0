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
  /** Newest first, at most `limit`. */
  recent(limit: number): Promise<AuditLine[]>;
}
