import { expect, test } from '@playwright/test';
import {
  beginLeaf,
  everythingIsSent,
  leaf,
  moveLeaf,
  placeLeaf,
} from '../support/journey/board.ts';
import { isIn, knock, takeASeat } from '../support/journey/come-in.ts';
import { Ledger, recordedLeaves } from '../support/journey/ledger.ts';
import { aMember, aPerson, press } from '../support/journey/person.ts';
import {
  findSession,
  goToInvitation,
  readJoinLink,
  signInAsStaff,
} from '../support/journey/plan.ts';
import { downloadJson } from '../support/journey/record.ts';
import {
  admitEveryone,
  cameLate,
  closeVote,
  endSession,
  goToTheRoom,
  moveOnTo,
  needsALook,
  openTheDoorFromTheRoom,
  openTheRoom,
  pausedScreen,
  revealLeaves,
  showLeaf,
  startAgain,
} from '../support/journey/run-room.ts';
import { stopwatch } from '../support/journey/stopwatch.ts';
import { castFace, checkIn } from '../support/journey/take-part.ts';
import {
  aliasWords,
  joinWords,
  leafWords,
  roomLiveWords,
  roomWords,
  staffRoomWords,
  voteLiveWords,
  voteWords,
} from '../support/journey/words.ts';
import { startHost } from '../support/host.ts';

const ADULT = 'What inspectors should look at next';
const PANEL = 'Meetings with your worker';
const WITHIN_MS = 10_000;

