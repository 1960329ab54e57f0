import { expect } from '@playwright/test';
import {
  branch,
  carryLeaf,
  everythingIsSent,
  leaf,
  leafOn,
  moveLeaf,
  placeLeaf,
  startBranch,
  undo,
} from './board.ts';
import { comeIn, isIn, type Way } from './come-in.ts';
import type { Member } from './person.ts';
import { membersOf, type Cast } from './quarterly-cast.ts';
import {
  AT_THE_DEPOT,
  COURSES,
  EVENINGS,
  GETTING_THERE,
  LOCAL,
  MONEY,
  ON_THE_BUS,
  THOUGHTS,
  TIME,
  TRAVEL,
  WELSH,
} from './quarterly-plot.ts';
import { admitEveryone, mergeBranch, renameBranch, revealLeaves } from './run-room.ts';
import { giveReaction, reactToLeaf } from './take-part.ts';
import { boardLiveWords, leafWords, roomLiveWords } from './words.ts';

async function writeAlone({ ledger }: Cast, member: Member): Promise<void> {
  const ideas: readonly string[] = THOUGHTS[member.alias as keyof typeof THOUGHTS];
  for (const words of ideas) {
    await placeLeaf(member, words);
    ledger.placed(member.who, words);
  }
  await everythingIsSent(member);
}

/** All who are in write, each alone; then somebody comes late, by the code, and writes too. */
export async function thinkAlone(cast: Cast, code: Way): Promise<void> {
  const { heron, wren, fox, ledger } = cast;
  for (const member of membersOf(cast)) if (member !== fox) await writeAlone(cast, member);
  await comeIn(fox, 'fox', code);
  await admitEveryone(wren, 1);
  await isIn(fox);
  await writeAlone(cast, fox);
  const ready = boardLiveWords('en')('heldCount', { n: ledger.leaves.size });
  await expect(heron.page.getByText(ready)).toBeVisible();
}

/** Not one word of a held leaf has been sent to anybody but the one who wrote it. */
export async function expectNobodyWasSent(cast: Cast, since: number): Promise<void> {
  const { ledger } = cast;
  for (const { who, watch } of membersOf(cast)) {
    const own = ledger.writtenBy(who);
    // Their own come back to them: were they not found, the search itself would be blind.
    for (const words of own)
      await expect
        .poll(() => watch.heardSince(since).includes(words), `${who}: ${words}`)
        .toBe(true);
    for (const words of ledger.leaves.keys()) {
      if (own.includes(words)) continue;
      const told = `${who} was sent "${words}" before the reveal`;
      expect(watch.heardSince(since).includes(words), told).toBe(false);
    }
  }
}

/** One batch to everyone. Words seen in the traffic now prove that the search before could see. */
export async function reveal(cast: Cast): Promise<void> {
  const since = Date.now();
  await revealLeaves(cast.heron);
  for (const member of membersOf(cast)) {
    await expect(leaf(member, THOUGHTS.fox[0])).toBeVisible();
    for (const [words] of Object.values(THOUGHTS)) {
      const told = `${member.who} and "${words}"`;
      await expect.poll(() => member.watch.heardSince(since).includes(words), told).toBe(true);
    }
  }
}

/** A page loaded again in the middle is the same seat, with its leaves and its right to change them. */
export async function loadAgain({ birch }: Cast): Promise<void> {
  const [words] = THOUGHTS.birch;
  await birch.page.reload();
  await isIn(birch);
  await expect(leaf(birch, words)).toContainText(leafWords('en')('yours'));
}

