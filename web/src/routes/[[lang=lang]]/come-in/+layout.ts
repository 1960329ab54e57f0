// Coming in works before, and without, any script.
export const csr = false;
