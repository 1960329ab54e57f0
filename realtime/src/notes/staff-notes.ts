import type { Announcement, House } from '@canopy/actions';
import { CLOSE } from '@canopy/protocol';
import type { Upgrade } from '../upgrade/router.ts';
import { mayStillWrite, openNotesDoor, type NotesDoor } from './notes-door.ts';
import { NotesLines, type NotesLinesParts } from './notes-lines.ts';

const RECHECK_EVERY_MS = 60_000;
const REST_EVERY_MS = 60_000;
/** Other hosts ring when they write; this is for a bell that was not heard. */
const LOOK_EVERY_MS = 2_000;

export type StaffNotesParts = Omit<NotesDoor, 'lines'> &
  NotesLinesParts & {
    hear: (listener: (announcement: Announcement) => void) => void;
    onBug: (error: unknown) => void;
  };

export type StaffNotes = {
  upgrade: Upgrade;
  /** Asks of everybody who has notes open whether they may still write, and cuts off who may not. */
  recheck(): Promise<void>;
  /** Sends everybody away. Nothing typed is lost: browsers come back with what was not in the log. */
  stop(): void;
};

/** The staff's notes on one host: their door, who has them open, and what ends that. */
export function openStaffNotes(parts: StaffNotesParts): StaffNotes {
  const { house, onBug } = parts;
  const lines = new NotesLines(parts);
  const ask = () => lines.recheck((of) => mayStillWrite(house, of));
  const recheck = (): void => void ask().catch(onBug);
  parts.hear((announcement) => hearForNotes(house, lines, recheck, announcement));
  const timers = [
    setInterval(recheck, RECHECK_EVERY_MS),
    setInterval(() => void house.notes.rest().catch(onBug), REST_EVERY_MS),
  ];
  if (!house.store.alone)
    timers.push(setInterval(() => void house.notes.catchUp().catch(onBug), LOOK_EVERY_MS));
  return {
    upgrade: openNotesDoor({ ...parts, lines }),
    recheck: ask,
    stop() {
      for (const timer of timers) clearInterval(timer);
      lines.stop();
    },
  };
}

/** Cuts off whoever may no longer write, within a second (ASVS 8.3.2). A session's end is no end here. */
function hearForNotes(
  { notes }: House,
  lines: NotesLines,
  recheck: () => void,
  announcement: Announcement,
): void {
  switch (announcement.what) {
    case 'notes':
      return notes.heard(announcement.sessionId, announcement.seq);
    case 'signed-off':
      return lines.end((of) => of.sessionId === announcement.sessionId, CLOSE.frozen);
    case 'sign-in-ended':
      return lines.end((of) => of.signInId === announcement.signInId, CLOSE.revoked);
    case 'staff-ended':
      return lines.end((of) => of.staffId === announcement.staffId, CLOSE.revoked);
    case 'staff-changed':
      return recheck();
    default:
      return;
  }
}