/** Two leaves and a move, one before the phone has noticed, stay on the phone and say so. */
export async function writeWithoutSignal({ oak, ledger }: Cast): Promise<void> {
  await placeLeaf(oak, ON_THE_BUS, { offline: true });
  ledger.placed(oak.who, ON_THE_BUS);
  await moveLeaf(oak, EVENINGS, TIME);
  ledger.hung(EVENINGS, TIME);
  const notConnected = oak.page.getByText(roomLiveWords('en')('notConnected'), { exact: true });
  await expect(notConnected).toBeVisible({ timeout: 30_000 });
  await placeLeaf(oak, AT_THE_DEPOT, { kind: 'problem', offline: true });
  ledger.placed(oak.who, AT_THE_DEPOT);
}

/** Everybody hangs leaves: by menu, by picking up and putting down, by keys; one starts a branch. */
export async function cluster({ ledger, ...cast }: Cast): Promise<void> {
  const { rowan, willow, hazel, birch, otter, moon, fox } = cast;
  const hang = async (member: Member, words: string, on: string): Promise<void> => {
    const name = member.lang === 'cy' ? (WELSH[on] ?? on) : on;
    await (member === hazel || member === otter ? carryLeaf : moveLeaf)(member, words, name);
    ledger.hung(words, on);
  };
  await hang(rowan, THOUGHTS.rowan[0], TIME);
  await hang(willow, THOUGHTS.willow[0], COURSES);
  await hang(hazel, THOUGHTS.hazel[0], MONEY);
  await hang(otter, THOUGHTS.otter[0], TIME);
  await hang(moon, THOUGHTS.moon[0], LOCAL);
  await hang(fox, THOUGHTS.rowan[1], TIME);
  await hang(birch, THOUGHTS.birch[0], COURSES);
  await startBranch(moon, GETTING_THERE);
  await hang(otter, THOUGHTS.otter[1], GETTING_THERE);
}

/** What one did is taken back, and nothing that anybody did besides. */
export async function undoOne({ willow, rowan }: Cast): Promise<void> {
  const [, moved] = THOUGHTS.willow;
  await moveLeaf(willow, moved, MONEY);
  await expect(leafOn(rowan, moved, MONEY)).toBeVisible();
  await undo(willow);
  await expect(leafOn(rowan, moved, MONEY)).toBeHidden();
  await expect(leaf(rowan, moved)).toBeVisible();
  await expect(leafOn(rowan, THOUGHTS.willow[0], COURSES)).toBeVisible();
  await expect(leafOn(rowan, THOUGHTS.hazel[0], MONEY)).toBeVisible();
}

/** A branch is named again in both languages, and two become one. */
export async function tidyBranches({ wren, otter, ledger }: Cast): Promise<void> {
  await renameBranch(wren, GETTING_THERE, TRAVEL);
  await expect(branch(otter, TRAVEL.cy)).toBeVisible();
  await mergeBranch(wren, COURSES, LOCAL);
  for (const [words, on] of ledger.leaves) {
    if (on === GETTING_THERE) ledger.hung(words, TRAVEL.en);
    if (on === COURSES) ledger.hung(words, LOCAL);
  }
}

export async function react({ birch, moon, otter, fox }: Cast): Promise<void> {
  const [words] = THOUGHTS.rowan;
  await giveReaction(birch, 'thanks');
  await reactToLeaf(moon, words, 'agree');
  await reactToLeaf(otter, words, 'agree');
  const counted = boardLiveWords('en')('reactCount', { n: 2 });
  await expect(leaf(fox, words).getByRole('button', { name: counted })).toBeVisible();
}

/** Back again: each thing written without signal is there for the others, once. */
export async function expectDeliveredOnce({ oak, rowan }: Cast): Promise<void> {
  await expect(leaf(rowan, AT_THE_DEPOT)).toBeVisible({ timeout: 30_000 });
  await everythingIsSent(oak);
  await expect(leaf(rowan, ON_THE_BUS)).toHaveCount(1);
  await expect(leaf(rowan, AT_THE_DEPOT)).toHaveCount(1);
  await expect(leafOn(rowan, EVENINGS, TIME)).toBeVisible();
  await expect(branch(oak, TRAVEL.en)).toBeVisible();
}
