import type { Connection } from './connection.svelte.ts';
import { newId } from './new-id.ts';
import { OutboxCarry } from './outbox-carry.ts';
import {
  beforeItLeft,
  isAbout,
  replaces,
  type Intent,
  type Letter,
  type Sent,
  type WithoutId,
} from './outbox-letter.ts';
import { Postman } from './postman.ts';

export type { Intent, Letter } from './outbox-letter.ts';

/** An answer sooner than this is not worth a word on screen: it would be gone before it is read. */
const LATE_MS = 400;

/**
 * What this person did and the server has not acknowledged. An edit never overtakes its leaf, the
 * last vote is the one that counts; sent again with the same id until acknowledged; never dropped.
 * A refusal stays with its words until the person decides.
 */
export class Outbox {
  letters: readonly Letter[] = $state.raw([]);
  /** The newest acknowledged, for "Sent. It is on the board." */
  lastSent: { command: Intent; count: number } | null = $state.raw(null);
  /** Something has been waiting long enough, or has nobody to go to, that its person should see it. */
  late = $state(false);
  #connection: Connection;
  #carry: OutboxCarry;
  #postman: Postman;
  #onSent: Sent[] = [];
  #onRefused: ((letter: Letter) => void)[] = [];
  /** From the page before, which may have sent them. */
  #carried: readonly string[] = [];
  #lateTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(connection: Connection, owner: string) {
    this.#connection = connection;
    this.#carry = new OutboxCarry(owner, () => this.letters);
    this.#postman = new Postman(connection, {
      unsent: () => this.letters.filter(({ refusal }) => refusal === null),
      sent: (letter, reply) => this.#sentOff(letter, reply),
      refused: (letter) => this.#refuse(letter),
    });
    connection.onState(() => this.#look());
  }

  start(): void {
    const carried = this.#carry.take();
    this.#carried = carried.map(({ intentId }) => intentId);
    this.#put([...carried, ...this.letters]);
    this.#carry.start();
    this.#postman.deliver();
  }
  /** Left, removed or over: nothing of this person stays on the device. */
  stop(): void {
    this.#postman.stop();
    this.#carry.stop();
    this.#put([]);
  }
  /** What kept letters waiting is over: a pause, or sleep. */
  hurry(): void {
    this.#postman.hurry();
  }

  /** Gives what stops it. */
  onSent(run: Sent): () => void {
    this.#onSent.push(run);
    return () => (this.#onSent = this.#onSent.filter((each) => each !== run));
  }
  onRefused(run: (letter: Letter) => void): () => void {
    this.#onRefused.push(run);
    return () => (this.#onRefused = this.#onRefused.filter((each) => each !== run));
  }

  get unsent(): number {
    return this.letters.filter((letter) => letter.refusal === null).length;
  }
  get refused(): readonly Letter[] {
    return this.letters.filter((letter) => letter.refusal !== null);
  }
  /** Those of one kind, oldest first. */
  of<C extends Intent>(command: C): Letter<C>[] {
    return this.letters.filter(({ command: each }) => each === command) as unknown as Letter<C>[];
  }

  /** Gives the intent's id at once; the words are safe here from then on. */
  post<C extends Intent>(command: C, input: WithoutId<C>): string {
    const intentId = newId();
    const letter = { intentId, command, input: { ...input, intentId }, refusal: null };
    const newer = letter as unknown as Letter;
    if (this.#changeBeforeItLeaves(newer)) return intentId;
    const kept = this.letters.filter(
      (older) => this.#postman.isOut(older.intentId) || !replaces(newer, older),
    );
    this.#put([...kept, newer]);
    this.#postman.deliver();
    return intentId;
  }

  /** Tries a refused letter once more, under the same id: it was never applied. */
  retry(intentId: string): void {
    this.#put(
      this.letters.map((letter) =>
        letter.intentId === intentId ? { ...letter, refusal: null } : letter,
      ),
    );
    this.#postman.deliver();
  }
  throwAway(intentId: string): void {
    this.#put(this.letters.filter((letter) => letter.intentId !== intentId));
  }

  /** Nobody ever sees words that were taken back or put otherwise before they had left this phone. */
  #changeBeforeItLeaves(newer: Letter): boolean {
    for (const place of this.of('leaf:place')) {
      if (this.#carried.includes(place.intentId) || this.#postman.wasTried(place.intentId))
        continue;
      const instead = beforeItLeft(place, newer);
      if (instead === null) continue;
      this.#put(
        instead === 'gone'
          ? this.letters.filter((each) => each !== place && !isAbout(each, place))
          : this.letters.map((each) => (each === place ? instead : each)),
      );
      return true;
    }
    return false;
  }

  #put(letters: readonly Letter[]): void {
    this.letters = letters;
    this.#look();
  }

  #look(): void {
    clearTimeout(this.#lateTimer);
    this.#lateTimer = undefined;
    if (this.unsent === 0) this.late = false;
    else if (!this.#connection.ready) this.late = true;
    else if (!this.late) this.#lateTimer = setTimeout(() => (this.late = true), LATE_MS);
  }

  #sentOff(letter: Letter, reply: object): void {
    this.throwAway(letter.intentId);
    this.lastSent = { command: letter.command, count: (this.lastSent?.count ?? 0) + 1 };
    for (const run of this.#onSent) run(letter, reply);
  }

  #refuse(letter: Letter): void {
    // Thrown away meanwhile, or gone with the leaf it was about: nobody waits for this answer.
    if (!this.letters.some(({ intentId }) => intentId === letter.intentId)) return;
    const refused = letter.command === 'leaf:place' ? this.#withLastWords(letter) : letter;
    this.#put(
      this.letters
        .filter((each) => refused.command !== 'leaf:place' || !isAbout(each, refused))
        .map((each) => (each.intentId === letter.intentId ? refused : each)),
    );
    for (const run of this.#onRefused) run(refused);
  }

  /**
   * A leaf that was refused has taken with it all that was done to it since. Its newest words are
   * what its person wants to see again.
   */
  #withLastWords(place: Letter<'leaf:place'>): Letter<'leaf:place'> {
    const edit = this.of('leaf:edit').findLast((each) => isAbout(each, place));
    const last = edit === undefined ? place : beforeItLeft(place, edit);
    return last === null || last === 'gone' ? place : last;
  }
}
