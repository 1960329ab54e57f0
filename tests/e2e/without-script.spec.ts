import { readFile } from 'node:fs/promises';
import { expect, test, type Page } from '@playwright/test';
import { frontWords } from '../../web/src/lib/words/front.ts';
import { joinWords } from '../../web/src/lib/words/join.ts';
import { lobbyWords } from '../../web/src/lib/words/lobby.ts';
import { planInviteWords } from '../../web/src/lib/words/plan-invite.ts';
import { planWords } from '../../web/src/lib/words/plan.ts';
import { recordWords } from '../../web/src/lib/words/record.ts';
import { settingsWords } from '../../web/src/lib/words/settings.ts';
import { signInWords } from '../../web/src/lib/words/sign-in.ts';
import { staffWords } from '../../web/src/lib/words/staff.ts';
import { themeWords } from '../../web/src/lib/words/themes.ts';
import { demoPassword, World } from '../support/world.ts';

/** people 94: locked-down laptops and old phones. Here no page runs any script at all. */
const quiet = { javaScriptEnabled: false } as const;

let world: World;
test.beforeAll(async () => {
  world = await World.stand();
});
test.afterAll(async () => {
  await world?.stop();
});

const pressed = (page: Page, name: string | RegExp): Promise<void> =>
  page.getByRole('button', { name }).first().click();

test('a member comes from the front page to the lobby with a spoken code, and in when let in', async ({
  browser,
}) => {
  const context = await browser.newContext(quiet);
  const page = await context.newPage();
  const code = world.adult.chair.staff?.spokenCode ?? '';
  expect(code).not.toBe('');
  await page.goto(world.url);
  await page.getByLabel(frontWords('en')('codeLabel')).fill(code);
  await pressed(page, frontWords('en')('goIn'));
  await page.getByRole('link', { name: 'English' }).last().click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(joinWords('en')('nameHeading'));
  await page.locator('main form button[name="name"]').first().click();
  await pressed(page, joinWords('en')('takeMeIn'));
  await expect(page).toHaveURL(/\/session\/[\w-]+\/lobby$/);
  await expect(page.getByText(lobbyWords('en')('waiting'))).toBeVisible();

  await world.adult.say(world.adult.chair, 'seat:admit-all', { sessionId: world.adult.sessionId });
  await page.getByRole('link', { name: lobbyWords('en')('again') }).click();
  await expect(page).toHaveURL(/\/session\/[\w-]+$/);
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Welcome');
  await context.close();
});

test('the join link leads to the lobby in Welsh', async ({ browser }) => {
  const context = await browser.newContext(quiet);
  const page = await context.newPage();
  await page.goto(`${world.url}/join/${world.adult.demo.joinToken}`);
  await page.getByRole('link', { name: 'Cymraeg' }).last().click();
  await page.getByRole('link', { name: joinWords('cy')('showOthers') }).click();
  await page.locator('main form button[name="name"]').nth(3).click();
  await pressed(page, joinWords('cy')('takeMeIn'));
  await expect(page.locator('html')).toHaveAttribute('lang', 'cy');
  await expect(page.getByText(lobbyWords('cy')('waiting'))).toBeVisible();
  await context.close();
});

test('settings are kept and the page wears them', async ({ browser }) => {
  const context = await browser.newContext(quiet);
  const page = await context.newPage();
  const w = settingsWords('en');
  await page.goto(`${world.url}/settings`);
  await page.getByLabel(w('dark')).check({ force: true });
  await page.getByLabel(w('size150')).check({ force: true });
  await page.getByLabel(w('calm')).check({ force: true });
  await pressed(page, w('save'));
  await expect(page.getByText(w('saved'))).toBeVisible();
  await page.goto(world.url);
  const html = page.locator('html');
  await expect(html).toHaveAttribute('data-theme', 'dark');
  await expect(html).toHaveAttribute('data-text', '150');
  await expect(html).toHaveAttribute('data-calm', '');
  await context.close();
});

