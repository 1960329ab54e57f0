import { expect, test } from 'vitest';
import { localVoices } from './speech.ts';

const voice = (lang: string, localService: boolean) => ({ lang, localService });

test('only voices of this device, in this language, read aloud (people 32)', () => {
  const voices = [
    voice('en-GB', true),
    voice('en-US', false),
    voice('cy', false),
    voice('en_AU', true),
    voice('eng', true),
  ];
  expect(localVoices(voices, 'en')).toEqual([voice('en-GB', true), voice('en_AU', true)]);
  expect(localVoices(voices, 'cy')).toEqual([]);
});
