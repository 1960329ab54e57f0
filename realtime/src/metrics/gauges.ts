import { Gauge, type Registry } from 'prom-client';
import { BUS_STATES, type BusState } from '../bus/line-state.ts';
import type { Person } from '../live/presence.ts';

/** What the host can say of this moment. Asked when the numbers are read, and at no other time. */
export type Moment = {
  people(): Iterable<{ sessionId: string; person: Person }>;
  readers(): number;
  boardsAwake(): number;
  /** Commands begun and not yet answered. */
  waiting(): number;
  /** Bytes handed to connections and not yet taken by the network, over all of them. */
  outgoingBytes(): number;
  bus(): BusState;
  isReady(): Promise<boolean>;
};

/** Gauges that look when they are asked, so that nothing has to keep a second count in step. */
export function showMoment(registry: Registry, moment: Moment): void {
  const gauge = (name: string, help: string, look: () => number | Promise<number>): void => {
    new Gauge({
      name,
      help,
      registers: [registry],
      async collect() {
        this.set(await look());
      },
    });
  };

  new Gauge({
    name: 'canopy_sockets_open',
    help: 'Connections of people in rooms; one person may have several.',
    labelNames: ['kind'],
    registers: [registry],
    collect() {
      const kinds: Record<Person['kind'], number> = { staff: 0, seat: 0 };
      for (const { person } of moment.people()) kinds[person.kind] += 1;
      for (const [kind, n] of Object.entries(kinds)) this.set({ kind }, n);
    },
  });
  gauge('canopy_rooms_open', 'Sessions with somebody connected.', () => {
    const sessions = new Set<string>();
    for (const { sessionId } of moment.people()) sessions.add(sessionId);
    return sessions.size;
  });
  gauge('canopy_boards_awake', 'Boards in memory.', () => moment.boardsAwake());
  gauge('canopy_board_readers', 'Screens that follow a board.', () => moment.readers());
  gauge('canopy_commands_waiting', 'Commands heard and not yet answered.', () => moment.waiting());
  gauge('canopy_outgoing_bytes', 'Bytes that slow connections have not taken yet.', () =>
    moment.outgoingBytes(),
  );
  gauge('canopy_database_ready', '1 when the database answers and can save.', async () =>
    (await moment.isReady()) ? 1 : 0,
  );
  new Gauge({
    name: 'canopy_bus_state',
    help: '1 beside the state of the line to other hosts.',
    labelNames: ['state'],
    registers: [registry],
    collect() {
      for (const state of BUS_STATES) this.set({ state }, state === moment.bus() ? 1 : 0);
    },
  });
}
