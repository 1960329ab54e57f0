/** Complete without script: locked-down laptops and old phones read it too (people 94). */
export const csr = false;
