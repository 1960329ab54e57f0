import { dispatch, identify, type House } from '@canopy/actions';
import type { RefusalCode } from '@canopy/domain';
import { SOCKET_COMMANDS, type SocketCommand } from '@canopy/protocol';
import { isStorageFault } from '@canopy/storage';
import type { HostLog } from '../log.ts';
import type { PersonPaces } from '../limits/person-paces.ts';
import type { LiveSocket } from './live-server.ts';

export type CommandEdge = {
  house: House;
  log: HostLog;
  isDraining: () => boolean;
  paces: PersonPaces;
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
  const { kind, id } = socket.data.person;
  const pace = edge.paces.enter(`${kind}:${id}`);
  socket.on('disconnect', () => edge.paces.leave(`${kind}:${id}`));
  for (const name of SOCKET_COMMANDS) {
    socket.on(name, (input: unknown, ack: unknown) => {
      // A frame may carry anything in the place of the acknowledgement; then nobody is answered.
      const answer = (reply: unknown): void => {
        if (typeof ack === 'function') (ack as (reply: unknown) => void)(reply);
      };
      const refuse = (code: RefusalCode): void => answer({ ok: false, refusal: { code } });
      if (edge.isDraining()) return refuse('cannot-save');
      if (!pace.take()) {
        if (!pace.bear()) socket.disconnect(true);
        return refuse('slow-down');
      }
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
