import { expect, test, vi } from 'vitest';
import { actions } from './+page.server.ts';

/** The house as this page meets it: one seat in session `today`, and what was done to it. */
function press(page: string) {
  const act = vi.fn(() => Promise.resolve({ ok: true, value: {} }));
  const dropped = vi.fn();
  const seat = { seatId: 'seat', sessionId: 'today' };
  const identify = () => Promise.resolve({ staff: null, seat, address: '' });
  Reflect.set(globalThis, Symbol.for('canopy.doors'), { act, identify, secureCookies: false });
  const event = {
    params: { session: page },
    cookies: { get: () => 'token', delete: dropped },
    locals: { lang: 'en' },
    getClientAddress: () => '',
  };
  const leaving = Promise.resolve(actions['default']?.(event as never));
  return { act, dropped, leaving };
}

test('leaving gives up the seat and its cookie', async () => {
  const { act, dropped, leaving } = press('today');
  await expect(leaving).rejects.toMatchObject({ location: '/session/today/left' });
  expect(act).toHaveBeenCalledOnce();
  expect(dropped).toHaveBeenCalledOnce();
});

test('in an old tab of another session it takes nobody out of the room they are in now', async () => {
  const { act, dropped, leaving } = press('last-spring');
  await expect(leaving).rejects.toMatchObject({ location: '/session/last-spring/left' });
  expect(act).not.toHaveBeenCalled();
  expect(dropped).not.toHaveBeenCalled();
});