test('a panel of children meets only with two approved adults, and stops by itself without them', async ({
  browser,
}) => {
  test.setTimeout(300_000);
  const host = await startHost();
  const clock = stopwatch();
  try {
    const ledger = new Ledger();
    const heron = await aPerson(browser, host, { who: 'Heron', hands: 'mouse' });
    const finch = await aPerson(browser, host, { who: 'Finch', hands: 'mouse' });
    await signInAsStaff(heron, host, 'heron');
    await signInAsStaff(finch, host, 'finch');
    const adultPlan = await findSession(heron, ADULT);
    const plan = await findSession(finch, PANEL);
    await goToInvitation(finch, plan);
    const link = { link: await readJoinLink(finch) };
    const fern = await aMember(browser, host, 'fern');
    const otter = await aMember(browser, host, 'otter');
    const star = await aMember(browser, host, 'star', { lang: 'cy' });
    const children = [fern, otter, star];
    const staffRoom = staffRoomWords('en');
    const room = roomLiveWords('en');

    await test.step('one adult cannot open the door', async () => {
      await goToTheRoom(finch, plan);
      await expect(
        finch.page.getByRole('button', { name: staffRoom('adultsNeeded', { n: 1 }) }),
      ).toBeVisible();
      await openTheDoorFromTheRoom(finch);
      await expect(finch.page.getByText(room('refusedAdults'))).toBeVisible();
      await fern.page.goto(link.link);
      await expect(fern.page.getByText(joinWords('en')('doorShut'))).toBeVisible();
    });
    await test.step('with a second approved adult it opens', async () => {
      await goToTheRoom(heron, plan);
      await expect(finch.page.getByText(staffRoom('adultsWhy'))).toBeHidden();
      await openTheDoorFromTheRoom(finch);
      await expect(finch.page.getByText(staffRoom('doorOpen'))).toBeVisible();
    });
    await test.step('names are pictures with words, and there is no box to type one', async () => {
      for (const child of children) {
        await knock(child, link);
        await expect(child.page.getByRole('textbox')).toHaveCount(0);
        const names = await child.page.getByRole('main').getByRole('button').allInnerTexts();
        const { numbered: _, ...known } = aliasWords.catalogue[child.lang];
        expect(names).toHaveLength(8);
        for (const name of names) expect(Object.values(known)).toContain(name.trim());
        await takeASeat(child, child.alias);
      }
    });
    await admitEveryone(finch, 3);
    for (const child of children) await isIn(child);
    await openTheRoom(finch);
    for (const child of children) {
      await expect(
        child.page.getByRole('complementary', {
          name: roomLiveWords(child.lang)('adultsSee', { n: 2 }),
        }),
      ).toContainText('Finch');
      await expect(child.page.getByRole('complementary')).toContainText('Heron');
    }
    clock.say('three children and two adults are in');
    await moveOnTo(finch, 'Check-in');
    await checkIn(fern, 'good');
    await checkIn(otter, 'pass');
    await checkIn(star, 'low');

    await moveOnTo(finch, 'Board');
    await test.step('thinking alone, then all at once', async () => {
      for (const [child, words] of [
        [fern, 'Meet me at the park'],
        [otter, 'Let me finish talking'],
        [star, 'Llai o ffurflenni'],
      ] as const) {
        await placeLeaf(child, words);
        await everythingIsSent(child);
        ledger.placed(child.who, words);
      }
      await expect(needsALook(heron)).toContainText('Let me finish talking');
      // A worker shows what stands before them, and a leaf they have not been shown goes on waiting.
      await expect(needsALook(finch)).toContainText('Llai o ffurflenni');
      await expect(leaf(fern, 'Let me finish talking')).toHaveCount(0);
      await revealLeaves(finch);
      for (const child of children)
        await expect(leaf(child, 'Let me finish talking')).toBeVisible();
      await moveLeaf(fern, 'Meet me at the park', 'Where we meet');
      ledger.hung('Meet me at the park', 'Where we meet');
    });
    await test.step('a new leaf waits for a worker and is shown after', async () => {
      const since = Date.now();
      await placeLeaf(otter, 'Play football first');
      ledger.placed(otter.who, 'Play football first');
      await expect(leaf(otter, 'Play football first')).toContainText(
        leafWords('en')('workerLooking'),
      );
      await expect(needsALook(heron)).toContainText('Play football first');
      for (const child of [fern, star])
        expect(child.watch.heardSince(since)).not.toContain('Play football first');
      await showLeaf(heron, 'Play football first');
      for (const child of children) await expect(leaf(child, 'Play football first')).toBeVisible();
      await expect(leaf(otter, 'Play football first')).not.toContainText(
        leafWords('en')('workerLooking'),
      );
    });
    clock.say('leaves waited for a worker and were shown');

    const draft = await beginLeaf(fern, 'I was going to say');
    await test.step('one adult leaves: the room pauses by itself, kindly', async () => {
      const leftAt = Date.now();
      await finch.context.close();
      for (const child of children)
        await expect(pausedScreen(child)).toBeVisible({ timeout: WITHIN_MS + 5_000 });
      for (const child of children) {
        const tookMs = child.watch.waitedFor('"pause":"too-few-adults"', leftAt);
        clock.say(`${child.who}’s screen was told to cover ${tookMs} ms after the adult left`);
        expect(tookMs).toBeLessThanOrEqual(WITHIN_MS);
        const w = roomWords(child.lang);
        await expect(child.page.getByText(w('pausedText'))).toBeVisible();
        await expect(child.page.getByText(w('pausedAdults'))).toBeVisible();
      }
    });
    await test.step('one adult cannot start again', async () => {
      await press(heron, heron.page.getByRole('button', { name: staffRoom('startAgain') }));
      await expect(heron.page.getByText(room('refusedAdults'))).toBeVisible();
      await expect(pausedScreen(fern)).toBeVisible();
    });
    const back = await aPerson(browser, host, { who: 'Finch again', hands: 'mouse' });
    await test.step('the adult comes back, the room goes on, and the draft is still there', async () => {
      await signInAsStaff(back, host, 'finch');
      await goToTheRoom(back, plan);
      await startAgain(back);
      for (const child of children) await expect(pausedScreen(child)).toBeHidden();
      await expect(draft).toHaveValue('I was going to say');
      await draft.fill('I was going to say thank you');
      await press(fern, fern.page.getByRole('button', { name: 'Place leaf' }));
      ledger.placed(fern.who, 'I was going to say thank you');
      await showLeaf(back, 'I was going to say thank you');
      await expect(leaf(star, 'I was going to say thank you')).toBeVisible();
    });
    clock.say('paused and went on');

    await test.step('a leaf from a phone without signal comes after the room has moved on: a worker is shown it', async () => {
      star.watch.offline = true;
      await star.context.setOffline(true);
      await placeLeaf(star, 'Un gweithiwr drwy’r amser', { offline: true });
      ledger.placed(star.who, 'Un gweithiwr drwy’r amser');
      await moveOnTo(back, 'Vote');
      await expect(cameLate(heron, 1, 'Board')).toHaveCount(0);
      await star.context.setOffline(false);
      star.watch.offline = false;
      await expect(cameLate(heron, 1, 'Board')).toContainText('Un gweithiwr drwy’r amser', {
        timeout: 30_000,
      });
      await showLeaf(back, 'Un gweithiwr drwy’r amser', cameLate(back, 1, 'Board'));
      await expect(cameLate(heron, 1, 'Board')).toHaveCount(0);
    });
    clock.say('a late leaf was shown to the workers');

    await test.step('a scale vote', async () => {
      await castFace(fern, 'good');
      await castFace(otter, 'low');
      await castFace(star, 'great');
      await expect(
        heron.page.getByText(voteLiveWords('en')('votesIn', { cast: 3, eligible: 3 })),
      ).toBeVisible();
      await closeVote(back);
      for (const child of children)
        await expect(
          child.page.getByRole('heading', { name: voteLiveWords(child.lang)('closed') }),
        ).toBeVisible();
      for (const child of children)
        await expect(child.page.getByText(voteWords(child.lang)('few'))).toBeVisible();
      for (const { who, watch } of [...children, heron, back])
        expect(watch.heardSince(0), `${who} was sent how three voted`).not.toContain('"result":{');
    });
    await moveOnTo(back, 'Close');
    await endSession(heron);
    await test.step('the record has every leaf, and hides the numbers of so few', async () => {
      await expect(heron.page.getByText(voteWords('en')('few'))).toBeVisible();
      const { record } = await downloadJson(heron);
      expect(recordedLeaves({ record })).toEqual(ledger.leafLines);
      expect(record.stages.find(({ kind }) => kind === 'vote')).toMatchObject({ result: null });
    });
    await test.step('who is bound to the panel sees nothing of the adult group', async () => {
      await back.page.goto('/staff/sessions');
      await expect(back.page.getByRole('main').getByRole('link', { name: PANEL })).toBeVisible();
      await expect(back.page.getByText(ADULT)).toHaveCount(0);
      await expect(back.page.getByText('Adult advisory group')).toHaveCount(0);
      for (const part of ['', '/invite', '/room', '/record', '/record/export/json']) {
        const answer = await back.page.request.get(adultPlan + part);
        expect(answer.ok(), `${adultPlan}${part}`).toBe(false);
        expect(await answer.text()).not.toContain(ADULT);
      }
    });
    await test.step('nothing went elsewhere, nothing broke', () => {
      expect([...children, heron, finch, back].flatMap(({ watch }) => watch.faults)).toEqual([]);
    });
    clock.say('done');
  } finally {
    await host.stop();
  }
});
