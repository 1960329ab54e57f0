import { RULES, type ActionName, type Role } from '@canopy/domain';
import { redirect } from '@sveltejs/kit';
import { href } from '#lib/language/lang.ts';
import { callerOf, doors } from '#lib/server/doors.ts';
import { refusePage } from '#lib/server/refused.ts';
import type { LayoutServerLoad } from './$types';

/** Everything at the desk is calm work: pages, links and forms, no script. */
export const csr = false;

export const load: LayoutServerLoad = async (event) => {
  const { staff } = await doors().read.readMe(await callerOf(event));
  if (staff === null) {
    if (!(await doors().read.isSetUp())) redirect(303, href(event.locals.lang, '/staff/set-up'));
    refusePage({ code: 'not-signed-in' }, event);
  }
  const { id, name, role } = staff;
  const sessions = await doors().read.listSessions(await callerOf(event));
  return {
    me: { id, name, role },
    // A room that is open now can be paused from wherever staff are (people 52).
    openRooms: sessions.ok ? sessions.value.filter(({ state }) => state === 'open') : [],
    pathname: event.url.pathname,
    // What to offer. Whether it is allowed is asked again when it is done.
    can: {
      plan: offers(role, 'session:plan'),
      groups: offers(role, 'group:add'),
      people: offers(role, 'staff:add'),
      signOff: offers(role, 'record:sign-off'),
    },
  };
};

const offers = (role: Role, action: ActionName): boolean =>
  (RULES[action].staff as readonly Role[]).includes(role);
