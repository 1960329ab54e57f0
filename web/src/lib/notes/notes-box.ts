import { findSplice, moveCaret, plainText, type TextDelta } from '@canopy/notes';
import type { LiveNotes } from './live-notes.svelte.ts';

/** A letter that is still being composed this long after the last key is not being composed. */
const COMPOSING_MAX_MS = 2_000;

/**
 * Joins a text box to the notes. What is typed goes in as the one change it was; what others write
 * comes out around the caret, which stays on its letter. Gives how to part them.
 */
export function joinNotesBox(box: HTMLTextAreaElement, notes: LiveNotes): () => void {
  let shown = '';
  let composing: ReturnType<typeof setTimeout> | null = null;

  const show = (delta: TextDelta): void => {
    const { selectionStart, selectionEnd, selectionDirection, scrollTop } = box;
    shown = notes.text;
    box.value = shown;
    box.scrollTop = scrollTop;
    // Moving the caret of a box that has no focus would give it focus on some tablets.
    if (document.activeElement !== box) return;
    box.setSelectionRange(
      moveCaret(selectionStart, delta),
      moveCaret(selectionEnd, delta),
      selectionDirection,
    );
  };

  const typed = (): void => {
    const text = plainText(box.value);
    const splice = findSplice(shown, text, plainText(box.value.slice(0, box.selectionEnd)).length);
    shown = text;
    if (splice !== null) notes.type(splice);
    if (composing !== null) composes();
    else if (text !== box.value) {
      const caret = plainText(box.value.slice(0, box.selectionEnd)).length;
      box.value = text;
      box.setSelectionRange(caret, caret);
    }
  };

  /** Putting words into the box would break off a letter that is half made, so they wait. */
  const composes = (): void => {
    if (composing !== null) clearTimeout(composing);
    composing = setTimeout(composed, COMPOSING_MAX_MS);
    notes.hold();
  };
  const composed = (): void => {
    if (composing === null) return;
    clearTimeout(composing);
    composing = null;
    typed();
    notes.release();
  };

  const end = (): void => void setTimeout(composed);
  box.addEventListener('input', typed);
  box.addEventListener('compositionstart', composes);
  // The last letter may come after the end is told.
  box.addEventListener('compositionend', end);
  notes.listen(show);
  show([]);
  return () => {
    composed();
    notes.listen(null);
    box.removeEventListener('input', typed);
    box.removeEventListener('compositionstart', composes);
    box.removeEventListener('compositionend', end);
  };
}
