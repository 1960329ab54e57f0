import { expect, test } from '@playwright/test';
import { startHost } from '../support/host.ts';
import { startNetwork } from '../support/network.ts';
import { isIn } from '../support/journey/come-in.ts';
import { recordedDots, recordedLeaves, recordedReactions } from '../support/journey/ledger.ts';
import { loseSignal } from '../support/journey/person.ts';
import {
  cluster,
  expectDeliveredOnce,
  expectNobodyWasSent,
  loadAgain,
  react,
  reveal,
  thinkAlone,
  tidyBranches,
  undoOne,
  writeWithoutSignal,
} from '../support/journey/quarterly-board.ts';
import {
  everybody,
  membersOf,
  planTogether,
  sevenComeIn,
  theCast,
} from '../support/journey/quarterly-cast.ts';
import { THOUGHTS, TIME, TITLE, WELSH } from '../support/journey/quarterly-plot.ts';
import { pauseAndStartAgain, sayHowWeAre, talk, vote } from '../support/journey/quarterly-room.ts';
import {
  downloadJson,
  heardOnSaidAndDone,
  makeThemeFromBranch,
  openStrand,
  sendToStrand,
  signOff,
  themeOnStrand,
} from '../support/journey/record.ts';
import {
  admitEveryone,
  endSession,
  goToTheRoom,
  moveOnTo,
  openTheRoom,
} from '../support/journey/run-room.ts';
import { stopwatch } from '../support/journey/stopwatch.ts';
import { lobbyWords, roomLiveWords } from '../support/journey/words.ts';

/** Two minutes of wall clock: the promise is about a real tunnel, not a mocked one. */
const OFFLINE_MS = 120_000;
const COVER_WITHIN_MS = 1_000;

test('ten people hold the adult session, from plan to signed-off record, and nothing is lost or doubled', async ({
  browser,
}, testInfo) => {
  test.setTimeout(420_000);
  const host = await startHost();
  const patchy = await startNetwork();
  const clock = stopwatch();
  const step = async <T>(title: string, body: () => T | Promise<T>): Promise<T> => {
    const done = await test.step(title, body);
    clock.say(title);
    return done;
  };
  try {
    const cast = await theCast(browser, host, patchy);
    const { ledger, heron, wren, rowan, otter, moon, oak, fox } = cast;
    const members = membersOf(cast);

    const { plan, link, code } = await step('the chair plans it and opens the door', () =>
      planTogether(cast, host),
    );
    await step('seven come to the lobby, by link and by spoken code', () =>
      sevenComeIn(cast, link, code),
    );
    await step('staff let them in and open the room', async () => {
      await goToTheRoom(heron, plan);
      await goToTheRoom(wren, plan);
      await admitEveryone(heron, 7);
      for (const member of members) if (member !== fox) await isIn(member);
      await openTheRoom(heron);
      const here = roomLiveWords('en')('membersHere', { n: 7 });
      await expect(rowan.page.getByText(here)).toBeVisible();
      await expect(otter.page.getByRole('heading', { name: 'Croeso, Dyfrgi' })).toBeVisible();
    });
    await step('check-in', () => sayHowWeAre(cast));

    const thinkingSince = Date.now();
    await moveOnTo(heron, 'Board');
    await step('all think alone, and one comes late', () => thinkAlone(cast, code));
    await step('held leaves are in nobody else’s traffic', () =>
      expectNobodyWasSent(cast, thinkingSince),
    );
    await step('one reveal shows every leaf to everyone', () => reveal(cast));

    const lostAt = Date.now();
    const signalIsBack = loseSignal(oak, patchy, OFFLINE_MS);
    await step('one has no signal, and writes and moves all the same', () =>
      writeWithoutSignal(cast),
    );
    await step('leaves are hung by thumb, by menu and by keys', () => cluster(cast));
    await step('undo takes back what one did', () => undoOne(cast));
    await step('staff name a branch again and join two', () => tidyBranches(cast));
    await step('a page loaded again is the same seat', () => loadAgain(cast));
    await step('reactions are counted', () => react(cast));
    await step('the lead changes hands; one pauses, the other starts again', async () => {
      const slowest = await pauseAndStartAgain(cast);
      clock.say(`(the slowest screen was told to cover after ${slowest} ms)`);
      expect(slowest).toBeLessThanOrEqual(COVER_WITHIN_MS);
    });
    await step('a queue to speak', () => talk(cast));
    await moveOnTo(wren, 'Board');
    await step('two minutes have passed without signal', async () => {
      const heard = oak.watch.frames.filter(({ at }) => at > lostAt + 1_000);
      expect(heard, 'no signal is no signal').toEqual([]);
      await signalIsBack;
    });
    await step('what was written without signal arrives, once', () => expectDeliveredOnce(cast));

    await step('everyone votes, one changes their mind, staff close it', () => vote(cast));
    await step('the session ends for everyone', async () => {
      await moveOnTo(wren, 'Close');
      await endSession(heron);
      for (const { page, lang } of members) {
        const over = lobbyWords(lang)('overTitle');
        await expect(page.getByRole('heading', { name: over })).toBeVisible();
      }
    });

    const groupId = await step('every leaf and vote sent is in the record, once', async () => {
      const download = await downloadJson(heron);
      const body = JSON.stringify(download, null, 2);
      await testInfo.attach('record.json', { body, contentType: 'application/json' });
      expect(recordedLeaves(download)).toEqual(ledger.leafLines);
      expect(recordedDots(download)).toEqual(ledger.dotLines);
      expect(recordedReactions(download, THOUGHTS.rowan[0])).toBe(2);
      expect(download.record.attendance).toMatchObject({ members: { shown: true, n: 8 } });
      return download.record.groupId;
    });
    await step('a theme goes to a work strand, and the chair signs off', async () => {
      await makeThemeFromBranch(heron, TIME);
      const line = {
        en: 'People want one worker who keeps to plans.',
        cy: 'Mae pobl eisiau un gweithiwr sy’n cadw at gynlluniau.',
      };
      await sendToStrand(heron, TIME, { line, strand: 'Rehabilitative services' });
      await signOff(heron);
      await openStrand(heron, 'Rehabilitative services');
      await expect(themeOnStrand(heron, TIME)).toContainText(TITLE.en);
      await expect(themeOnStrand(heron, TIME)).toContainText(line.en);
    });
    await step('the group reads that it was heard, in both languages', async () => {
      await expect(await heardOnSaidAndDone(rowan, groupId, TIME)).toBeVisible();
      await expect(await heardOnSaidAndDone(otter, groupId, WELSH[TIME] ?? '')).toBeVisible();
    });

    await step('no member was ever sent who another member is', () => {
      for (const { who, alias, watch } of members) {
        expect(
          watch.mentions(alias),
          `${who} is sent their own, so the search can see`,
        ).not.toEqual([]);
        for (const other of members)
          if (other.alias !== alias)
            expect(watch.mentions(other.alias), `${who} was sent "${other.alias}"`).toEqual([]);
      }
    });
    await step('keys alone were enough, nothing went elsewhere, nothing broke', () => {
      expect(moon.watch.pointers).toBe(0);
      expect(everybody(cast).flatMap(({ watch }) => watch.faults)).toEqual([]);
    });
  } finally {
    await host.stop();
    await patchy.stop();
  }
});
