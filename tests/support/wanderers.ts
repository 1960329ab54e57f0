import type { BoardContent } from '@canopy/domain';
import { leavesIn, type Ledger } from './ledger.ts';
import { newIntent, type LivePerson } from './live-person.ts';
import { PatientSeat, type SeatOf } from './patient-seat.ts';
import type { Prng } from './prng.ts';
import { startTcpProxy, type TcpProxy } from './tcp-proxy.ts';

/** One phone on a line of its own, which is cut, held and let go as the walk has it. */
class Wanderer {
  readonly line: TcpProxy;
  seat: PatientSeat;
  #of: SeatOf;
  #ledger: Ledger;
  #letGo: (() => void) | null = null;
  #reconnect: (() => void) | null = null;

  constructor(line: TcpProxy, of: SeatOf, ledger: Ledger) {
    this.line = line;
    this.#of = { ...of, at: line.url };
    this.#ledger = ledger;
    this.seat = new PatientSeat(this.#of, ledger);
  }

  drop(): void {
    this.#reconnect ??= this.line.add({ kind: 'down' });
  }
  hold(): void {
    this.#letGo ??= this.line.hold();
  }
  deliver(): void {
    this.#letGo?.();
    this.#letGo = null;
  }
  connect(): void {
    this.#reconnect?.();
    this.#reconnect = null;
  }
  /** The page is loaded again: nothing kept but what was sent. Only when nothing waits in the outbox. */
  reload(): void {
    if (this.seat.unsent > 0) return;
    this.seat.leave();
    this.seat = new PatientSeat(this.#of, this.#ledger);
  }
  async leave(): Promise<void> {
    this.deliver();
    this.seat.leave();
    await this.line.stop();
  }
}

/** Everybody of one room, wandering at random. */
export class Wanderers {
  readonly all: Wanderer[] = [];
  readonly #chance: Prng;
  readonly #chair: LivePerson;
  #steps = 0;

  constructor(chance: Prng, chair: LivePerson) {
    this.#chance = chance;
    this.#chair = chair;
  }

  async add(of: SeatOf, ledger: Ledger): Promise<void> {
    const line = await startTcpProxy(Number(new URL(of.at).port));
    this.all.push(new Wanderer(line, of, ledger));
  }

  /** Mostly somebody does something; now and then the world does something to somebody. */
  step(branches: readonly string[]): void {
    const chance = this.#chance;
    const one = chance.pick(this.all);
    this.#steps += 1;
    const at = chance.next();
    if (at < 0.04) one.drop();
    else if (at < 0.1) one.connect();
    else if (at < 0.14) one.hold();
    else if (at < 0.22) one.deliver();
    else if (at < 0.24) one.reload();
    else if (at < 0.25) this.calm();
    else if (at < 0.29) this.#tidy(branches);
    else this.#write(one, branches);
  }

  /** All lines are good again. */
  calm(): void {
    for (const one of this.all) {
      one.connect();
      one.deliver();
    }
  }

  get isDone(): boolean {
    return this.all.every(({ seat }) => seat.isUp && seat.unsent === 0);
  }
  get boards(): BoardContent[] {
    return this.all.map(({ seat }) => seat.board);
  }
  async leave(): Promise<void> {
    for (const one of this.all) await one.leave();
  }

  #write({ seat }: Wanderer, branches: readonly string[]): void {
    if (seat.unsent > 12) return;
    const chance = this.#chance;
    const text = `${this.#steps} by ${seat.of.seatId.slice(0, 4)}`;
    const branchId = chance.chance(0.2) ? null : chance.pick(branches);
    const there = leavesIn(seat.board).map(({ id }) => id);
    const own = seat.own.filter((id) => there.includes(id));
    const kind = chance.next();
    if (there.length === 0 || kind < 0.3)
      void seat.post({ do: 'place', text: `Leaf ${text}`, branchId });
    else if (own.length === 0 || kind < 0.7)
      void seat.post({ do: 'move', leafId: chance.pick(there), branchId });
    else if (kind < 0.95)
      void seat.post({ do: 'edit', leafId: chance.pick(own), text: `Again ${text}` });
    else void seat.post({ do: 'withdraw', leafId: chance.pick(own) });
  }

  /** Staff change branches under everybody's hands. Nobody waits for the answer. */
  #tidy(branches: readonly string[]): void {
    const chance = this.#chance;
    const [branchId = '', before = ''] = chance.shuffle(branches);
    const { boardId } = this.all[0]?.seat.of ?? { boardId: '' };
    const intent = { intentId: newIntent(), boardId };
    const name = `Branch ${this.#steps}`;
    void (
      chance.chance(0.5)
        ? this.#chair.surely('branch:move', { ...intent, branchId, before })
        : this.#chair.surely('branch:rename', {
            ...intent,
            branchId,
            title: { en: name, cy: name },
          })
    ).catch(() => undefined);
  }
}