test('the chair signs in, plans a session, carries a closed one to its strand, and downloads it', async ({
  browser,
}) => {
  const context = await browser.newContext({ ...quiet, viewport: { width: 1280, height: 800 } });
  context.setDefaultTimeout(15_000);
  const page = await context.newPage();
  await test.step('sign in', async () => {
    const w = signInWords('en');
    await page.goto(world.url);
    await page.getByRole('link', { name: frontWords('en')('staff') }).click();
    await page.getByLabel(w('email')).fill('heron@canopy.example');
    await page.getByLabel(w('password')).fill(await demoPassword(world.host));
    await pressed(page, w('signIn'));
    await expect(page).toHaveURL(`${world.url}/staff`);
  });

  await test.step('plan', async () => {
    const w = planWords('en');
    await page.goto(`${world.url}/staff/sessions`);
    await page
      .getByRole('link', { name: w('plan') })
      .first()
      .click();
    await page.getByRole('link', { name: 'Adult advisory group' }).click();
    await page.locator('input[name="title.en"]').fill('Autumn session');
    await page.locator('input[name="title.cy"]').fill('Sesiwn yr hydref');
    await page.getByLabel(w('starts')).fill('2027-03-04T18:00');
    await pressed(page, w('makePlan'));
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Autumn session');
    const stages = page.locator('ol > li');
    await expect(stages).toHaveCount(7);
    await pressed(page, /^Delete ?: Break/);
    await expect(stages).toHaveCount(6);
    await pressed(page, staffWords('en')('undo'));
    await expect(stages).toHaveCount(7);
    await page.getByRole('link', { name: w('invite') }).click();
    await expect(page.getByRole('img', { name: planInviteWords('en')('scanAlt') })).toBeVisible();
  });

  await world.runThrough();
  await world.adult.closeSession();
  await test.step('review', async () => {
    const w = themeWords('en');
    await page.goto(`${world.url}/staff/sessions/${world.adult.sessionId}/record`);
    await pressed(page, new RegExp(`^${w('makeTheme')} ?: Time with your worker`));
    const theme = page
      .locator('article')
      .filter({ has: page.getByRole('heading', { name: 'Time with your worker' }) });
    await theme.getByLabel(w('lineEn')).fill('People want one worker who stays.');
    await theme.getByLabel(w('lineCy')).fill('Mae pobl eisiau un gweithiwr sy’n aros.');
    await theme.getByLabel(w('strand')).selectOption({ index: 1 });
    await theme.getByRole('button', { name: new RegExp(`^${w('save')}`) }).click();
    await expect(page.getByText(w('saved')).first()).toBeVisible();

    await page.getByText(w('newTheme')).click();
    const fresh = page.locator('#new-theme');
    await fresh.getByLabel(w('nameEn')).fill('Homes and money');
    await fresh.getByLabel(w('lineEn')).fill('A home comes first.');
    await fresh.getByLabel(w('strand')).selectOption({ index: 2 });
    await fresh
      .locator('fieldset')
      .filter({ hasText: 'rent a place' })
      .locator('input[type="checkbox"]')
      .first()
      .check();
    await pressed(page, w('addTheme'));
    await expect(page.locator('article')).toHaveCount(2);
  });

  await test.step('exports', async () => {
    for (const format of ['csv', 'json'] as const) {
      const coming = page.waitForEvent('download');
      await page.getByRole('link', { name: new RegExp(format, 'i') }).click();
      const download = await coming;
      expect(download.suggestedFilename()).toMatch(new RegExp(`^canopy-record-.*\\.${format}$`));
      expect(await readFile(await download.path(), 'utf8')).toContain(
        'The same worker from start to end.',
      );
    }
  });

  await test.step('sign off', async () => {
    const w = themeWords('en');
    await pressed(page, w('signAndSend'));
    await expect(page.getByText(w('confirmFirst'), { exact: true })).toBeVisible();
    await page.getByLabel(w('confirmRead')).check();
    await page.getByLabel(w('confirmNobody')).check();
    await pressed(page, w('signAndSend'));
    await expect(page.getByText(w('allDone')).first()).toBeVisible();
    await expect(page.getByText(recordWords('en')('forStaff')).first()).toBeVisible();
  });

  await test.step('the strand and the group see it', async () => {
    await page.goto(`${world.url}/staff/strands/${await world.strandId()}`);
    await expect(page.getByText('Autumn session')).toHaveCount(0);
    await expect(
      page.getByText(/People want one worker who stays|A home comes first/).first(),
    ).toBeVisible();
    await page.goto(`${world.url}/said-and-done/${await world.groupId()}`);
    await expect(page.getByText('People want one worker who stays.')).toBeVisible();
    await expect(page.getByText(themeWords('en')('heard'), { exact: true }).first()).toBeVisible();
    await page.goto(`${world.url}/cy/said-and-done/${await world.groupId()}`);
    await expect(page.getByText('Mae pobl eisiau un gweithiwr sy’n aros.')).toBeVisible();
  });

  await test.step('sign out', async () => {
    await page.goto(`${world.url}/staff`);
    await pressed(page, staffWords('en')('signOut'));
    await expect(page).toHaveURL(/\/staff\/sign-in$/);
    await page.goto(`${world.url}/staff`);
    await expect(page).toHaveURL(/\/staff\/sign-in/);
  });
  await context.close();
});
