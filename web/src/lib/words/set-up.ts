import { section } from './section.ts';

/** The first minute of a new Canopy. */
export const setUpWords = section({
  en: {
    title: 'Set up Canopy',
    intro: 'You are the first one here. This makes you the administrator.',
    introMore: 'This page works once. Then it is closed.',
    name: 'Your name here',
    nameHint: 'A first name or working name. Members see it.',
    needName: 'Write a name.',
    email: 'Your email',
    needEmail: 'Write a whole email address.',
    password: 'A new password',
    finish: 'Finish setting up',
  },
  cy: {
    title: 'Gosod Canopi',
    intro: 'Chi yw’r cyntaf yma. Mae hyn yn eich gwneud chi’n weinyddwr.',
    introMore: 'Mae’r dudalen hon yn gweithio unwaith. Wedyn mae’n cau.',
    name: 'Eich enw yma',
    nameHint: 'Enw cyntaf neu enw gwaith. Mae aelodau’n ei weld.',
    needName: 'Ysgrifennwch enw.',
    email: 'Eich e-bost',
    needEmail: 'Ysgrifennwch gyfeiriad e-bost cyfan.',
    password: 'Cyfrinair newydd',
    finish: 'Gorffen gosod',
  },
});
