/** Characters (UTF-16 units, as a text box counts) that the notes of one session may hold. */
export const NOTES_MAX = 100_000;

/** Bytes of one update, asked before anything is decoded. */
export const UPDATE_MAX_BYTES = 64 * 1024;

/** Insertions in one update. Typing sends one; undoing something long sends some. */
export const UPDATE_INSERTIONS_MAX = 64;

/** Ranges of deleted characters in one update. */
export const UPDATE_DELETIONS_MAX = 8_000;

/**
 * Pieces the document may be in, deleted ones too. Hours of typing leave some thousands; without a
 * bound a browser that types and deletes all day would fill the memory behind a short text.
 */
export const PIECES_MAX = 50_000;

/** Above this many pieces, notes that nobody has open are written afresh as one. */
export const PIECES_WORTH_REBUILDING = 10_000;

/**
 * How many pieces may lie between the two neighbours an insertion names. In an honest copy they are
 * neighbours, so between them lies only what others typed in the same moment; Yjs walks this way
 * for every insertion, and somebody hostile would make it walk the whole document.
 */
export const NEIGHBOURS_APART_MAX = 2_000;
