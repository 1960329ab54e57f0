import { WebSocketServer, type ServerOptions } from 'ws';

// Newer than its type description.
const goodbye = { closeTimeout: 1_000 };

/**
 * A websocket server that waits a second for the other side's goodbye. The usual thirty would let
 * whoever never answers keep the connection that was just taken from them.
 */
export class PromptWebSockets extends WebSocketServer {
  constructor(options: ServerOptions) {
    super({ ...options, ...goodbye });
  }
}
