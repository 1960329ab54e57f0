// Waiting is one page and one small script, for old phones (people 91): see lobby-watch.js.
export const csr = false;
