import {
  ALIAS_IDS,
  type AliasId,
  type GroupKind,
  type Language,
  type LeafKind,
} from '@canopy/domain';
import type { CommandInput, Reply, SocketCommand } from '@canopy/protocol';
import { demoRoom, type DemoRoom } from './demo-room.ts';
import { FormClient } from './form-client.ts';
import type { Host } from './host.ts';
import { storedBoard } from './stored-session.ts';
import { LivePerson, newIntent, until } from './live-person.ts';

/** What a group might write: every kind, and the branch it hangs on. */
const SAID: readonly (readonly [LeafKind, string, number | null])[] = [
  ['works', 'My worker rings before each visit, so I know who is coming.', 0],
  ['problem', 'Three different workers in one year. I told my story three times.', 0],
  ['want', 'The same worker from start to end.', 0],
  ['idea', 'Text us the day before, with the room number.', 0],
  ['problem', 'Two buses each way and the course is full when you get there.', 2],
  ['idea', 'Let people who finished a course help to run it.', 2],
  ['works', 'The activity day at the garden. You could see what you had done.', 2],
  ['problem', 'You cannot rent a place without money up front.', 1],
  ['want', 'Help with housing before the last week.', 1],
  ['parked', 'What happens to our records afterwards?', 1],
  ['want', 'One form for all the services, not five.', null],
  ['idea', 'Ask us again in three months.', null],
];

/** A member's seat with a socket of its own; `token` is what a browser keeps as `canopy-seat`. */
export type StandingSeat = {
  seatId: string;
  token: string;
  language: Language;
  person: LivePerson;
};

export type StageKind = 'welcome' | 'check-in' | 'board' | 'vote' | 'talk' | 'break' | 'close';

/**
 * A demo session brought to wherever a page wants to be looked at, by protocol clients and so in
 * seconds. Everything goes through the same commands a browser sends: nothing here can stand that
 * Canopy itself would refuse.
 */
export class StandingRoom {
  readonly host: Host;
  readonly demo: DemoRoom;
  /** Signed in and in the room, the chair first. A youth panel needs two of them to stay. */
  readonly staff: LivePerson[] = [];
  readonly seats: StandingSeat[] = [];

  private constructor(host: Host, demo: DemoRoom) {
    this.host = host;
    this.demo = demo;
  }

  static async of(host: Host, kind: GroupKind): Promise<StandingRoom> {
    const room = new StandingRoom(host, await demoRoom(host, kind));
    // A panel opens with two approved adults; an advisory group with whoever leads it.
    for (const proof of room.demo.staff.slice(0, 2))
      room.staff.push(new LivePerson(host.url, proof));
    await until('staff are in the room', () => room.staff.every(({ staff }) => staff !== null));
    return room;
  }

  get sessionId(): string {
    return this.demo.sessionId;
  }
  get chair(): LivePerson {
    const chair = this.staff[0];
    if (chair === undefined) throw new Error('nobody chairs');
    return chair;
  }
  /** The chair's cookie value, for a browser. */
  get chairToken(): string {
    return valueOf(this.demo.staff[0]?.cookie);
  }
  get otherToken(): string {
    return valueOf(this.demo.staff[1]?.cookie);
  }

  /** Says a command until it is answered, and throws when the answer is no. */
  async say<C extends SocketCommand>(
    person: LivePerson,
    command: C,
    input: CommandInput<C>,
  ): Promise<Reply<C>> {
    const ack = await person.surely(command, input);
    if (!ack.ok) throw new Error(`${command} was refused: ${ack.refusal.code}`);
    return ack.value;
  }

  async seat(language: Language = 'en'): Promise<StandingSeat> {
    const alias = ALIAS_IDS[this.seats.length * 3] ?? 'fern';
    const { sessionId } = this;
    const { seatId, token } = await this.say(this.chair, 'seat:add', {
      sessionId,
      alias,
      language,
      way: 'helped-by-staff',
    });
    const person = new LivePerson(this.host.url, { cookie: `canopy-seat=${token}`, sessionId });
    await until('the seat is in the room', () => person.room);
    const seat = { seatId, token, language, person };
    this.seats.push(seat);
    return seat;
  }
  async seatMany(count: number): Promise<void> {
    for (let n = 0; n < count; n += 1) await this.seat(n % 3 === 2 ? 'cy' : 'en');
  }

