import { section } from './section.ts';

export const aboutPicturesWords = section({
  en: {
    title: 'The pictures we use',
    emoji: 'Most of our pictures come from OpenMoji. People who draw for everyone made them.',
    terms: 'You may use them too. The terms are called CC BY-SA 4.0.',
    own: 'We drew some of the name pictures. You may use them in the same way.',
    openmoji: 'Go to OpenMoji',
    termsLink: 'Read the terms',
    namesHeading: 'Name pictures',
    emojiHeading: 'Emoji',
    symbolsHeading: 'Symbols',
  },
  cy: {
    title: 'Y lluniau rydym yn eu defnyddio',
    emoji: 'Mae’r rhan fwyaf o’n lluniau yn dod o OpenMoji. Pobl sy’n darlunio i bawb a’u gwnaeth.',
    terms: 'Gallwch chi eu defnyddio hefyd. Enw’r telerau yw CC BY-SA 4.0.',
    own: 'Ni wnaeth ddarlunio rhai o’r lluniau enw. Gallwch eu defnyddio yn yr un ffordd.',
    openmoji: 'Mynd i OpenMoji',
    termsLink: 'Darllen y telerau',
    namesHeading: 'Lluniau enw',
    emojiHeading: 'Gwenogluniau',
    symbolsHeading: 'Symbolau',
  },
});
