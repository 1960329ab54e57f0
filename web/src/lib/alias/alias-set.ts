import type { AliasId as DomainAliasId } from '@canopy/domain';
import type { Lang } from '../language/lang.ts';
import { aliasWords } from '../words/aliases.ts';

export type AliasId = DomainAliasId;

/** The domain's list, said again because its module carries zod, which stays off phones; a test keeps them equal. */
export const ALIAS_IDS = [
  'rowan', 'oak', 'willow', 'hazel', 'birch', 'maple', 'ash', 'holly',
  'otter', 'heron', 'wren', 'robin', 'hare', 'hedgehog', 'badger', 'fox',
  'river', 'hill', 'cloud', 'rain', 'moon', 'star', 'shell', 'pebble',
  'fern', 'clover', 'thistle', 'acorn', 'feather', 'bee', 'snail', 'frog',
] as const satisfies readonly AliasId[]; // prettier-ignore

export const aliasPicture = (id: AliasId): string => `/alias/${id}.svg`;

/** "Rowan", or "Rowan 2" when the room holds more people than pictures. */
export function aliasName(id: AliasId, lang: Lang, number = 1): string {
  const w = aliasWords(lang);
  return number > 1 ? w('numbered', { name: w(id), number }) : w(id);
}

/** As the server writes a name on a Named board, the same in every language: `rowan`, or `rowan-2`. */
export const aliasOnBoard = (of: { alias: AliasId; aliasNumber: number }): string =>
  of.aliasNumber === 1 ? of.alias : `${of.alias}-${of.aliasNumber}`;
