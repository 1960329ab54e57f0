import type { Doors } from '@canopy/actions';
import type { Refusal } from '@canopy/domain';
import type { LiveServer } from '../live/live-server.ts';
import type { HostMeters } from './host-meters.ts';

type Answer = { ok: true } | { ok: false; refusal: Refusal };

/**
 * Times every command of every socket from outside: the frame coming in to its answer going out. An
 * answer that is not a refusal is given only once the command is committed.
 */
export function hearAnswers(io: LiveServer, meters: HostMeters): void {
  io.on('connection', (socket) => {
    socket.use((packet, next) => {
      const heardAt = performance.now();
      const [name] = packet;
      const last = packet.length - 1;
      const ack: unknown = packet[last];
      if (typeof ack === 'function')
        packet[last] = (answer: Answer): void => {
          if (!answer.ok) meters.refused(answer.refusal.code);
          // A reaction is only counted when it is answered, and written later with others.
          else if (name !== 'reaction:send') meters.saved(performance.now() - heardAt);
          (ack as (answer: Answer) => void)(answer);
        };
      next();
    });
  });
}

/** The same for what is done on pages. Their time is the person's own and the network's: not kept. */
export const countRefusals = (doors: Doors, meters: HostMeters): Doors => ({
  ...doors,
  async act(caller, name, input, as) {
    const result = await doors.act(caller, name, input, as);
    if (!result.ok) meters.refused(result.refusal.code);
    return result;
  },
});
