/** A plain page: nothing here needs script. */
export const csr = false;
