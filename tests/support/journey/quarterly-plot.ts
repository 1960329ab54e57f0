/** What is said and done in the adult session: who writes what, where it is hung, who votes how. */
export const TITLE = {
  en: 'What supervision is like now',
  cy: 'Sut beth yw goruchwyliaeth nawr',
};

export const TIME = 'Time with your worker';
export const MONEY = 'Housing and money';
export const COURSES = 'Courses and activity days';
export const LOCAL = 'Local services, joined up';
/** Started by a member, then named again by staff. */
export const GETTING_THERE = 'Getting there';
export const TRAVEL = { en: 'Travel', cy: 'Teithio' };

/** What each writes while all think alone. */
export const THOUGHTS = {
  rowan: ['Text us the day before', 'My worker changed four times'],
  willow: ['A course near the bus stop', 'Ask me what I need first'],
  hazel: ['Rent is due before I am paid', 'One person for housing and money'],
  birch: ['The garden day did me good'],
  otter: ['Gofynnwch i ni yn Gymraeg', 'Bws i’r swyddfa'],
  moon: ['Forms I can fill in with keys alone'],
  oak: ['Evening times for people in work'],
  fox: ['I nearly did not come'],
} as const;

/** Written, and moved, by somebody without signal. */
export const ON_THE_BUS = 'Written on the bus with no signal';
export const AT_THE_DEPOT = 'Still no signal at the depot';
export const EVENINGS = 'Evening times for people in work';

/** Dots of each member; 5 to share, at most 3 in one place. */
export const VOTES = {
  rowan: { [TIME]: 3, [MONEY]: 2 },
  willow: { [MONEY]: 2, [TRAVEL.en]: 1 },
  hazel: { [MONEY]: 3 },
  birch: { [LOCAL]: 2, [TRAVEL.en]: 2 },
  otter: { [TIME]: 3, [TRAVEL.en]: 1 },
  moon: { [LOCAL]: 1, [TIME]: 1 },
  oak: { [TRAVEL.en]: 3 },
  fox: { [TIME]: 2, [MONEY]: 1 },
} as const satisfies Record<keyof typeof THOUGHTS, Readonly<Record<string, number>>>;
export const CHANGED_MIND = { [MONEY]: 3 };

/** Branches as Welsh readers see them. */
export const WELSH: Readonly<Record<string, string>> = {
  [TIME]: 'Amser gyda’ch gweithiwr',
  [MONEY]: 'Tai ac arian',
  [COURSES]: 'Cyrsiau a dyddiau gweithgaredd',
  [LOCAL]: 'Gwasanaethau lleol yn cydweithio',
  [TRAVEL.en]: TRAVEL.cy,
};
export const inWelsh = (dots: Readonly<Record<string, number>>): Record<string, number> =>
  Object.fromEntries(Object.entries(dots).map(([name, n]) => [WELSH[name] ?? name, n]));
