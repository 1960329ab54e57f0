/** The one page at the desk with a script: two people type in one text. Without it the notes can be read. */
export const csr = true;
