import { describe, expect, test } from 'vitest';
import { readSettings } from './settings.ts';

const right = {
  CANOPY_BOX_SECRET: 'x'.repeat(32),
  ORIGIN: 'https://canopy.example',
};
const sentences = (env: Record<string, string>): string[] => {
  const read = readSettings({ ...right, ...env });
  return read.ok ? [] : read.sentences;
};

describe('settings of the ballot box', () => {
  test('a secret and the pages’ address are enough', () => {
    expect(readSettings(right)).toMatchObject({
      ok: true,
      settings: {
        people: { host: '127.0.0.1', port: 4174 },
        app: { host: '127.0.0.1', port: 4175 },
        endsWithParent: false,
        origins: ['https://canopy.example'],
      },
    });
  });

  test('what is missing is asked for by name', () => {
    const read = readSettings({});
    expect(read).toEqual({
      ok: false,
      sentences: [
        'CANOPY_BOX_SECRET is missing; it must be a random text of at least 32 characters, the same for the app and the box.',
        'ORIGIN is missing; it must be the address people open, such as https://canopy.example, with no path (several with commas between).',
      ],
    });
  });

  test.each([
    ['CANOPY_BOX_LISTEN', 'everywhere', 'CANOPY_BOX_LISTEN must be the host and port that members’ devices reach, such as 127.0.0.1:4174; it is not.'],
    ['CANOPY_BOX_LISTEN', '127.0.0.1:70000', 'CANOPY_BOX_LISTEN must be the host and port that members’ devices reach, such as 127.0.0.1:4174; it is not.'],
    ['CANOPY_BOX_APP', '', 'CANOPY_BOX_APP is empty; it must be the host and port that only the app reaches, such as 127.0.0.1:4175.'],
    ['CANOPY_BOX_DATA', '', 'CANOPY_BOX_DATA is empty; it must be a folder that is the ballot box’s alone.'],
    ['CANOPY_BOX_WITH', 'me', 'CANOPY_BOX_WITH must be parent, to end with the process that started it, or nobody; it is not.'],
    ['CANOPY_BOX_APP', '127.0.0.1:4174', 'CANOPY_BOX_LISTEN and CANOPY_BOX_APP are the same; people and the app need a port each.'],
  ])('a wrong %s is said in a sentence', (name, value, sentence) => {
    expect(sentences({ [name]: value })).toEqual([sentence]);
  }); // prettier-ignore

  test('with the address of a database of its own it keeps no file', () => {
    const postgres = 'postgres://canopy_box:pass@postgres:5432/canopy_box';
    expect(readSettings({ ...right, CANOPY_BOX_DATABASE: postgres })).toMatchObject({ settings: { place: { postgres } } }); // prettier-ignore
    for (const wrong of ['', 'canopy_box', 'mysql://canopy_box:hunter2@db/box'])
      expect(sentences({ CANOPY_BOX_DATABASE: wrong })).toEqual([
        `CANOPY_BOX_DATABASE ${wrong === '' ? 'is empty; it must be' : 'must be'} the address of a Postgres database that is the ballot box’s alone, or not set${wrong === '' ? '' : '; it is not'}.`,
      ]);
  });

  test('a wrong secret is never repeated', () => {
    const [sentence = ''] = sentences({ CANOPY_BOX_SECRET: 'hunter2' });
    expect(sentence).toContain('CANOPY_BOX_SECRET must be');
    expect(sentence).not.toContain('hunter2');
  });

  test.each(['https://canopy.example/', 'canopy.example', '*', 'null', 'https://canopy.example/x', ''])(
    'a page’s address is exact: %s is none',
    (origin) => {
      expect(sentences({ ORIGIN: origin })).toHaveLength(1);
    },
  ); // prettier-ignore
});