  async open(): Promise<void> {
    await this.say(this.chair, 'session:open', { sessionId: this.sessionId });
    await until('the room is open', () => this.chair.room?.stage?.kind === 'welcome');
  }
  async openDoor(): Promise<void> {
    await this.say(this.chair, 'door:set', { sessionId: this.sessionId, door: 'open' });
  }
  /** Everyone, every socket, is at that stage when this is done. */
  async go(kind: StageKind): Promise<void> {
    const stageId = this.stageOf(kind);
    await this.say(this.chair, 'stage:go', { sessionId: this.sessionId, stageId });
    const everyone = [...this.staff, ...this.seats.map(({ person }) => person)];
    await until(`all are at ${kind}`, () =>
      everyone.every(({ room }) => room?.stage?.id === stageId),
    );
  }
  stageOf(kind: StageKind): string {
    const stage = this.demo.stages.find((each) => each.kind === kind);
    if (stage === undefined) throw new Error(`this session has no ${kind}`);
    return stage.id;
  }
  get stageId(): string {
    return this.chair.room?.stage?.id ?? '';
  }
  get boardId(): string {
    const stage = this.chair.room?.stage;
    if (stage?.kind !== 'board') throw new Error('the room is not at a board');
    return stage.boardId;
  }

  async place(
    n: number,
    kind: LeafKind,
    text: string,
    branchId: string | null = null,
  ): Promise<string> {
    const seat = this.seats[n % this.seats.length];
    if (seat === undefined) throw new Error('nobody to write');
    const { leafId } = await this.say(seat.person, 'leaf:place', {
      intentId: newIntent(),
      boardId: this.boardId,
      leaf: { kind, content: { form: 'words', text }, lang: seat.language },
      branchId,
    });
    return leafId;
  }
  async reveal(): Promise<void> {
    await this.say(this.chair, 'board:reveal', { intentId: newIntent(), boardId: this.boardId });
    await until('all leaves are shown', () => {
      const stage = this.chair.room?.stage;
      return stage?.kind === 'board' && stage.phase === 'place';
    });
  }
  async pause(): Promise<void> {
    await this.say(this.chair, 'room:pause', { sessionId: this.sessionId });
  }
  async resume(): Promise<void> {
    await this.say(this.chair, 'room:resume', { sessionId: this.sessionId });
  }
  /** Everyone gives three dots to one option and one to another; the result is shown. */
  async voteAndClose(): Promise<void> {
    const stage = this.chair.room?.stage;
    if (stage?.kind !== 'vote') throw new Error('the room is not at a vote');
    const [first, second] = stage.options;
    if (first === undefined || second === undefined) throw new Error('nothing to vote on');
    for (const [n, { person }] of this.seats.entries()) {
      const [most, some] = n % 3 === 0 ? [second, first] : [first, second];
      await this.say(person, 'ballot:cast', {
        intentId: newIntent(),
        stageId: stage.id,
        choice: {
          method: 'dots',
          dots: [
            { option: most.id, n: 3 },
            { option: some.id, n: 1 },
          ],
        },
      });
    }
    await this.say(this.chair, 'vote:close', { stageId: stage.id });
  }
  async askToSpeak(): Promise<void> {
    for (const { person } of this.seats)
      await this.say(person, 'ask:raise', {
        intentId: newIntent(),
        sessionId: this.sessionId,
        ask: 'speak',
      });
  }
  async closeSession(): Promise<void> {
    await this.say(this.chair, 'session:close', { sessionId: this.sessionId });
  }

  /** Leaves as a group writes them, on the board and on its branches; the board must be shown already. */
  async fillBoard(): Promise<void> {
    const { branches } = await storedBoard(this.host, this.boardId);
    for (const [n, [kind, text, on]] of SAID.entries())
      await this.place(n, kind, text, on === null ? null : (branches[on]?.id ?? null));
  }

  /** A place in the lobby, come to by the join link as a phone comes; gives the seat's cookie value. */
  async knock(alias: AliasId): Promise<string> {
    const phone = new FormClient(this.host.url);
    await phone.get(`/join/${this.demo.joinToken}`);
    await phone.post('/come-in/promise', { name: alias });
    return phone.cookie('canopy-seat');
  }
  /** A staff browser without the browser: reads pages and sends their forms. */
  get desk(): FormClient {
    return new FormClient(this.host.url, { 'canopy-staff': this.chairToken });
  }

  leave(): void {
    for (const person of [...this.staff, ...this.seats.map((seat) => seat.person)]) person.leave();
  }
}

const valueOf = (cookie: string | undefined): string => cookie?.split('=')[1] ?? '';
