/** A plain form and a plain page: nothing here needs script. */
export const csr = false;
