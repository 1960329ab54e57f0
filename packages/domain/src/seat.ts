import { z } from 'zod';

/** How somebody takes part. Only `own-phone` joins by itself; staff add the others. */
export const WAYS = ['own-phone', 'shared-device', 'on-the-phone', 'helped-by-staff'] as const;
export const Way = z.enum(WAYS);
export type Way = z.infer<typeof Way>;

export const SEAT_STATES = ['waiting', 'admitted', 'removed', 'left'] as const;
export type SeatState = (typeof SEAT_STATES)[number];

/**
 * A member's place in one session. No name, email or address exists for a member anywhere
 * (people 55, 70): the alias is a picture from an offered set and lives as long as the session.
 */
export type Seat = {
  id: string;
  sessionId: string;
  alias: AliasId;
  language: 'en' | 'cy';
  way: Way;
  state: SeatState;
  createdAt: number;
};

/** Neutral things from outdoors, one set for adults and children alike (people 69). */
export const ALIAS_IDS = [
  'rowan', 'oak', 'willow', 'hazel', 'birch', 'maple', 'ash', 'holly',
  'otter', 'heron', 'wren', 'robin', 'hare', 'hedgehog', 'badger', 'fox',
  'river', 'hill', 'cloud', 'rain', 'moon', 'star', 'shell', 'pebble',
  'fern', 'clover', 'thistle', 'acorn', 'feather', 'bee', 'snail', 'frog',
] as const; // prettier-ignore
export const AliasId = z.enum(ALIAS_IDS);
export type AliasId = z.infer<typeof AliasId>;

/** When a room holds more people than pictures, a number follows the word: "Rowan 2". Shown as `alias` + `aliasNumber`. */
export const SEATS_MAX = 60;
