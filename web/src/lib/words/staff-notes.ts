import { section } from './section.ts';

/** The staff's own notes on a session. */
export const staffNotesWords = section({
  en: {
    title: 'Notes',
    pageTitle: 'Notes on this session',
    box: 'Notes on this session',
    whoReads: 'Only staff of this group can read these notes. Members never see them.',
    close: 'Close the notes',
    opening: 'Opening the notes…',
    saved: 'Saved',
    saving: 'Saving…',
    away: 'No connection. You can go on writing.',
    awayKept: 'No connection. What you wrote is kept in this window and sent when you are back.',
    full: 'The notes are full. What you wrote last is kept in this window: take something out and it is sent.',
    frozen: 'The record is signed off, so these notes can’t be changed any more.',
    ended: 'You can’t write in these notes any more. You may need to sign in again.',
    copyIt: 'What you wrote last was not saved. Copy it from here.',
    here: {
      one: '{n} person has these notes open',
      other: '{n} people have these notes open',
    },
    none: 'Nobody has written any notes.',
    write: 'Write in the notes',
    noScript: 'This browser runs no scripts, so you can read the notes here but not write in them.',
    toRecord: 'Back to the record',
    toSession: 'Back to the session',
  },
  cy: {
    title: 'Nodiadau',
    pageTitle: 'Nodiadau ar y sesiwn hon',
    box: 'Nodiadau ar y sesiwn hon',
    whoReads:
      'Dim ond staff y grŵp hwn sy’n gallu darllen y nodiadau hyn. Nid yw aelodau byth yn eu gweld.',
    close: 'Cau’r nodiadau',
    opening: 'Yn agor y nodiadau…',
    saved: 'Wedi’i gadw',
    saving: 'Yn cadw…',
    away: 'Dim cysylltiad. Gallwch ddal ati i ysgrifennu.',
    awayKept:
      'Dim cysylltiad. Mae’ch geiriau’n cael eu cadw yn y ffenestr hon, a’u hanfon pan fyddwch yn ôl.',
    full: 'Mae’r nodiadau’n llawn. Mae’ch geiriau olaf yn cael eu cadw yn y ffenestr hon: tynnwch rywbeth allan a byddant yn cael eu hanfon.',
    frozen: 'Mae’r cofnod wedi’i lofnodi, felly does dim modd newid y nodiadau hyn mwyach.',
    ended:
      'Ni allwch ysgrifennu yn y nodiadau hyn mwyach. Efallai y bydd angen i chi fewngofnodi eto.',
    copyIt: 'Ni chafodd eich geiriau olaf eu cadw. Copïwch nhw oddi yma.',
    here: {
      zero: 'Does neb â’r nodiadau hyn ar agor',
      one: 'Mae’r nodiadau hyn ar agor gan {n} person',
      two: 'Mae’r nodiadau hyn ar agor gan {n} berson',
      few: 'Mae’r nodiadau hyn ar agor gan {n} pherson',
      many: 'Mae’r nodiadau hyn ar agor gan {n} pherson',
      other: 'Mae’r nodiadau hyn ar agor gan {n} person',
    },
    none: 'Does neb wedi ysgrifennu nodiadau.',
    write: 'Ysgrifennu yn y nodiadau',
    noScript:
      'Nid yw’r porwr hwn yn rhedeg sgriptiau, felly gallwch ddarllen y nodiadau yma ond nid ysgrifennu ynddynt.',
    toRecord: 'Yn ôl i’r cofnod',
    toSession: 'Yn ôl i’r sesiwn',
  },
});
