import { describe, expect, test } from 'vitest';
import { readConfig } from './config.ts';

const sentences = (env: Record<string, string>): string[] => {
  const read = readConfig(env);
  return read.ok ? [] : read.sentences;
};

describe('settings', () => {
  test('none are needed', () => {
    const read = readConfig({});
    expect(read).toMatchObject({
      ok: true,
      config: { port: 4173, demo: true, mode: 'start', origins: null, trustProxy: 0 },
    });
  });

  test.each([
    ['PORT', 'eighty', 'PORT is something else; it must be a whole number from 0 to 65535.'],
    [
      'PORT',
      '70000',
      'PORT is a whole number out of range; it must be a whole number from 0 to 65535.',
    ],
    ['PORT', '', 'PORT is empty; it must be a whole number from 0 to 65535.'],
    ['CANOPY_DEMO', 'yes', 'CANOPY_DEMO is something else; it must be on or off.'],
    ['CANOPY_LOG', 'xml', 'CANOPY_LOG is something else; it must be pretty or json.'],
    ['CANOPY_MODE', 'live', 'CANOPY_MODE is something else; it must be start or dev.'],
    ['CANOPY_DATA', '', 'CANOPY_DATA is empty; it must be a folder.'],
  ])('a wrong %s stops the start with a sentence', (name, value, sentence) => {
    expect(sentences({ [name]: value })).toEqual([sentence]);
  });

  test.each(['canopy.example', 'https://canopy.example/', 'https://canopy.example/x', 'null', '*'])(
    'ORIGIN %s could never match what a browser sends',
    (origin) => expect(sentences({ ORIGIN: origin })[0]).toMatch(/^ORIGIN is something else/),
  );

  test('ORIGIN on plain http anywhere but localhost is refused, because cookies would not hold', () => {
    expect(sentences({ ORIGIN: 'http://canopy.example' })[0]).toMatch(/^ORIGIN is an http address/);
    expect(sentences({ ORIGIN: 'https://a.example, http://localhost:9' })).toEqual([]);
  });

  test('every wrong one is named at once, and no value is repeated', () => {
    const said = sentences({ PORT: 'hunter2', CANOPY_DEMO: 'hunter2' });
    expect(said).toHaveLength(2);
    expect(said.join()).not.toContain('hunter2');
  });
});
