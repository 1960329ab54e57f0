import { browser } from '$app/env';
import { askStandingOf } from './ask-standing.ts';
import { LiveNotes } from './live-notes.svelte.ts';
import { notesLineTo } from './notes-line.ts';

/** The notes of a session in this window. On the server they are there to be drawn and never opened. */
export const liveNotes = (sessionId: string): LiveNotes =>
  new LiveNotes(
    notesLineTo(sessionId, browser ? location : { protocol: '', host: '' }),
    askStandingOf(sessionId),
  );
