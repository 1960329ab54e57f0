import { randomInt } from 'node:crypto';
import { freshDatabase } from '@canopy/storage/fresh-database';
import { expect, test } from '@playwright/test';
import { laneCookie, openFrontDoor } from '../support/front-door.ts';
import { startHost, type Host } from '../support/host.ts';
import { everythingIsSent, leaf, moveLeaf, placeLeaf } from '../support/journey/board.ts';
import { comeIn, isIn, isLive, type Way } from '../support/journey/come-in.ts';
import { Ledger, recordedDots, recordedLeaves } from '../support/journey/ledger.ts';
import { aMember, aPerson, type Member, type Person } from '../support/journey/person.ts';
import {
  goToInvitation,
  openTheDoor,
  planSession,
  readJoinLink,
  signInAsStaff,
} from '../support/journey/plan.ts';
import { inWelsh, LOCAL, MONEY, THOUGHTS, TIME, TITLE } from '../support/journey/quarterly-plot.ts';
import { downloadJson } from '../support/journey/record.ts';
import {
  admitEveryone,
  closeVote,
  endSession,
  goToTheRoom,
  moveOnTo,
  openTheRoom,
  revealLeaves,
} from '../support/journey/run-room.ts';
import { castDots } from '../support/journey/take-part.ts';
import { lobbyWords } from '../support/journey/words.ts';

const ALIASES = ['rowan', 'willow', 'hazel', 'birch', 'otter'] as const;
/** Only branches that were there from the start: nobody begins one in this session. */
const DOTS = {
  rowan: { [TIME]: 3, [MONEY]: 2 },
  willow: { [MONEY]: 2, [TIME]: 1 },
  hazel: { [MONEY]: 3 },
  birch: { [LOCAL]: 2, [TIME]: 2 },
  otter: { [TIME]: 3 },
} as const satisfies Record<(typeof ALIASES)[number], Readonly<Record<string, number>>>;
/** What a browser prints itself when a host goes away under it. Anything else it prints is ours. */
const HOST_GONE = /net::ERR_|WebSocket connection to|Failed to load resource/;

test('the adult session over two hosts, one of them killed midway: everything sent is in the record, and nothing twice', async ({
  browser,
}) => {
  test.setTimeout(300_000);
  const database = await freshDatabase();
  const front = await openFrontDoor();
  const env = {
    DATABASE_URL: database.url,
    REDIS_URL: `${process.env.CANOPY_TEST_REDIS ?? ''}/${randomInt(16)}`,
    ORIGIN: front.url,
  };
  const hosts: Host[] = [];
  try {
    // One after the other: the first plants the demo, which belongs to both.
    for (let n = 0; n < 2; n += 1) hosts.push(await startHost({ env }));
    const [first, second] = hosts;
    if (first === undefined || second === undefined) throw new Error('two hosts were asked for');
    front.hosts = [first.port, second.port];

    const ledger = new Ledger();
    const by = async <P extends Person>(lane: number, person: P): Promise<P> => {
      const [name = '', value = ''] = laneCookie(lane).split('=');
      await person.context.addCookies([{ name, value, url: front.url }]);
      return person;
    };
    const heron = await by(0, await aPerson(browser, front, { who: 'Heron', hands: 'mouse' }));
    const wren = await by(1, await aPerson(browser, front, { who: 'Wren', hands: 'mouse' }));
    const members: Member[] = [];
    for (const [n, alias] of ALIASES.entries()) {
      const lang = alias === 'otter' ? 'cy' : 'en';
      members.push(await by(n % 2, await aMember(browser, front, alias, { lang })));
    }
    const [rowan, willow] = members;
    if (rowan === undefined || willow === undefined) throw new Error('nobody came');

    const plan = await test.step('staff sign in by different hosts and plan it', async () => {
      await signInAsStaff(heron, first, 'heron');
      await signInAsStaff(wren, first, 'wren');
      const made = await planSession(heron, {
        group: 'Adult advisory group',
        template: 'Quarterly advisory session',
        title: TITLE,
        startsAt: new Date(Date.now() + 3_600_000),
      });
      await goToInvitation(heron, made);
      await openTheDoor(heron);
      return made;
    });
    await test.step('five come in, some by each host', async () => {
      const link: Way = { link: await readJoinLink(heron) };
      for (const member of members) await comeIn(member, member.alias, link);
      await goToTheRoom(heron, plan);
      await goToTheRoom(wren, plan);
      await admitEveryone(heron, members.length);
      for (const member of members) await isIn(member);
      await openTheRoom(heron);
    });

    const write = async (member: Member, n: number): Promise<void> => {
      const words = (THOUGHTS[member.alias as keyof typeof THOUGHTS] as readonly string[])[n];
      if (words === undefined) return;
      await placeLeaf(member, words);
      ledger.placed(member.who, words);
    };
    await test.step('all think alone; one host is killed while they write', async () => {
      await moveOnTo(heron, 'Board');
      for (const member of members) await write(member, 0);
      await second.kill('SIGKILL');
      // At once, and by those whose host is gone as by the others: what is written is kept.
      for (const member of members) await write(member, 1);
      for (const member of members) await everythingIsSent(member);
      for (const { page } of [heron, wren, ...members]) await isLive(page.locator('html'));
    });
    await test.step('the reveal shows every leaf to everybody, and leaves are hung', async () => {
      await revealLeaves(heron);
      for (const words of ledger.leaves.keys())
        for (const member of members) await expect(leaf(member, words)).toHaveCount(1);
      for (const [member, words, name] of [
        [rowan, THOUGHTS.rowan[0], TIME],
        [willow, THOUGHTS.willow[0], MONEY],
      ] as const) {
        await moveLeaf(member, words, name);
        ledger.hung(words, name);
      }
      for (const member of members) await everythingIsSent(member);
    });
    await test.step('the host comes back; everybody votes', async () => {
      await second.restart();
      await moveOnTo(heron, 'Vote');
      for (const member of members) {
        const dots = DOTS[member.alias as keyof typeof DOTS];
        await castDots(member, member.lang === 'cy' ? inWelsh(dots) : dots);
        ledger.voted(member.who, dots);
      }
      await closeVote(heron);
    });
    const download = await test.step('the session ends for everybody', async () => {
      await moveOnTo(heron, 'Close');
      await endSession(heron);
      for (const { page, lang } of members) {
        const over = lobbyWords(lang)('overTitle');
        await expect(page.getByRole('heading', { name: over })).toBeVisible();
      }
      return downloadJson(heron);
    });
    await test.step('everything sent is in the record, and nothing twice', () => {
      expect(recordedLeaves(download)).toEqual(ledger.leafLines);
      expect(recordedDots(download)).toEqual(ledger.dotLines);
      expect(download.record.attendance).toMatchObject({ members: { shown: true, n: 5 } });
      const faults = [heron, wren, ...members].flatMap(({ watch }) => watch.faults);
      expect(faults.filter((fault) => !HOST_GONE.test(fault))).toEqual([]);
    });
  } finally {
    for (const host of hosts) await host.stop();
    await front.stop();
    await database.drop();
  }
});
