import { section } from './section.ts';

/** The front page: what this is, and the way in. */
export const frontWords = section({
  en: {
    title: 'Canopy: the room where your say counts',
    heading: 'Come on in',
    what: 'Canopy is a room for groups to meet and say what they think.',
    whatNext: 'What you say goes to the people who check the services, and they answer.',
    codeHeading: 'Have you got a code?',
    codeLabel: 'Your code',
    codeHint: 'You can say it in words or type it. Big or small letters both work.',
    goIn: 'Go in',
    linkHint: 'Got a link or a square code to scan? Use that. You do not need this box.',
    staff: 'Staff sign in',
  },
  cy: {
    title: 'Canopi: yr ystafell lle mae eich llais yn cyfrif',
    heading: 'Dewch i mewn',
    what: 'Ystafell yw Canopi lle mae grwpiau’n cwrdd ac yn dweud eu barn.',
    whatNext:
      'Mae’r hyn a ddywedwch yn mynd at y bobl sy’n gwirio’r gwasanaethau, ac maen nhw’n ateb.',
    codeHeading: 'Oes gennych chi god?',
    codeLabel: 'Eich cod',
    codeHint: 'Teipiwch ef fel geiriau neu lythrennau. Mae llythrennau mawr a bach yn gweithio.',
    goIn: 'Mynd i mewn',
    linkHint:
      'Oes gennych chi ddolen neu god sgwâr i’w sganio? Defnyddiwch hynny. Does dim angen y blwch hwn.',
    staff: 'Mewngofnodi staff',
  },
});
