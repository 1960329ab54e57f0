import { section } from './section.ts';

/** How people arrived, as staff are told it: five at a time, small numbers kept back. */
export const staffCheckInWords = section({
  en: {
    answered: { one: '{n} person has answered', other: '{n} people have answered' },
    totalsLater: 'The faces show once 5 people have answered.',
    totalsOf: {
      one: 'The face of the first {n} who answered. Others join five at a time.',
      other: 'The faces of the first {n} who answered. Others join five at a time.',
    },
    fewerThanFive: 'fewer than 5',
  },
  cy: {
    answered: {
      zero: 'Mae {n} person wedi ateb',
      one: 'Mae {n} person wedi ateb',
      two: 'Mae {n} berson wedi ateb',
      few: 'Mae {n} pherson wedi ateb',
      many: 'Mae {n} pherson wedi ateb',
      other: 'Mae {n} o bobl wedi ateb',
    },
    totalsLater: 'Bydd yr wynebau’n ymddangos ar ôl i 5 person ateb.',
    totalsOf: {
      zero: 'Wynebau’r {n} cyntaf i ateb. Bydd eraill yn ymuno bob yn bump.',
      one: 'Wyneb yr {n} cyntaf i ateb. Bydd eraill yn ymuno bob yn bump.',
      two: 'Wynebau’r {n} cyntaf i ateb. Bydd eraill yn ymuno bob yn bump.',
      few: 'Wynebau’r {n} cyntaf i ateb. Bydd eraill yn ymuno bob yn bump.',
      many: 'Wynebau’r {n} cyntaf i ateb. Bydd eraill yn ymuno bob yn bump.',
      other: 'Wynebau’r {n} cyntaf i ateb. Bydd eraill yn ymuno bob yn bump.',
    },
    fewerThanFive: 'llai na 5',
  },
});
