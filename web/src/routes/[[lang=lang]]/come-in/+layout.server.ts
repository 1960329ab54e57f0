import { redirect } from '@sveltejs/kit';
import { href } from '#lib/language/lang.ts';
import { callerOf, doors } from '#lib/server/doors.ts';
import { keptToken } from './join-token.server.ts';
import type { LayoutServerLoad } from './$types';

/** What may be known in front of the door: that it is open, whose words to use, and when it starts. */
export const load: LayoutServerLoad = async (event) => {
  const token = keptToken(event.cookies);
  const door = token === undefined ? null : await doors().read.readJoinDoor(token);
  // Somebody who has a place already goes back to it, also when the door is locked behind them.
  const { seat } = await callerOf(event);
  if (seat !== null && (door === null || !door.ok || door.value.sessionId === seat.sessionId)) {
    const view = await doors().read.readSeatView(seat.seatId);
    if (view?.state === 'waiting' || view?.state === 'admitted')
      redirect(303, href(event.locals.lang, `/session/${seat.sessionId}`));
  }
  return {
    door: door === null ? ('none' as const) : door.ok ? ('open' as const) : ('shut' as const),
    youth: door?.ok === true && door.value.groupKind === 'youth',
    startsAt: door?.ok === true ? door.value.startsAt : null,
  };
};
