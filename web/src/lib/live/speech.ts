/** What we need to know of a voice. */
export type Voice = { readonly localService: boolean; readonly lang: string };

/** Voices that live on this device and speak this language. Some browser voices send the text away: never those (people 32). */
export function localVoices<V extends Voice>(voices: readonly V[], lang: string): V[] {
  const wanted = lang.toLowerCase();
  return voices.filter((voice) => {
    const speaks = voice.lang.toLowerCase().replace('_', '-');
    return voice.localService && (speaks === wanted || speaks.startsWith(`${wanted}-`));
  });
}
