import { section } from './section.ts';

/** The accessibility statement (people 26). Honest: not audited yet. */
export const accessibilityWords = section({
  en: {
    title: 'How to use Canopy your way',
    intro:
      'We want everyone to be able to use Canopy. This page says what works and what does not yet.',
    canHeading: 'What you can do',
    can1: 'Make the text bigger, up to double.',
    can2: 'Use a keyboard, taps or a screen reader for every part.',
    can3: 'Move a leaf with a menu. You never need to drag.',
    can4: 'See each board as a list with headings.',
    can5: 'Pick light or dark, or stop all moving parts.',
    can6: 'Use Canopy in English or Welsh.',
    can7: 'Take your time. No timer cuts you off.',
    gapsHeading: 'What is not right yet',
    gap1: 'No one from outside has tested it yet. So we do not say that it meets the rule (WCAG 2.2 AA).',
    gap2: 'A Welsh speaker has not checked our Welsh yet.',
    gap3: 'You cannot yet answer with your voice, a drawing or a photo.',
    gap4: 'Read aloud works only if your phone has a voice for the language.',
    tellHeading: 'Tell us',
    tell: 'Can you not use a part of Canopy? Tell the staff who asked you to join. They will find another way with you.',
    tellMore: 'They must pass it on. We aim to answer in 10 working days.',
    lawHeading: 'If you are not happy with our answer',
    law: 'You can ask the Equality Advisory and Support Service for help. In the law this is called the Public Sector Bodies Accessibility Regulations 2018.',
    howHeading: 'How we test',
    how: 'A computer checks each page for known faults, in both languages and both colours. We also try each page with keys only. People who use screen readers have not tested it yet.',
    written: 'We wrote this page on {date}. We check it at least once a year.',
  },
  cy: {
    title: 'Defnyddio Canopi yn eich ffordd chi',
    intro:
      'Rydym eisiau i bawb allu defnyddio Canopi. Mae’r dudalen hon yn dweud beth sy’n gweithio a beth sydd ddim eto.',
    canHeading: 'Beth gallwch chi ei wneud',
    can1: 'Gwneud y testun yn fwy, hyd at ddwbl.',
    can2: 'Defnyddio bysellfwrdd, tapio neu ddarllenydd sgrin ar gyfer pob rhan.',
    can3: 'Symud deilen â dewislen. Does dim angen llusgo byth.',
    can4: 'Gweld pob bwrdd fel rhestr â phenawdau.',
    can5: 'Dewis golau neu dywyll, neu stopio popeth sy’n symud.',
    can6: 'Defnyddio Canopi yn Gymraeg neu’n Saesneg.',
    can7: 'Cymryd eich amser. Does dim amserydd yn torri ar eich traws.',
    gapsHeading: 'Beth sydd ddim yn iawn eto',
    gap1: 'Does neb o’r tu allan wedi profi Canopi eto. Felly nid ydym yn dweud ei fod yn bodloni’r rheol (WCAG 2.2 AA).',
    gap2: 'Nid oes siaradwr Cymraeg wedi gwirio ein Cymraeg eto.',
    gap3: 'Ni allwch ateb â’ch llais, llun na ffotograff eto.',
    gap4: 'Mae darllen yn uchel yn gweithio dim ond os oes llais i’r iaith ar eich ffôn.',
    tellHeading: 'Dywedwch wrthym',
    tell: 'Oes rhan o Canopi na allwch ei defnyddio? Dywedwch wrth y staff a ofynnodd i chi ymuno. Byddant yn dod o hyd i ffordd arall gyda chi.',
    tellMore: 'Rhaid iddyn nhw ei basio ymlaen. Ein nod yw ateb o fewn 10 diwrnod gwaith.',
    lawHeading: 'Os nad ydych yn hapus â’n hateb',
    law: 'Gallwch ofyn i’r Gwasanaeth Cynghori a Chymorth Cydraddoldeb am help. Yn y gyfraith, enw hyn yw Rheoliadau Hygyrchedd Cyrff y Sector Cyhoeddus 2018.',
    howHeading: 'Sut rydym yn profi',
    how: 'Mae cyfrifiadur yn gwirio pob tudalen am wallau hysbys, yn y ddwy iaith a’r ddau liw. Rydym hefyd yn rhoi cynnig ar bob tudalen â bysellau yn unig. Nid yw pobl sy’n defnyddio darllenwyr sgrin wedi’i phrofi eto.',
    written: 'Ysgrifennom y dudalen hon ar {date}. Rydym yn ei gwirio o leiaf unwaith y flwyddyn.',
  },
});

/** When a person last read the statement against the product. A test fails a year after. */
export const STATEMENT_DATE = '2026-11-20';
