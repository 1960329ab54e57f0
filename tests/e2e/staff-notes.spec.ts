import { expect, test, type Browser, type Page } from '@playwright/test';
import { staffNotesWords } from '../../web/src/lib/words/staff-notes.ts';
import { FormClient } from '../support/form-client.ts';
import { startHost } from '../support/host.ts';
import { axeOn } from '../support/look-at-page.ts';
import { misfitsOf } from '../support/measure-page.ts';
import { StandingRoom } from '../support/standing-room.ts';

const en = staffNotesWords('en');
const cy = staffNotesWords('cy');
const WIDE = { width: 1280, height: 720 };
const PHONE = { width: 390, height: 844 };

const staffPage = async (browser: Browser, url: string, token: string): Promise<Page> => {
  const context = await browser.newContext({ viewport: WIDE, reducedMotion: 'reduce' });
  await context.addCookies([{ name: 'canopy-staff', value: token, url }]);
  context.setDefaultTimeout(10_000);
  return context.newPage();
};
const boxOf = (page: Page) => page.getByRole('textbox', { name: /Notes on this|Nodiadau ar y/ });
/** On a desk beside the board, on a phone as a sheet over it. */
const fits = async (page: Page): Promise<void> => {
  const found: string[] = [];
  for (const size of [WIDE, PHONE]) {
    await page.setViewportSize(size);
    await expect(boxOf(page)).toBeVisible();
    found.push(...(await misfitsOf(page, 24)), ...(await axeOn(page)));
  }
  expect(found).toEqual([]);
};

test('staff write a session’s notes together, lose no word to a lost signal, and nobody else reads them', async ({
  browser,
}) => {
  const host = await startHost();
  const room = await StandingRoom.of(host, 'adult');
  try {
    const { sessionId } = room;
    await room.seatMany(1);
    await room.open();
    const heron = await staffPage(browser, host.url, room.chairToken);
    const finch = await staffPage(browser, host.url, room.otherToken);
    await Promise.all([
      heron.goto(`${host.url}/staff/sessions/${sessionId}/room`),
      finch.goto(`${host.url}/cy/staff/sessions/${sessionId}/room`),
    ]);
    for (const [page, say] of [
      [heron, en],
      [finch, cy],
    ] as const) {
      await expect(page.locator('html')).toHaveAttribute('data-live', 'connected');
      await page.getByRole('button', { name: say('title'), exact: true }).click();
      await expect(page.getByText(say('saved'))).toBeVisible();
      await expect(page.getByText(say('whoReads'))).toBeVisible();
    }
    const [hers, his] = [boxOf(heron), boxOf(finch)];

    // Both at once, in the same place and in different ones.
    await hers.pressSequentially('Rent. ');
    await expect(his).toHaveValue('Rent. ');
    await Promise.all([
      hers.pressSequentially('Deposits are too high. '),
      his.press('Home').then(() => his.pressSequentially('Ystafell fach. ')),
    ]);
    const both = 'Ystafell fach. Rent. Deposits are too high. ';
    await expect(hers).toHaveValue(both);
    await expect(his).toHaveValue(both);
    await expect(heron.getByText(en('here', { n: 2 }))).toBeVisible();

    // One has no signal for a while and both go on.
    await finch.context().setOffline(true);
    await expect(finch.getByText(cy('away'))).toBeVisible();
    await his.press('Control+End');
    await his.pressSequentially('Bws olaf am chwech.');
    await expect(finch.getByText(cy('awayKept'))).toBeVisible();
    await hers.press('Control+Home');
    await hers.pressSequentially('First: ');
    await finch.context().setOffline(false);
    const all = `First: ${both}Bws olaf am chwech.`;
    await expect(his).toHaveValue(all);
    await expect(hers).toHaveValue(all);
    await expect(finch.getByText(cy('saved'))).toBeVisible();

    await Promise.all([fits(heron), fits(finch)]);
    await heron.setViewportSize(WIDE);

    // A member gets nowhere near them.
    const seat = { 'canopy-seat': room.seats[0]?.token ?? '' };
    const answer = await new FormClient(host.url, seat).get(`/staff/sessions/${sessionId}/notes`);
    expect([answer.status, answer.headers.get('location')?.includes('sign-in')]).toEqual([
      303,
      true,
    ]);
    const context = await browser.newContext();
    await context.addCookies([{ name: 'canopy-seat', value: seat['canopy-seat'], url: host.url }]);
    const member = await context.newPage();
    await member.goto(`${host.url}/session/${sessionId}`);
    const opened = await member.evaluate(
      (address) =>
        new Promise((resolve) => {
          const socket = new WebSocket(address);
          socket.onopen = () => resolve('opened');
          socket.onclose = () => resolve('refused');
        }),
      `${host.url.replace('http', 'ws')}/notes/${sessionId}`,
    );
    expect(opened).toBe('refused');
    expect(await member.content()).not.toContain('Deposits');

    // The session is over; the record shows the same, and the chair goes on writing until it is signed.
    await room.closeSession();
    await heron.waitForURL(/\/record$/);
    await expect(heron.locator('#notes')).toContainText(all);
    await heron.getByRole('link', { name: en('write') }).click();
    await expect(boxOf(heron)).toHaveValue(all);
    await boxOf(heron).press('Control+End');
    await boxOf(heron).pressSequentially(' Ask again in May.');
    await expect(heron.getByText(en('saved'))).toBeVisible();
    await room.desk.post(`/staff/sessions/${sessionId}/record?/signOff`, {
      read: 'on',
      nobody: 'on',
    });
    await expect(heron.getByText(en('frozen'))).toBeVisible();
    await expect(boxOf(heron)).toHaveJSProperty('readOnly', true);

    const kept = `${all} Ask again in May.`;
    await heron.goto(`${host.url}/staff/sessions/${sessionId}/record`);
    await expect(heron.locator('#notes')).toContainText(kept);
    await expect(heron.getByRole('link', { name: en('write') })).toHaveCount(0);
    const data = await room.desk.get(`/staff/sessions/${sessionId}/record/export/json`);
    expect(await data.json()).toMatchObject({ staffNotes: kept });
  } finally {
    room.leave();
    await host.stop();
  }
});
