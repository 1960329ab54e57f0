import type { GroupKind } from './group.ts';
import type { StageInput } from './stage.ts';
import type { Bilingual } from './language.ts';

export const TEMPLATE_IDS = ['quarterly', 'panel', 'prioritise', 'quick-check'] as const;
export type TemplateId = (typeof TEMPLATE_IDS)[number];
export type Template = {
  id: TemplateId;
  name: Bilingual;
  /** Which kinds of group it is offered to first. Any group may use any template. */
  for: readonly GroupKind[];
  stages: readonly StageInput[];
};

const b = (en: string, cy: string): Bilingual => ({ en, cy });

const welcome: StageInput = {
  kind: 'welcome',
  name: b('Welcome', 'Croeso'),
  rung: 'told',
  minutes: null,
};
const checkIn: StageInput = {
  kind: 'check-in',
  name: b('Check-in', 'Sut mae pawb'),
  rung: 'asked',
  minutes: null,
};
const talk = (minutes: number | null): StageInput => ({
  kind: 'talk',
  name: b('Talk', 'Siarad'),
  rung: 'worked-together',
  minutes,
});
const rest = (minutes: number): StageInput => ({
  kind: 'break',
  name: b('Break', 'Egwyl'),
  rung: 'told',
  minutes,
});
const close: StageInput = { kind: 'close', name: b('Close', 'Cloi'), rung: 'told', minutes: null };

/** The adult list of the consultation shape, from the inspectorate's thematic topics (product.md). */
const adultTopics = [
  {
    id: 'services',
    text: b('Commissioned rehabilitative services', 'Gwasanaethau adsefydlu wedi’u comisiynu'),
  },
  { id: 'partnerships', text: b('Local strategic partnerships', 'Partneriaethau strategol lleol') },
  { id: 'online', text: b('Online sexual offending', 'Troseddau rhywiol ar-lein') },
  {
    id: 'activity',
    text: b('Rehabilitation activity requirements', 'Gofynion gweithgaredd adsefydlu'),
  },
  {
    id: 'safeguarding',
    text: b(
      'Keeping vulnerable adults on probation safe',
      'Cadw oedolion agored i niwed ar brawf yn ddiogel',
    ),
  },
];
const youthTopics = [
  {
    id: 'arrangements',
    text: b(
      'How youth justice services are run',
      'Sut mae gwasanaethau cyfiawnder ieuenctid yn cael eu rhedeg',
    ),
  },
  {
    id: 'child-first',
    text: b(
      'Child First and trauma-informed practice',
      'Plentyn yn Gyntaf a gwaith sy’n ystyried trawma',
    ),
  },
  { id: 'participation', text: b('Children having a say', 'Plant yn cael dweud eu dweud') },
];

export const TEMPLATES: readonly Template[] = [
  {
    id: 'quarterly',
    name: b('Quarterly advisory session', 'Sesiwn gynghori chwarterol'),
    for: ['adult'],
    stages: [
      welcome,
      checkIn,
      {
        kind: 'board',
        name: b('Board', 'Bwrdd'),
        rung: 'worked-together',
        minutes: 20,
        question: b(
          'What should inspectors look at first?',
          'Beth ddylai arolygwyr edrych arno gyntaf?',
        ),
        privacy: 'hidden',
        branches: [
          b('Time with your worker', 'Amser gyda’ch gweithiwr'),
          b('Housing and money', 'Tai ac arian'),
          b('Courses and activity days', 'Cyrsiau a dyddiau gweithgaredd'),
          b('Local services, joined up', 'Gwasanaethau lleol yn cydweithio'),
        ],
      },
      {
        kind: 'vote',
        name: b('Vote', 'Pleidlais'),
        rung: 'decided-together',
        minutes: 5,
        question: b('Which of these matters most?', 'Pa rai o’r rhain sydd bwysicaf?'),
        privacy: 'hidden',
        vote: {
          method: 'dots',
          source: { from: 'branches', boardStageId: null },
          dots: 5,
          maxPerOption: 3,
        },
      },
      talk(15),
      rest(10),
      close,
    ],
  },
  {
    id: 'panel',
    name: b('Panel session', 'Sesiwn panel'),
    for: ['youth'],
    stages: [
      welcome,
      checkIn,
      {
        kind: 'board',
        name: b('Board', 'Bwrdd'),
        rung: 'worked-together',
        minutes: null,
        question: b(
          'What would make meetings with your worker better?',
          'Beth fyddai’n gwneud cyfarfodydd gyda’ch gweithiwr yn well?',
        ),
        privacy: 'hidden',
        branches: [
          b('Where we meet', 'Ble rydyn ni’n cwrdd'),
          b('Being listened to', 'Cael rhywun i wrando'),
          b('What we do', 'Beth rydyn ni’n ei wneud'),
        ],
      },
      {
        kind: 'vote',
        name: b('Vote', 'Pleidlais'),
        rung: 'asked',
        minutes: null,
        question: b('How do you feel about this plan?', 'Sut ydych chi’n teimlo am y cynllun hwn?'),
        privacy: 'hidden',
        vote: {
          method: 'scale',
          source: {
            from: 'list',
            options: [{ id: 'plan', text: b('This plan', 'Y cynllun hwn') }],
          },
          dots: 5,
          maxPerOption: 3,
        },
      },
      talk(null),
      rest(10),
      close,
    ],
  },
  {
    id: 'prioritise',
    name: b('Prioritise a list', 'Dewis beth sydd bwysicaf'),
    for: ['adult', 'youth'],
    stages: [
      welcome,
      {
        kind: 'vote',
        name: b('Vote', 'Pleidlais'),
        rung: 'decided-together',
        minutes: 10,
        question: b('Which should we look at first?', 'Pa un ddylen ni edrych arno gyntaf?'),
        privacy: 'hidden',
        vote: {
          method: 'dots',
          source: { from: 'list', options: adultTopics },
          dots: 5,
          maxPerOption: 3,
        },
      },
      {
        kind: 'board',
        name: b('Missing', 'Ar goll'),
        rung: 'worked-together',
        minutes: 15,
        question: b(
          'What is missing from this list, and why?',
          'Beth sydd ar goll o’r rhestr hon, a pham?',
        ),
        privacy: 'hidden',
        branches: [b('Swap it for', 'Cyfnewid am'), b('Add this', 'Ychwanegu hyn')],
      },
      talk(15),
      close,
    ],
  },
  {
    id: 'quick-check',
    name: b('Quick check', 'Holi cyflym'),
    for: ['adult', 'youth'],
    stages: [
      welcome,
      {
        kind: 'vote',
        name: b('Quick check', 'Holi cyflym'),
        rung: 'asked',
        minutes: 3,
        question: b('Are we asking the right things?', 'Ydyn ni’n gofyn y pethau iawn?'),
        privacy: 'hidden',
        vote: {
          method: 'yes-no',
          source: { from: 'list', options: [{ id: 'all', text: b('All of it', 'Y cyfan') }] },
          dots: 5,
          maxPerOption: 3,
        },
      },
      close,
    ],
  },
];

/** The youth list, offered when a panel plans *Prioritise a list*. */
export const YOUTH_TOPICS = youthTopics;

/** A template's stages as a group first sees them: a panel gets the children's list. */
export function stagesFor(template: Template, kind: GroupKind): StageInput[] {
  return template.stages.map((stage) => {
    if (kind !== 'youth' || stage.kind !== 'vote' || stage.vote.source.from !== 'list')
      return stage;
    if (template.id !== 'prioritise') return stage;
    return { ...stage, vote: { ...stage.vote, source: { from: 'list', options: youthTopics } } };
  });
}
