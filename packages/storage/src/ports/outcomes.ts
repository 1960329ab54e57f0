import type { SessionRecord, Theme, WorkStrand } from '@canopy/domain';

export type StoredRecord = {
  record: SessionRecord;
  signedOffAt: number | null;
  signedOffBy: string | null;
};
export type StoredTheme = Theme & { deletedAt: number | null };

export interface Outcomes {
  /** Once per session; a second write throws. */
  writeRecord(record: SessionRecord): Promise<void>;
  readRecord(sessionId: string): Promise<StoredRecord | null>;
  /** Marks signed off. False = no record, or signed off already. */
  signOff(sessionId: string, staffId: string, at: number): Promise<boolean>;

  addTheme(theme: Theme): Promise<void>;
  changeTheme(theme: Theme): Promise<boolean>;
  /** Found even when deleted, so that undo can restore it. */
  findTheme(themeId: string): Promise<StoredTheme | null>;
  setThemeDeleted(themeId: string, deletedAt: number | null): Promise<boolean>;
  /** By position, without deleted ones. */
  themesOf(sessionId: string): Promise<Theme[]>;
  /** Signed-off themes only, newest session first. */
  themesForStrand(strandId: string): Promise<Theme[]>;

  addStrand(strand: WorkStrand): Promise<void>;
  changeStrand(strand: WorkStrand): Promise<boolean>;
  findStrand(strandId: string): Promise<WorkStrand | null>;
  /** Oldest first, without deleted ones. */
  strands(): Promise<WorkStrand[]>;
}
