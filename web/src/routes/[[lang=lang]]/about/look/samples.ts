import type { LeafLook } from '#lib/leaf/kind.ts';

/** Words of the design pages, as content: they stand in for what members write, so they are not in a catalogue. */
const said = (id: string, kind: LeafLook['kind'], text: string): LeafLook => ({
  id,
  kind,
  lang: 'en',
  content: { form: 'words', text },
});

export const LEAVES: readonly LeafLook[] = [
  said('a', 'problem', 'Appointments change with no warning.'),
  said('b', 'idea', 'Text us the day before.'),
  said('c', 'works', 'Same worker for a year. No starting again.'),
  said('d', 'want', 'One named person for housing.'),
  {
    id: 'e',
    kind: 'problem',
    lang: 'en',
    content: { form: 'symbol', symbol: 'house', word: 'A long queue' },
  },
  said('f', 'problem', 'No deposit, so no flat to view.'),
  {
    id: 'g',
    kind: 'works',
    lang: 'en',
    content: { form: 'emoji', emoji: '1f91d', word: 'They said why' },
  },
  said('h', 'idea', 'Let us choose the order of courses.'),
  said('i', 'problem', 'Sessions clash with my shifts.'),
  said('j', 'problem', 'I tell my story to five services.'),
  said('k', 'want', 'One plan we can all read.'),
  said('l', 'works', 'The job club calls my worker for me.'),
  said('m', 'idea', 'Ask what safe means to each person.'),
  said('n', 'parked', 'Safety online. Come back to this.'),
];

export const BRANCHES = [
  { id: '1', title: 'Time with your worker', leafIds: ['a', 'b', 'c'] },
  { id: '2', title: 'Housing and money', leafIds: ['d', 'e', 'f'] },
  { id: '3', title: 'Courses and activity days', leafIds: ['g', 'h', 'i'] },
  { id: '4', title: 'Local services, joined up', leafIds: ['j', 'k', 'l'] },
  { id: '5', title: 'Keeping people safe', leafIds: ['m', 'n'] },
] as const;

export const OPTIONS = [
  { id: 'safe', words: 'Keeping vulnerable adults safe' },
  { id: 'days', words: 'Activity days and courses' },
  { id: 'partners', words: 'Services run by partners' },
] as const;

export const STAGES = [
  { id: 's1', name: 'Welcome', state: 'past' },
  { id: 's2', name: 'Check-in', state: 'past' },
  { id: 's3', name: 'Board', state: 'now' },
  { id: 's4', name: 'Vote', state: 'next' },
  { id: 's5', name: 'Talk', state: 'next' },
  { id: 's6', name: 'Close', state: 'next' },
] as const;

export const QUESTION = 'What should inspectors look at first?';
