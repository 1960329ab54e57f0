import { whyNotSaved, type NotSaving } from '../not-saved.ts';

/** A backup or a restore that cannot go on. Its message is a sentence for whoever typed the command. */
export class BackupRefused extends Error {
  constructor(sentence: string, cause?: unknown) {
    super(sentence, cause === undefined ? undefined : { cause });
    this.name = 'BackupRefused';
  }
}

const DAMAGED = 'The database is damaged, so a backup of it would be too.';
const SENTENCES: Partial<Record<NotSaving, string>> = {
  'disk-full': 'The disk is full. Nothing was kept; name a place with more room.',
  locked: 'Another program holds the database and does not let go. Try again when it has.',
  'disk-fault': 'The disk could not be read or written.',
  damaged: DAMAGED,
};

/** The same error, as a sentence where it is one that whoever typed the command can mend. */
export function inPlainWords(error: unknown): unknown {
  const why = whyNotSaved(error);
  const sentence = why === null ? undefined : SENTENCES[why];
  return sentence === undefined ? error : new BackupRefused(sentence, error);
}

export const damaged = (): BackupRefused => new BackupRefused(DAMAGED);

/** Told how far one piece of the work is, 0 to 1. */
export type Progress = (what: string, share: number) => void;
