import { dispatch, identify, type House } from '@canopy/actions';
import type { RefusalCode } from '@canopy/domain';
import { SOCKET_COMMANDS, type SocketCommand } from '@canopy/protocol';
import { isStorageFault } from '@canopy/storage';
import type { HostLog } from '../log.ts';
import { Pace } from '../limits/pace.ts';
import type { LiveSocket } from './live-server.ts';

/** Refused this often in a row, a sender is not a person any more. */
const REFUSED_MAX = 500;

export type CommandEdge = {
  house: House;
  log: HostLog;
  isDraining: () => boolean;
  /** Commands a second from one socket, twice as many at once. 0 = no limit, for benchmarks. */
  pace: number;
  /** Told when a command begins and ends, so that a stopping host can wait for its answers. */
  began: () => void;
  ended: () => void;
};

/**
 * One socket's commands, each through `dispatch` and to nothing else. Who is asking is read again
 * from the cookie at each of them, so a sign-in that has ended can do nothing more on a socket that
 * is still open. A throw in a socket handler would end the process: none leaves this file.
 */
export function hearCommands(socket: LiveSocket, edge: CommandEdge): void {
  const pace = edge.pace === 0 ? null : new Pace(2 * edge.pace, edge.pace);
  let refused = 0;
  for (const name of SOCKET_COMMANDS) {
    socket.on(name, (input: unknown, ack: unknown) => {
      // A frame may carry anything in the place of the acknowledgement; then nobody is answered.
      const answer = (reply: unknown): void => {
        if (typeof ack === 'function') (ack as (reply: unknown) => void)(reply);
      };
      const refuse = (code: RefusalCode): void => answer({ ok: false, refusal: { code } });
      if (edge.isDraining()) return refuse('cannot-save');
      if (pace?.take() === false) {
        refused += 1;
        if (refused > REFUSED_MAX) socket.disconnect(true);
        return refuse('slow-down');
      }
      refused = 0;
      edge.began();
      run(socket, edge, name, input)
        .then(answer, (error: unknown) => {
          edge.log.bug('command:failed', error);
          // What heals by itself is said so: the browser keeps the leaf and sends it again.
          refuse(isStorageFault(error) ? 'cannot-save' : 'unexpected');
        })
        .finally(() => edge.ended());
    });
  }
}

async function run(
  socket: LiveSocket,
  { house }: CommandEdge,
  name: SocketCommand,
  input: unknown,
): Promise<unknown> {
  const { visitor, person } = socket.data;
  const caller = await identify(house, visitor.tokens, visitor.address);
  const still = person.kind === 'staff' ? caller.staff?.staffId : caller.seat?.seatId;
  if (still !== person.id) {
    // The cookie now proves somebody else or nobody: what this socket was is over.
    setTimeout(() => socket.disconnect(true), 50);
    return { ok: false, refusal: { code: 'not-signed-in' } };
  }
  return dispatch(house, caller, name, input, person.kind);
}
