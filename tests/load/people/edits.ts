import { Histogram } from './histogram.ts';

/** One action of one person, and when its bytes were handed to the socket. */
export type Edit = {
  no: number;
  by: number;
  sentAt: number;
  acked?: true;
  refused?: true;
  /** Somebody else has read it. */
  seen?: true;
};

/**
 * What of all that was sent has been read by whom. A delivery = one person has read one action of
 * another person. Deliveries are counted between `begin` and `end`; waits only for actions sent then.
 */
export class Deliveries {
  waits = new Histogram();
  acks = new Histogram();
  delivered = 0;
  /** Deliveries of everything sent, also before `begin` and after `end`. */
  everDelivered = 0;
  sent = 0;
  refused = 0;
  ackedCount = 0;
  lastSent: Edit | null = null;
  #from = Infinity;
  #until = Infinity;

  begin(): void {
    this.#from = performance.now();
    this.#until = Infinity;
    this.delivered = 0;
    this.waits = new Histogram();
    this.acks = new Histogram();
  }

  end(): void {
    this.#until = performance.now();
  }

  /** The next action, about to be written. */
  send(by: number): Edit {
    const edit = { no: this.sent, by, sentAt: performance.now() };
    this.sent += 1;
    this.lastSent = edit;
    return edit;
  }

  read(person: number, edits: readonly Edit[], at: number): void {
    const counts = at >= this.#from && at <= this.#until;
    for (const edit of edits) {
      if (edit.by === person) continue;
      this.everDelivered += 1;
      edit.seen = true;
      if (counts) this.delivered += 1;
      if (edit.sentAt >= this.#from && edit.sentAt <= this.#until) this.waits.add(at - edit.sentAt);
    }
  }

  acked(edit: Edit): void {
    edit.acked = true;
    this.ackedCount += 1;
    if (edit.sentAt >= this.#from && edit.sentAt <= this.#until)
      this.acks.add(performance.now() - edit.sentAt);
  }
}
