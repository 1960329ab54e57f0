import { z } from 'zod';

/**
 * Named: everyone in the room sees the alias. Hidden from the group: staff can look up the alias,
 * other members never receive it. The third level is not offered until nobody at all could know.
 */
export const PRIVACY_LEVELS = ['named', 'hidden'] as const;
export const PrivacyLevel = z.enum(PRIVACY_LEVELS);
export type PrivacyLevel = z.infer<typeof PrivacyLevel>;

/** Once anyone was asked under a level it may only be made stricter: a promise already given is kept. */
export const isLooser = (from: PrivacyLevel, to: PrivacyLevel): boolean =>
  PRIVACY_LEVELS.indexOf(to) < PRIVACY_LEVELS.indexOf(from);
