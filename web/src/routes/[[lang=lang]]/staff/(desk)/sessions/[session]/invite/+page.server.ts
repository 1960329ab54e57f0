import { sayCode } from '@canopy/domain';
import { redirect } from '@sveltejs/kit';
import QRCode from 'qrcode';
import { href } from '#lib/language/lang.ts';
import { callerOf, doors } from '#lib/server/doors.ts';
import { refusedForm } from '#lib/server/refused-form.ts';
import { refusePage } from '#lib/server/refused.ts';
import { said, valuesOf } from '#lib/staff/form-values.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const read = await doors().read.readSession(await callerOf(event), event.params.session);
  if (!read.ok) refusePage(read.refusal, event);
  const { session, group } = read.value;
  if (session.deletedAt !== null) refusePage({ code: 'not-found' }, event);
  const link = `${event.url.origin}/join/${session.joinToken}`;
  return {
    session: {
      id: session.id,
      title: session.title,
      startsAt: session.startsAt,
      door: session.door,
      isOver: session.state === 'closed' || session.state === 'signed-off',
    },
    isPanel: group.kind === 'youth',
    link,
    address: `${event.url.host}/join`,
    code: sayCode(session.spokenCode),
    // Drawn here, by us: nobody else's server learns the link (house decision 10).
    qr: await QRCode.toString(link, { type: 'svg', margin: 2, errorCorrectionLevel: 'M' }),
  };
};

export const actions: Actions = {
  default: async (event) => {
    const sessionId = event.params.session;
    const values = valuesOf(await event.request.formData());
    const input = { sessionId, door: said(values, 'door') };
    const set = await doors().act(await callerOf(event), 'door:set', input, 'staff');
    if (!set.ok) return refusedForm(set.refusal, event, values);
    redirect(303, href(event.locals.lang, `/staff/sessions/${sessionId}/invite`));
  },
};
