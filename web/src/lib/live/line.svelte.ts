import type { BoardFeed } from './board-feed.ts';
import type { Connection, ConnectionState } from './connection.svelte.ts';

/**
 * A gap shorter than this is nobody's business: nothing on screen moves for it. Longer than the first
 * wait for a lost line with the way there and back, so that a blip shows nothing.
 */
const CALM_MS = 1_500;

/** What there is to say about the line. `fine` says nothing. */
export type Said = 'fine' | 'connecting' | 'reconnecting' | 'reload-needed';

/**
 * The socket and the board's feed as one thing, which is what they are to a person: `state` as it is
 * this moment, and `said`, which is calmer.
 */
export class Line {
  state: ConnectionState = $state('connecting');
  said: Said = $state('fine');
  #connection: Connection;
  #feed: BoardFeed | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(connection: Connection) {
    this.#connection = connection;
    connection.onState(() => {
      this.#tellFeed();
      this.look();
    });
  }

  /** The feed of the board in front of everyone; a closed one counts for nothing. */
  follow(feed: BoardFeed): void {
    this.#feed = feed;
    this.#tellFeed();
    this.look();
  }

  look(): void {
    const { state } = this.#connection;
    const away = state === 'connected' && this.#feed?.state === 'away';
    this.state = away ? 'reconnecting' : state;
    if (this.state === 'connecting' || this.state === 'reconnecting') {
      // Until the page is opened there is nothing to wait for, and it was drawn without this.
      this.#timer ??= setTimeout(() => this.#say(), CALM_MS);
      return;
    }
    this.stop();
    this.said = this.state === 'reload-needed' ? 'reload-needed' : 'fine';
  }
  stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  #say(): void {
    this.#timer = undefined;
    if (this.state === 'connecting' || this.state === 'reconnecting') this.said = this.state;
  }

  #tellFeed(): void {
    if (this.#connection.state === 'connected')
      this.#feed?.roomIsOn(this.#connection.polls ? 'polling' : 'websocket');
  }
}
