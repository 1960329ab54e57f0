import type { Browser } from '@playwright/test';
import type { Host } from '../host.ts';
import type { Network } from '../network.ts';
import { comeIn, type Way } from './come-in.ts';
import { Ledger } from './ledger.ts';
import { aMember, aPerson, type Member, type Person } from './person.ts';
import {
  goToInvitation,
  openTheDoor,
  planSession,
  readJoinLink,
  readSpokenCode,
  signInAsStaff,
} from './plan.ts';
import { TITLE } from './quarterly-plot.ts';

/** Ten people: eight members on phones, two staff at desks. */
export type Cast = {
  ledger: Ledger;
  /** The chair, and a co-facilitator of the group. */
  heron: Person;
  wren: Person;
  rowan: Member;
  willow: Member;
  hazel: Member;
  birch: Member;
  /** Reads and writes Welsh, all the way. */
  otter: Member;
  /** Works with keys alone. */
  moon: Member;
  /** Loses signal for two minutes. */
  oak: Member;
  /** Comes late. */
  fox: Member;
};

/** `patchy`: what the one who loses signal comes in by. */
export async function theCast(browser: Browser, host: Host, patchy: Network): Promise<Cast> {
  return {
    ledger: new Ledger(),
    heron: await aPerson(browser, host, { who: 'Heron', hands: 'mouse' }),
    wren: await aPerson(browser, host, { who: 'Wren', hands: 'mouse' }),
    rowan: await aMember(browser, host, 'rowan'),
    willow: await aMember(browser, host, 'willow'),
    hazel: await aMember(browser, host, 'hazel'),
    birch: await aMember(browser, host, 'birch'),
    otter: await aMember(browser, host, 'otter', { lang: 'cy' }),
    moon: await aMember(browser, host, 'moon', { hands: 'keys' }),
    oak: await aMember(browser, host, 'oak', { network: patchy }),
    fox: await aMember(browser, host, 'fox'),
  };
}

export const membersOf = (cast: Cast): Member[] => {
  const { rowan, willow, hazel, birch, otter, moon, oak, fox } = cast;
  return [rowan, willow, hazel, birch, otter, moon, oak, fox];
};
export const everybody = (cast: Cast): Person[] => [cast.heron, cast.wren, ...membersOf(cast)];

/** Staff sign in; the chair plans the session and opens its door. */
export async function planTogether({ heron, wren }: Cast, host: Host) {
  await signInAsStaff(heron, host, 'heron');
  await signInAsStaff(wren, host, 'wren');
  const plan = await planSession(heron, {
    group: 'Adult advisory group',
    template: 'Quarterly advisory session',
    title: TITLE,
    startsAt: new Date(Date.now() + 3_600_000),
  });
  await goToInvitation(heron, plan);
  await openTheDoor(heron);
  const link: Way = { link: await readJoinLink(heron) };
  const code: Way = { code: await readSpokenCode(heron) };
  return { plan, link, code };
}

/** Seven people at once, some with the link, some with the code they heard. */
export async function sevenComeIn(cast: Cast, link: Way, code: Way): Promise<void> {
  const { rowan, willow, hazel, birch, otter, moon, oak } = cast;
  const [withLink, withCode] = [
    [rowan, hazel, oak],
    [willow, birch, otter, moon],
  ];
  await Promise.all([
    ...withLink.map((each) => comeIn(each, each.alias, link)),
    ...withCode.map((each) => comeIn(each, each.alias, code)),
  ]);
}
