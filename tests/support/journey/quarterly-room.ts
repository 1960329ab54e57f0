import { expect } from '@playwright/test';
import { beginLeaf } from './board.ts';
import { press, type Member } from './person.ts';
import { membersOf, type Cast } from './quarterly-cast.ts';
import { CHANGED_MIND, inWelsh, VOTES } from './quarterly-plot.ts';
import {
  answerAsk,
  asks,
  closeVote,
  handOverTheLead,
  moveOnTo,
  pausedScreen,
  pauseTheRoom,
  startAgain,
} from './run-room.ts';
import { askToSpeak, castDots, checkIn, type Face } from './take-part.ts';
import {
  boardWords,
  roomLiveWords,
  staffCheckInWords,
  staffRoomWords,
  voteLiveWords,
} from './words.ts';

export async function sayHowWeAre(cast: Cast): Promise<void> {
  const { heron, wren, rowan, willow, hazel, birch, otter, moon, oak } = cast;
  await moveOnTo(heron, 'Check-in');
  const faces: readonly (readonly [Member, Face | 'pass'])[] = [
    [rowan, 'ok'],
    [willow, 'good'],
    [hazel, 'low'],
    [birch, 'pass'],
    [otter, 'great'],
    [moon, 'low'],
    [oak, 'rough'],
  ];
  await Promise.all(faces.map(([member, face]) => checkIn(member, face)));
  await expect(wren.page.getByText(staffCheckInWords('en')('answered', { n: 7 }))).toBeVisible();
}

/** Gives how long the slowest phone waited to be told to cover, in ms. */
export async function pauseAndStartAgain(cast: Cast): Promise<number> {
  const { heron, wren, rowan, oak } = cast;
  await handOverTheLead(heron, 'Wren');
  const box = await beginLeaf(rowan, 'Half a thought');
  const withSignal = membersOf(cast).filter((member) => member !== oak);
  const pausedAt = Date.now();
  await pauseTheRoom(heron);
  for (const member of withSignal) await expect(pausedScreen(member)).toBeVisible();
  const waits = withSignal.map(({ watch }) => watch.waitedFor('"pause":"staff"', pausedAt));
  await startAgain(wren);
  for (const member of withSignal) await expect(pausedScreen(member)).toBeHidden();
  await expect(box).toHaveValue('Half a thought');
  const close = rowan.page.getByRole('button', { name: boardWords('en')('close'), exact: true });
  await press(rowan, close);
  return Math.max(...waits);
}

/** A queue in which each is told only their own place. */
export async function talk({ heron, wren, hazel, moon }: Cast): Promise<void> {
  const ask = (name: string): string => staffRoomWords('en')('askSpeak', { name });
  await moveOnTo(wren, 'Talk');
  await askToSpeak(hazel, 1);
  await askToSpeak(moon, 2);
  await expect(asks(heron)).toContainText([ask('Hazel'), ask('Moon')]);
  await answerAsk(heron, 'Hazel');
  const next = moon.page.getByText(roomLiveWords('en')('speakQueued', { n: 1 })).first();
  await expect(next).toBeVisible();
}

/** Everyone votes, one has a change of mind, and nobody is sent a result before staff close it. */
export async function vote(cast: Cast): Promise<void> {
  const { wren, rowan, ledger } = cast;
  const since = Date.now();
  await moveOnTo(wren, 'Vote');
  for (const member of membersOf(cast)) {
    const dots = VOTES[member.alias as keyof typeof VOTES];
    await castDots(member, member.lang === 'cy' ? inWelsh(dots) : dots);
    ledger.voted(member.who, dots);
  }
  await castDots(rowan, CHANGED_MIND, { changed: true });
  ledger.voted(rowan.who, CHANGED_MIND);
  const all = voteLiveWords('en')('votesIn', { cast: 8, eligible: 8 });
  await expect(wren.page.getByText(all)).toBeVisible();
  for (const { who, watch } of membersOf(cast)) {
    const heard = watch.heardSince(since);
    expect(heard, `${who} is sent the room, with no result in it`).toContain('"result":null');
    expect(heard, `${who} was sent a result`).not.toContain('"result":{');
  }
  await closeVote(wren);
  for (const { page, lang } of membersOf(cast)) {
    const closed = voteLiveWords(lang)('closed');
    await expect(page.getByRole('heading', { name: closed })).toBeVisible();
  }
}
