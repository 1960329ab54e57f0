// One form, which works by itself.
export const csr = false;
