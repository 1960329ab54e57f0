import type { GroupInput, Role, StrandInput, TemplateId } from '@canopy/domain';

/** Everybody here is a bird and every service is invented: no demo of ours names a real person or place. */
export const DEMO_STAFF = {
  owl: { name: 'Owl', role: 'administrator', approvedForChildren: false, groups: [] },
  heron: { name: 'Heron', role: 'chair', approvedForChildren: true, groups: [] },
  wren: {
    name: 'Wren',
    role: 'co-facilitator',
    approvedForChildren: true,
    groups: ['adult', 'youth'],
  },
  finch: { name: 'Finch', role: 'co-facilitator', approvedForChildren: true, groups: ['youth'] },
  swift: { name: 'Swift', role: 'note-taker', approvedForChildren: false, groups: ['adult'] },
} as const satisfies Record<
  string,
  { name: string; role: Role; approvedForChildren: boolean; groups: readonly GroupKey[] }
>;
type GroupKey = 'adult' | 'youth';

export const demoEmail = (bird: string): string => `${bird}@canopy.example`;

export const DEMO_GROUPS: Record<GroupKey, GroupInput> = {
  adult: {
    kind: 'adult',
    name: { en: 'Adult advisory group', cy: 'Grŵp cynghori oedolion' },
    serviceName: null,
    cadence: 'quarterly',
    language: 'both',
  },
  youth: {
    kind: 'youth',
    name: { en: 'Riverside youth panel', cy: 'Panel ieuenctid Glan-yr-afon' },
    serviceName: 'Riverside Youth Justice Service',
    cadence: 'three-a-year',
    language: 'both',
  },
};

export const DEMO_SESSIONS: Record<
  GroupKey,
  { template: TemplateId; title: { en: string; cy: string }; inDays: number }
> = {
  adult: {
    template: 'quarterly',
    title: {
      en: 'What inspectors should look at next',
      cy: 'Beth ddylai arolygwyr edrych arno nesaf',
    },
    inDays: 0,
  },
  youth: {
    template: 'panel',
    title: { en: 'Meetings with your worker', cy: 'Cyfarfodydd gyda’ch gweithiwr' },
    inDays: 1,
  },
};

export const DEMO_STRANDS: readonly StrandInput[] = [
  {
    kind: 'thematic-inspection',
    name: { en: 'Rehabilitative services', cy: 'Gwasanaethau adsefydlu' },
    ownerName: 'Kestrel',
  },
  {
    kind: 'research-project',
    name: { en: 'Children having a say', cy: 'Plant yn cael dweud eu dweud' },
    ownerName: 'Plover',
  },
];
