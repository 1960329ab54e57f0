import type { RefusalCode } from '@canopy/domain';
import type { CommandInput, Reply, RoomView, SocketCommand } from '@canopy/protocol';
import { Announcer } from './announcer.svelte.ts';
import { Connection } from './connection.svelte.ts';
import { Drafts } from './drafts.svelte.ts';
import { Outbox } from './outbox.svelte.ts';
import { LiveRoom } from './room.svelte.ts';
import type { Wire } from './wire.ts';

/**
 * What every page of a running session stands on, member's or staff's: the line, the room, the
 * outbox, drafts and the voice for screen readers. Made in the session's layout, closed when it goes.
 */
export class LiveSession {
  readonly id: string;
  readonly connection: Connection;
  readonly room: LiveRoom;
  readonly outbox: Outbox;
  readonly drafts = new Drafts();
  readonly announcer = new Announcer();
  /** The last thing asked directly that did not work: a refusal, or no answer at all. */
  trouble: RefusalCode | 'no-answer' | null = $state(null);

  /** Blank paper over everything, until its person takes it away. */
  covered = $state(false);

  constructor(id: string, owner: string, wire: Wire, room: RoomView | null) {
    this.id = id;
    this.connection = new Connection(wire);
    this.room = new LiveRoom(this.connection, room);
    this.outbox = new Outbox(this.connection, owner);
  }

  start(): void {
    this.room.start();
    this.outbox.start();
    this.connection.open();
  }

  stop(): void {
    this.room.stop();
    this.connection.close();
    this.outbox.stop();
    this.announcer.stop();
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
