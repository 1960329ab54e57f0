import type { Whisper, WhisperParts } from './postgres-whisper.ts';

/** How to open a `Whisper`, loaded where one is wanted: a host without Postgres need not read its driver. */
export async function whispers(): Promise<(parts: WhisperParts) => Whisper> {
  const loaded = await import('./postgres-whisper.ts');
  return (parts) => new loaded.Whisper(parts);
}
