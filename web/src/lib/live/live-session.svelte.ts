import type { RefusalCode } from '@canopy/domain';
import type { CommandInput, Reply, RoomView, SocketCommand } from '@canopy/protocol';
import { Announcer } from './announcer.svelte.ts';
import { Carried } from './carried.svelte.ts';
import { Connection } from './connection.svelte.ts';
import { Drafts } from './drafts.svelte.ts';
import { Line } from './line.svelte.ts';
import { LiveBoard } from './live-board.svelte.ts';
import { Outbox } from './outbox.svelte.ts';
import { PageLife } from './page-life.ts';
import { LiveRoom } from './room.svelte.ts';
import type { Wire } from './wire.ts';

/**
 * What every page of a running session stands on, member's or staff's: the line, the room, the
 * outbox, drafts and the voice for screen readers. Made in the session's layout, closed when it goes.
 */
export class LiveSession {
  readonly id: string;
  readonly connection: Connection;
  readonly line: Line;
  readonly room: LiveRoom;
  readonly outbox: Outbox;
  readonly carried: Carried;
  readonly drafts: Drafts;
  readonly announcer = new Announcer();
  /** The last thing asked directly that did not work: a refusal, or no answer at all. */
  trouble: RefusalCode | 'no-answer' | null = $state(null);

  /** The page's own script runs: what was drawn before it can be pressed from now on. */
  alive = $state(false);

  /** Blank paper over everything, until its person takes it away. */
  covered = $state(false);

  #board: LiveBoard | null = null;
  #life = new PageLife({
    back: () => {
      this.connection.wake();
      this.#board?.feed.wake();
    },
    offline: () => this.#board?.feed.offline(),
  });

  constructor(id: string, owner: string, wire: Wire, room: RoomView | null) {
    this.id = id;
    this.connection = new Connection(wire);
    this.line = new Line(this.connection);
    this.connection.hear('room:changed', (view) => {
      const goesOn = this.room.view?.pause != null && view.pause === null;
      if (goesOn) this.outbox.hurry();
      this.#board?.feed.nudge();
    });
    this.room = new LiveRoom(this.connection, room);
    this.outbox = new Outbox(this.connection, owner);
    this.outbox.onSent(() => this.#board?.feed.nudge());
    this.drafts = new Drafts(owner);
    this.carried = new Carried(this.connection);
  }

  start(): void {
    this.alive = true;
    this.room.start();
    this.drafts.take();
    this.outbox.start();
    this.#life.start();
    this.line.look();
    this.connection.open();
  }

  stop(): void {
    this.#life.stop();
    this.room.stop();
    this.connection.close();
    this.line.stop();
    this.outbox.stop();
    this.carried.stop();
    this.announcer.stop();
  }

  /** The live copy of the board in front of everyone: one at a time, on the same line to the person. */
  boardAt(boardId: string, epoch: number): LiveBoard {
    const board = new LiveBoard(boardId, epoch);
    this.#board = board;
    board.onFeed(() => this.line.look());
    this.carried.at(boardId);
    board.onChange(({ moved, removed }) => this.carried.settled([...moved, ...removed]));
    this.line.follow(board.feed);
    return board;
  }

  /** A newer Canopy is there. Nothing typed, and nothing unsent, is lost by going to it. */
  reload(): void {
    this.drafts.carry();
    location.reload();
  }

  /** For what is asked and answered at once and may simply be pressed again. Null = it did not work. */
  async ask<C extends SocketCommand>(command: C, input: CommandInput<C>): Promise<Reply<C> | null> {
    this.trouble = null;
    const ack = await this.connection.send(command, input);
    if (ack?.ok) return ack.value;
    this.trouble = ack === null ? 'no-answer' : ack.refusal.code;
    return null;
  }

  /** Reactions are for the moment: one that gets lost is not sent again and says nothing. */
  react(code: string, leafId: string | null): void {
    void this.connection.send('reaction:send', { sessionId: this.id, code, leafId });
  }
}
