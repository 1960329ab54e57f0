import { section } from './section.ts';

/** One word or two for each emoji, as a reaction (people 35). */
export const reactionWords = section({
  en: {
    title: 'Reactions, counted, no names',
    agree: 'I agree',
    thanks: 'Thank you',
    wellDone: 'Well done',
    goodIdea: 'Good idea',
    funny: 'Funny',
    wow: 'Wow',
    sad: 'That is sad',
    notSure: 'Not sure',
    tellMore: 'Tell us more',
  },
  cy: {
    title: 'Ymatebion, wedi’u cyfrif, dim enwau',
    agree: 'Rwy’n cytuno',
    thanks: 'Diolch',
    wellDone: 'Da iawn',
    goodIdea: 'Syniad da',
    funny: 'Doniol',
    wow: 'Waw',
    sad: 'Mae’n drist',
    notSure: 'Ddim yn siŵr',
    tellMore: 'Dywedwch fwy',
  },
});
