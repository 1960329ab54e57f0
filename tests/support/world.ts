import { readFile } from 'node:fs/promises';
import path from 'node:path';
import {
  expect,
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
} from '@playwright/test';
import { FormClient } from './form-client.ts';
import { startHost, type Host } from './host.ts';
import { newIntent } from './live-person.ts';
import { StandingRoom } from './standing-room.ts';
import { boardOf, groupOf, storedBoard } from './stored-session.ts';

export type Lang = 'en' | 'cy';
/** Whose browser a page is looked at in. */
export type Who =
  'nobody' | 'guest' | 'chair' | 'co-facilitator' | 'administrator' | 'member' | 'waiting';

/**
 * A whole service to look around in: the adult group's session standing where it is told to, the
 * youth panel's still a plan.
 */
export class World {
  readonly host: Host;
  readonly adult: StandingRoom;
  readonly youth: StandingRoom;
  #waiting: string;
  #administrator: string;

  private constructor(parts: {
    host: Host;
    adult: StandingRoom;
    youth: StandingRoom;
    waiting: string;
    administrator: string;
  }) {
    this.host = parts.host;
    this.adult = parts.adult;
    this.youth = parts.youth;
    this.#waiting = parts.waiting;
    this.#administrator = parts.administrator;
  }

  /** Six members in the room, one person in the lobby, at the welcome. */
  static async stand(): Promise<World> {
    const host = await startHost({ env: { CANOPY_GALLERY: 'on' } });
    const adult = await StandingRoom.of(host, 'adult');
    const youth = await StandingRoom.of(host, 'youth');
    await adult.seatMany(6);
    const waiting = await adult.knock('pebble');
    await adult.open();
    const desk = new FormClient(host.url);
    await desk.post('/staff/sign-in', {
      to: '',
      email: 'owl@canopy.example',
      password: await demoPassword(host),
    });
    return new World({ host, adult, youth, waiting, administrator: desk.cookie('canopy-staff') });
  }

  get url(): string {
    return this.host.url;
  }

  /** Everyone checks in, writes, shares, votes; the vote is counted. Then the room is at `close`. */
  async runThrough(): Promise<void> {
    const { adult } = this;
    await adult.go('check-in');
    for (const [n, { person }] of adult.seats.entries())
      await adult.say(person, 'check-in:answer', {
        intentId: newIntent(),
        stageId: adult.stageId,
        answer: (['great', 'good', 'good', 'ok', 'ok', 'low'] as const)[n] ?? 'pass',
      });
    await adult.go('board');
    await adult.reveal();
    await adult.fillBoard();
    await adult.go('vote');
    await adult.voteAndClose();
    await adult.go('talk');
    await adult.go('break');
    await adult.go('close');
  }

  /** The session closes; the chair makes a theme of each of two branches and sends both to a work strand. */
  async closeAndThemes(): Promise<void> {
    const { adult } = this;
    const boardId = await boardOf(this.host, adult.stageOf('board'));
    const { branches } = await storedBoard(this.host, boardId);
    await adult.closeSession();
    const { desk } = adult;
    const strandId = await this.strandId();
    for (const [n, branch] of branches.slice(0, 2).entries())
      await desk.post(`/staff/sessions/${adult.sessionId}/record?/addTheme`, {
        'nameEn.new': branch.title.en,
        'nameCy.new': branch.title.cy,
        'lineEn.new':
          n === 0 ? 'People want one worker who stays.' : 'Money and a home come first.',
        'lineCy.new':
          n === 0 ? 'Mae pobl eisiau un gweithiwr sy’n aros.' : 'Arian a chartref sy’n dod gyntaf.',
        'strandId.new': strandId,
        'leafIds.new': branch.leaves.map(({ id }) => id),
      });
  }
  async signOff(): Promise<void> {
    await this.adult.desk.post(`/staff/sessions/${this.adult.sessionId}/record?/signOff`, {
      read: 'on',
      nobody: 'on',
    });
  }

  /** Ids that only pages name: read where a person would find them, in the links of a list. */
  linkId = async (list: string, pattern: RegExp): Promise<string> => {
    const client = new FormClient(this.url, { 'canopy-staff': this.#administrator });
    const html = await (await client.get(list)).text();
    const id = pattern.exec(html)?.[1];
    if (id === undefined) throw new Error(`${list} links to nothing like ${String(pattern)}`);
    return id;
  };
  strandId = (): Promise<string> => this.linkId('/staff/strands', /\/staff\/strands\/([\w-]+)"/);
  groupId = (): Promise<string> => groupOf(this.host, this.adult.sessionId);
  staffId = (): Promise<string> => this.linkId('/staff/people', /\/staff\/people\/([\w-]{12,})"/);

  /** A browser of somebody's own. `guest` has followed the join link and stands before the door. */
  async browserOf(
    browser: Browser,
    who: Who,
    options: BrowserContextOptions = {},
    seat = 0,
  ): Promise<BrowserContext> {
    const context = await browser.newContext({
      viewport: { width: 390, height: 844 },
      // Nothing fades, so what is looked at is what is there.
      reducedMotion: 'reduce',
      ...options,
    });
    const keep = (name: string, value: string): Promise<void> =>
      context.addCookies([{ name, value, url: this.url }]);
    switch (who) {
      case 'nobody':
        break;
      case 'guest':
        await keep('canopy-door', this.adult.demo.joinToken);
        break;
      case 'chair':
        await keep('canopy-staff', this.adult.chairToken);
        break;
      case 'co-facilitator':
        await keep('canopy-staff', this.adult.otherToken);
        break;
      case 'administrator':
        await keep('canopy-staff', this.#administrator);
        break;
      case 'member':
        await keep('canopy-seat', this.adult.seats[seat]?.token ?? '');
        break;
      case 'waiting':
        await keep('canopy-seat', this.#waiting);
        break;
    }
    return context;
  }

  async stop(): Promise<void> {
    this.adult.leave();
    this.youth.leave();
    await this.host.stop();
  }
}

export async function demoPassword(host: Host): Promise<string> {
  const text = await readFile(path.join(host.dataDir, 'demo-sign-in.txt'), 'utf8');
  const password = /^password: (\S+)$/m.exec(text)?.[1];
  expect(password, 'the demo wrote its password').toBeDefined();
  return password ?? '';
}

export const inLang = (lang: Lang, pathname: string): string =>
  lang === 'en' ? pathname : pathname === '/' ? '/cy' : `/cy${pathname}`;
