import { section } from './section.ts';

export const aboutPicturesWords = section({
  en: {
    title: 'The pictures we use',
    emoji:
      'The emoji, the symbols and some of the name pictures come from OpenMoji. People who draw for everyone made them.',
    terms: 'You may use them too. The terms are called CC BY-SA 4.0.',
    own: 'We drew the other name pictures. You may use them in the same way.',
    openmoji: 'Go to OpenMoji',
    termsLink: 'Read the terms',
    namesHeading: 'Name pictures',
    emojiHeading: 'Emoji',
    symbolsHeading: 'Symbols',
  },
  cy: {
    title: 'Y lluniau rydym yn eu defnyddio',
    emoji:
      'Mae’r gwenogluniau, y symbolau a rhai o’r lluniau enw yn dod o OpenMoji. Pobl sy’n darlunio i bawb a’u gwnaeth.',
    terms: 'Gallwch chi eu defnyddio hefyd. Enw’r telerau yw CC BY-SA 4.0.',
    own: 'Ni wnaeth ddarlunio’r lluniau enw eraill. Gallwch eu defnyddio yn yr un ffordd.',
    openmoji: 'Mynd i OpenMoji',
    termsLink: 'Darllen y telerau',
    namesHeading: 'Lluniau enw',
    emojiHeading: 'Gwenogluniau',
    symbolsHeading: 'Symbolau',
  },
});
