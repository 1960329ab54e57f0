export const DATA_MAP = {};
