/**
 * Questions put to the server, by number, so that somebody who waits for what was committed by now is
 * answered by a question put after they began to wait, and never by one that was under way.
 */
export class Questions {
  #put = 0;
  #waiting: { after: number; done: () => void }[] = [];

  /** Its number. */
  put(): number {
    this.#put += 1;
    return this.#put;
  }
  answered(question: number): void {
    const done = this.#waiting.filter(({ after }) => after < question);
    this.#waiting = this.#waiting.filter(({ after }) => after >= question);
    for (const waiting of done) waiting.done();
  }
  /** Done when a question put from now on is answered. */
  next(): Promise<void> {
    return new Promise((done) => this.#waiting.push({ after: this.#put, done }));
  }
}
