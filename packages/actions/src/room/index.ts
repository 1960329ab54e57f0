/** Filled by the room that owns these actions. */
export const roomActions = {};
