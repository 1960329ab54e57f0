import type { Who, World } from './world.ts';

/** How much script a page may load (people 91, 94). */
export type Script = 'none' | 'join' | 'room';

export type Route = {
  /** The folder under web/src/routes, as SvelteKit names it. */
  id: string;
  who: Who;
  /** While the adult session runs, closed with themes, or signed off too. */
  when: 'live' | 'closed' | 'after';
  path: (world: World) => string | Promise<string>;
  script: Script;
  /** Not shown for itself: sends people on to a page that is in this table. */
  sendsOn?: true;
  /** A page of its own state under the same address: named in test titles. */
  as?: string;
};

const root = '/[[lang=lang]]';
const desk = `${root}/staff/(desk)`;
const session = (world: World): string => `/staff/sessions/${world.youth.sessionId}`;
const seatAt = (world: World): string => `/session/${world.adult.sessionId}`;

/** Every page there is. `every-page.spec.ts` fails when a page of web/src/routes is missing here. */
export const ROUTES: readonly Route[] = [
  { id: root, who: 'nobody', when: 'live', path: () => '/', script: 'none' },
  { id: `${root}/settings`, who: 'nobody', when: 'live', path: () => '/settings', script: 'none' },
  { id: `${root}/about/accessibility`, who: 'nobody', when: 'live', path: () => '/about/accessibility', script: 'none' },
  { id: `${root}/about/pictures`, who: 'nobody', when: 'live', path: () => '/about/pictures', script: 'none' },
  // Every part in every state on one page; there only when the host is told so.
  { id: `${root}/about/look`, who: 'nobody', when: 'live', path: () => '/about/look', script: 'room' },
  { id: `${root}/join`, who: 'nobody', when: 'live', path: () => '/join', script: 'join' },
  { id: `${root}/come-in`, who: 'guest', when: 'live', path: () => '/come-in', script: 'join' },
  { id: `${root}/come-in`, as: 'with no door', who: 'nobody', when: 'live', path: () => '/come-in', script: 'join' },
  { id: `${root}/come-in/name`, who: 'guest', when: 'live', path: () => '/come-in/name?set=1', script: 'join' },
  { id: `${root}/come-in/promise`, who: 'guest', when: 'live', path: () => '/come-in/promise?name=rowan', script: 'join' },
  { id: `${root}/seat/[token]`, who: 'nobody', when: 'live', path: () => '/seat/a-square-code', script: 'none' },
  { id: `${root}/session/[session]/lobby`, who: 'waiting', when: 'live', path: (w) => `${seatAt(w)}/lobby`, script: 'join' },
  { id: `${root}/session/[session]`, who: 'member', when: 'live', path: seatAt, script: 'room' },
  { id: `${root}/session/[session]`, as: 'with no seat', who: 'nobody', when: 'live', path: seatAt, script: 'none' },
  { id: `${root}/session/[session]`, as: 'when it is over', who: 'member', when: 'after', path: seatAt, script: 'none' },
  { id: `${root}/session/[session]/away`, who: 'nobody', when: 'live', path: (w) => `${seatAt(w)}/away`, script: 'none' },
  { id: `${root}/session/[session]/leave`, who: 'member', when: 'live', path: (w) => `${seatAt(w)}/leave`, script: 'none' },
  { id: `${root}/session/[session]/left`, who: 'nobody', when: 'live', path: (w) => `${seatAt(w)}/left`, script: 'none' },
  { id: `${root}/staff/sign-in`, who: 'nobody', when: 'live', path: () => '/staff/sign-in', script: 'none' },
  { id: `${root}/staff/sign-out`, who: 'chair', when: 'live', path: () => '/staff/sign-out', script: 'none', sendsOn: true },
  { id: `${root}/staff/set-up`, who: 'nobody', when: 'live', path: () => '/staff/set-up', script: 'none', sendsOn: true },
  { id: desk, who: 'chair', when: 'live', path: () => '/staff', script: 'none' },
  { id: desk, as: 'after a session', who: 'chair', when: 'after', path: () => '/staff', script: 'none' },
  { id: `${desk}/password`, who: 'chair', when: 'live', path: () => '/staff/password', script: 'none' },
  { id: `${desk}/groups`, who: 'chair', when: 'live', path: () => '/staff/groups', script: 'none' },
  { id: `${desk}/groups/add`, who: 'chair', when: 'live', path: () => '/staff/groups/add', script: 'none' },
  { id: `${desk}/groups/[group]`, who: 'chair', when: 'live', path: async (w) => `/staff/groups/${await w.groupId()}`, script: 'none' },
  { id: `${desk}/groups/[group]/edit`, who: 'chair', when: 'live', path: async (w) => `/staff/groups/${await w.groupId()}/edit`, script: 'none' },
  { id: `${desk}/people`, who: 'administrator', when: 'live', path: () => '/staff/people', script: 'none' },
  { id: `${desk}/people/add`, who: 'administrator', when: 'live', path: () => '/staff/people/add', script: 'none' },
  { id: `${desk}/people/[staff]`, who: 'administrator', when: 'live', path: async (w) => `/staff/people/${await w.staffId()}`, script: 'none' },
  { id: `${desk}/sessions`, who: 'chair', when: 'live', path: () => '/staff/sessions', script: 'none' },
  { id: `${desk}/sessions/add`, who: 'chair', when: 'live', path: () => '/staff/sessions/add', script: 'none' },
  { id: `${desk}/sessions/[session]`, who: 'chair', when: 'live', path: session, script: 'none' },
  { id: `${desk}/sessions/[session]/invite`, who: 'chair', when: 'live', path: (w) => `${session(w)}/invite`, script: 'none' },
  ...(['welcome', 'board', 'vote'] as const).map((kind): Route => ({
    id: `${desk}/sessions/[session]/stages/add`, as: `a ${kind}`, who: 'chair', when: 'live', path: (w) => `${session(w)}/stages/add?kind=${kind}`, script: 'none',
  })),
  ...(['board', 'vote'] as const).map((kind): Route => ({
    id: `${desk}/sessions/[session]/stages/[stage]`, as: `a ${kind}`, who: 'chair', when: 'live', path: (w) => `${session(w)}/stages/${w.youth.stageOf(kind)}`, script: 'none',
  })),
  { id: `${desk}/sessions/[session]/notes`, who: 'chair', when: 'live', path: (w) => `${session(w)}/notes`, script: 'room' },
  { id: `${desk}/sessions/[session]/notes`, as: 'after the sign-off', who: 'chair', when: 'after', path: (w) => `/staff/sessions/${w.adult.sessionId}/notes`, script: 'room' },
  { id: `${desk}/strands`, who: 'chair', when: 'after', path: () => '/staff/strands', script: 'none' },
  { id: `${desk}/strands/[strand]`, who: 'chair', when: 'after', path: async (w) => `/staff/strands/${await w.strandId()}`, script: 'none' },
  { id: `${desk}/sessions/[session]/record`, as: 'before the sign-off', who: 'chair', when: 'closed', path: (w) => `/staff/sessions/${w.adult.sessionId}/record`, script: 'none' },
  { id: `${desk}/sessions/[session]/record`, who: 'chair', when: 'after', path: (w) => `/staff/sessions/${w.adult.sessionId}/record`, script: 'none' },
  { id: `${root}/staff/sessions/[session]/room`, who: 'chair', when: 'live', path: (w) => `/staff/sessions/${w.adult.sessionId}/room`, script: 'room' },
  { id: `${root}/staff/sessions/[session]/room`, as: 'before it opens', who: 'chair', when: 'live', path: (w) => `${session(w)}/room`, script: 'room' },
  { id: `${root}/said-and-done/[group]`, who: 'nobody', when: 'after', path: async (w) => `/said-and-done/${await w.groupId()}`, script: 'none' },
]; // prettier-ignore
