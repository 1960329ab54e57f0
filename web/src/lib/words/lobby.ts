import { section } from './section.ts';

/** Waiting to be let in, and the words for a place that has ended. */
export const lobbyWords = section({
  en: {
    title: 'Lobby',
    hello: 'Hello {name}',
    waiting: 'You are in the lobby. Staff will let you in soon. Nobody can see the board yet.',
    stays: 'You can put your phone down. This page lets you in by itself.',
    noScript: 'This page needs to load again to let you in.',
    again: 'Look again',
    leave: 'Leave',
    removedTitle: 'Your place is closed',
    removedText:
      'Staff have closed your place in this session. If you want to know why, talk to the person who invited you.',
    overTitle: 'This session has ended',
    overText: 'Thank you for being here. What the group said is kept safe with staff.',
    signedOutTitle: 'You are not in this session',
    signedOutText: 'Use your link again, or type the code, to come back in.',
    leftTitle: 'You have left',
    leftText: 'Thank you for being here. Nothing from this session is kept on this phone.',
    toStart: 'Go to the start page',
  },
  cy: {
    title: 'Cyntedd',
    hello: 'Helo {name}',
    waiting:
      'Rydych chi yn y cyntedd. Bydd y staff yn eich gadael i mewn cyn bo hir. All neb weld y bwrdd eto.',
    stays: 'Gallwch roi eich ffôn i lawr. Bydd y dudalen hon yn eich gadael i mewn ei hun.',
    noScript: 'Mae angen i’r dudalen hon lwytho eto i’ch gadael i mewn.',
    again: 'Edrych eto',
    leave: 'Gadael',
    removedTitle: 'Mae eich lle wedi’i gau',
    removedText:
      'Mae’r staff wedi cau eich lle yn y sesiwn hon. Os ydych am wybod pam, siaradwch â’r person a’ch gwahoddodd.',
    overTitle: 'Mae’r sesiwn hon wedi dod i ben',
    overText:
      'Diolch am fod yma. Mae’r hyn a ddywedodd y grŵp yn cael ei gadw’n ddiogel gan y staff.',
    signedOutTitle: 'Dydych chi ddim yn y sesiwn hon',
    signedOutText: 'Defnyddiwch eich dolen eto, neu teipiwch y cod, i ddod yn ôl i mewn.',
    leftTitle: 'Rydych chi wedi gadael',
    leftText: 'Diolch am fod yma. Does dim o’r sesiwn hon wedi’i gadw ar y ffôn hwn.',
    toStart: 'Mynd i’r dudalen gychwyn',
  },
});
