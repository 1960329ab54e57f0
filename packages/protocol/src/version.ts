/** The wire's number. A browser with another number is told to reload before it may send. */
export const PROTOCOL_VERSION = 1;

export const SOCKET_PATH = '/live';
export const BOARD_PATH = '/boards';
/** Largest command a socket may send, in bytes, before anything is parsed. */
export const COMMAND_MAX_BYTES = 16 * 1024;
